"""Reading one file of a package: plain data, and on which line each part of it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from naast.catalogue.types import PackageError, Problem

LARGEST = 512 * 1024  # bytes of one file
MOST_NODES = 50_000  # values in one file, so that a few aliases cannot unfold into millions
Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Located:
    """Data of a file, with the file and line of each part by its path. A part without a line has that of its parent."""

    data: Any
    file: str
    lines: dict[Where, tuple[str, int]] = field(default_factory=dict)

    def place(self, where: Where) -> tuple[str, int]:
        while where not in self.lines and where:
            where = where[:-1]
        return self.lines.get(where, (self.file, 1))

    def problem(self, where: Where, what: str, write_instead: str) -> Problem:
        return Problem(*self.place(where), what, write_instead)


def read_text(path: Path, name: str) -> str:
    """The text of a file. Raises PackageError when it is too large or not UTF-8."""
    if path.stat().st_size > LARGEST:
        raise PackageError([Problem(name, 1, "The file is larger than 512 kB.", "Split it, or leave pictures out.")])
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise PackageError([Problem(name, 1, f"Byte {error.start} is not UTF-8.", "Save the file as UTF-8.")]) from None
    if "\0" in text:
        raise PackageError([Problem(name, 1, "The file has a NUL byte.", "Save it as plain text.")])
    return text


def read_yaml(path: Path, name: str) -> Located:
    """A YAML 1.2 file. Dates become text, as JSON has them. Raises PackageError with the line that cannot be read."""
    try:
        loaded = YAML(typ="rt", pure=True).load(read_text(path, name))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PackageError(
            [Problem(name, line, f"This is not YAML: {error.problem}.", "Look at the indent and the colons.")]
        ) from None
    except (YAMLError, ValueError, RecursionError) as error:
        raise PackageError(
            [Problem(name, 1, f"This is not YAML: {type(error).__name__}.", "Write key: value lines.")]
        ) from None
    located = Located(None, name)
    data = _plain(loaded, (), located, iter(range(MOST_NODES)))
    return Located(data, name, located.lines)


def _plain(node: Any, where: Where, located: Located, budget: Iterator[int]) -> Any:
    if next(budget, None) is None:
        raise PackageError(
            [Problem(located.file, 1, "The file unfolds into too many values.", "Leave out aliases (&, *).")]
        )
    if isinstance(node, CommentedMap):
        return {str(key): _child(node, key, where, located, budget) for key in node}
    if isinstance(node, CommentedSeq):
        return [_child(node, index, where, located, budget) for index in range(len(node))]
    if isinstance(node, date | datetime):
        return node.isoformat()
    if isinstance(node, str):
        return str(node)
    if isinstance(node, float):
        return float(node)
    return int(node) if isinstance(node, int) and not isinstance(node, bool) else node


def _child(node: Any, key: Any, where: Where, located: Located, budget: Iterator[int]) -> Any:
    part = (*where, key if isinstance(key, int) and isinstance(node, CommentedSeq) else str(key))
    try:
        line = node.lc.key(key)[0] if isinstance(node, CommentedMap) else node.lc.item(key)[0]
        located.lines[part] = (located.file, line + 1)
    except (KeyError, TypeError):  # merged or aliased in: it has the line of its parent
        pass
    return _plain(node[key], part, located, budget)


def laid_over(base: Located, change: Located) -> Located:
    """The base with a local change over it: a mapping is merged key by key, anything else is replaced whole."""
    lines = dict(base.lines)
    data = _merged(base.data, change.data, (), lines, change)
    return Located(data, base.file, lines)


def _merged(base: Any, change: Any, where: Where, lines: dict[Where, tuple[str, int]], changed: Located) -> Any:
    if isinstance(base, dict) and isinstance(change, dict):
        merged = dict(base)
        for key, value in change.items():
            merged[key] = _merged(base.get(key), value, (*where, key), lines, changed)
        return merged
    for old in [one for one in lines if one[: len(where)] == where]:
        del lines[old]
    lines.update({one: place for one, place in changed.lines.items() if one[: len(where)] == where})
    return change
