"""Which parameters a package names, and what is wrong where this installation lacks one: before it is published, not after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from naast.catalogue.packages.loading import Shelf
from naast.catalogue.packages.parameters import Parameters
from naast.catalogue.packages.rules import parameters_named
from naast.catalogue.packages.texts import all_words, placeholders
from naast.catalogue.types import Package, Problem

_NOT_SAID = ("words", "examples")  # what people type, not what we say


def unmet(package: Package, shelf: Shelf, parameters: Parameters, day: date) -> Iterator[Problem]:
    """A line for each parameter that the package names and that has no value on this day."""
    for name in sorted(named_in(package)):
        if found := parameters.problem_with(name, day):
            file, line = _place(package.slug, name, shelf)
            yield Problem(file, line, *found)


def named_in(package: Package) -> frozenset[str]:
    """In what people read, and in rules."""
    said = [words for texts in package.texts.values() for words in texts.values()]
    for key, section in package.sections.items():
        if key not in _NOT_SAID:
            said += [words for _where, _locale, words in all_words(section)]
    named = {name for words in said for kind, name in placeholders(words) if kind == "parameter"}
    rules = package.sections.get("rules", {}).values()
    return frozenset(named.union(*map(parameters_named, rules)))


def _place(slug: str, name: str, shelf: Shelf) -> tuple[str, int]:
    """File and line that name it; the service itself for a package that stands on another shelf."""
    named = re.compile(rf"parameter(?::|s\.){name}\b")
    for folder in shelf.folders(slug):
        for path in sorted(folder.rglob("*")):
            if line := _line(path, named):
                return f"{folder.parent.name}/{slug}/{path.relative_to(folder).as_posix()}", line
    return f"services/{slug}/service.yaml", 1


def _line(path: Path, named: re.Pattern[str]) -> int:
    lines = path.read_text("utf-8").splitlines() if path.suffix in (".md", ".yaml") else ()
    return next((number for number, line in enumerate(lines, start=1) if named.search(line)), 0)
