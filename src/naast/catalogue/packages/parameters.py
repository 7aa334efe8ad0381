"""Amounts and terms by date. A rule or text names the parameter; the number, its law and its keeper stand here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from naast.catalogue.packages.reading import Located, read_yaml
from naast.catalogue.packages.schemas import PARAMETERS
from naast.catalogue.packages.shapes import problems_of_shape
from naast.catalogue.types import PackageError, Parameter, Problem, Source, UnknownParameter

FOLDER = "parameters"


def source_from(data: Mapping[str, Any] | None) -> Source | None:
    if data is None:
        return None
    text_of = date.fromisoformat(data["text_of"]) if "text_of" in data else None
    return Source(data["law"], str(data["article"]), data.get("url", ""), text_of)


class Parameters:
    """All parameters of one organisation, each with its values in order of date."""

    def __init__(self, values: Mapping[str, tuple[Parameter, ...]]) -> None:
        self._values = values

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._values)

    def problem_with(self, name: str, day: date) -> tuple[str, str] | None:
        """What is wrong when a text of this day names this parameter, and what to write instead; None when it has a value."""
        values = self._values.get(name, ())
        if not values:
            return f"There is no parameter '{name}'.", "Add it to services/parameters/ with its source."
        if values[0].since > day:
            what = f"The parameter '{name}' has no value before {values[0].since.isoformat()}."
            return what, "Add the value that holds now to services/parameters/, or name it from that day on."
        return None

    def on(self, name: str, day: date) -> Parameter:
        """The value that holds on this day. Raises UnknownParameter."""
        holding = [one for one in self._values.get(name, ()) if one.since <= day]
        if not holding:
            raise UnknownParameter(f"{name} on {day.isoformat()}")
        return holding[-1]


def read_parameters(home: Path, local: str = "", local_home: Path | None = None) -> Parameters:
    """The files of `services/parameters/`; those of the organisation replace a parameter whole. Raises PackageError."""
    values: dict[str, tuple[Parameter, ...]] = {}
    problems: list[Problem] = []
    folders = [home / FOLDER, *([local_home / local / FOLDER] if local and local_home else [])]
    for folder in folders:
        found: dict[str, tuple[Parameter, ...]] = {}
        for path in sorted(folder.glob("*.yaml")):
            _read_file(path, f"{folder.parent.name}/{FOLDER}/{path.name}", found, problems)
        values |= found
    if problems:
        raise PackageError(problems)
    return Parameters(values)


def _read_file(path: Path, name: str, found: dict[str, tuple[Parameter, ...]], problems: list[Problem]) -> None:
    try:
        located = read_yaml(path, name)
    except PackageError as error:
        problems += error.problems
        return
    wrong = list(problems_of_shape(located, PARAMETERS)) or list(_problems(located, found))
    problems += wrong
    if not wrong:
        found |= {one["name"]: _values(one) for one in located.data}


def _problems(located: Located, found: Mapping[str, Any]) -> Iterator[Problem]:
    seen = set(found)
    for index, one in enumerate(located.data):
        if one["name"] in seen:
            yield located.problem(
                (index, "name"), f"'{one['name']}' is already there.", "Add a value to it, or take another name."
            )
        seen.add(one["name"])
        for number, value in enumerate(one["values"]):
            if not _is_day(value["from"]):
                yield located.problem(
                    (index, "values", number, "from"), "There is no such day.", "Write a date as 2026-11-21."
                )
        days = [value["from"] for value in one["values"]]
        if sorted(set(days)) != days:
            yield located.problem(
                (index, "values"), "The dates do not follow each other.", "Put the oldest first, each day once."
            )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _values(one: Mapping[str, Any]) -> tuple[Parameter, ...]:
    return tuple(
        Parameter(
            name=one["name"],
            title=one["title"],
            unit=one["unit"],
            value=value["value"],
            since=date.fromisoformat(value["from"]),
            keeper=one["keeper"],
            source=source_from(value.get("source")),
            checked=date.fromisoformat(value["checked"]) if "checked" in value else None,
        )
        for value in one["values"]
    )
