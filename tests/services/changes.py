"""Small changes of the conditions of a package, one at a time: each is a mistake that an editor could make."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from naast.catalogue.types import Package

Where = tuple[str | int, ...]
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
# What stands in an expression, and what somebody could have written instead.
_MIXED_UP = {
    "==": "!=",
    "!=": "==",
    "<=": "<",
    ">=": ">",
    "<": "<=",
    ">": ">=",
    "and": "or",
    "or": "and",
    "isBefore": "isAfter",
    "isAfter": "isBefore",
    "add": "sub",
    "sub": "add",
}
_MIXABLE = re.compile(r"==|!=|<=|>=|<|>|\b(?:and|or|isBefore|isAfter|add|sub)\b")


@dataclass(frozen=True)
class Change:
    """One expression of a package replaced by another. Two changes of the same place read differently."""

    where: Where
    was: str
    becomes: str

    def __str__(self) -> str:
        return f"{'/'.join(map(str, self.where))}: '{self.was}' became '{self.becomes}'"

    def made_in(self, package: Package) -> Package:
        section, *rest = self.where
        sections = {**package.sections, str(section): copy.deepcopy(package.sections[str(section)])}
        place: Any = sections[str(section)]
        for step in rest[:-1]:
            place = place[step]
        place[rest[-1]] = self.becomes
        if section == "journey":  # then the examples of rules alone cannot tell
            sections["examples"] = [one for one in sections["examples"] if "answers" in one]
        return replace(package, sections=sections)


def changes_of(package: Package) -> Iterator[Change]:
    """Each condition that always holds or never does, and each comparison and junction mixed up with its neighbour."""
    for where, expression in _expressions(package):
        if where[-1] == "when":
            yield from (Change(where, expression, always) for always in ("true", "false"))
        yield from (Change(where, expression, other) for other in _mixed_up(expression))


def _expressions(package: Package) -> Iterator[tuple[Where, str]]:
    for name, rule in package.sections.get("rules", {}).items():
        for place, step in enumerate(rule.get("steps", ())):
            yield ("rules", name, "steps", place, "value"), step["value"]
        yield from _conditions(("rules", name, "outcomes"), rule["outcomes"])
    journey = package.sections["journey"]
    for place, computed in enumerate(journey.get("computed", ())):
        for name, expression in computed.get("inputs", {}).items():
            yield ("journey", "computed", place, "inputs", name), expression
    for key, question in journey["questions"].items():
        yield from _conditions(("journey", "questions", key, "next"), question["next"])


def _conditions(where: Where, rows: list[dict[str, Any]]) -> Iterator[tuple[Where, str]]:
    for place, row in enumerate(rows):
        if "when" in row:
            yield (*where, place, "when"), row["when"]


def _mixed_up(expression: str) -> Iterator[str]:
    quoted = [range(*found.span()) for found in _QUOTED.finditer(expression)]
    for found in _MIXABLE.finditer(expression):
        if not any(found.start() in one for one in quoted):
            yield expression[: found.start()] + _MIXED_UP[found[0]] + expression[found.end() :]
