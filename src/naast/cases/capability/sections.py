"""The parts of a service package that a case reads: its steps, and how it is handled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from naast.cases.types import BY_PACKAGE, Turn
from naast.kernel.registry import PackageSection

MAKES_CASE = "case"  # the kind of ending that cases handle
MILESTONES = ("sent", "taken", "decided", "closed")
TERM = r"^\d{1,4} (day|working day|week|month)s?$"  # as kernel.terms reads it
Problem = tuple[tuple[str | int, ...], str]

WORDS = {
    "type": "object",
    "required": ["nl"],
    "additionalProperties": False,
    "properties": {tone: {"type": "string", "minLength": 1} for tone in ("nl", "nl_JE", "en")},
}


def check_steps(steps: list[Mapping[str, Any]], package: Mapping[str, Any]) -> Iterable[Problem]:
    """The steps follow the case where there is one: first sending, last closing, never back in between."""
    yield from _check_milestones(steps) if _makes_cases(package) else _check_no_milestones(steps)
    if _makes_cases(package) and "handling" not in package:
        yield (), "what is sent has no team to handle it. Write handling.yaml."
    keys = [step["key"] for step in steps]
    for place, key in enumerate(keys):
        if key in keys[:place]:
            yield (place, "key"), f"'{key}' stands here twice. Give each step a key of its own."


def _makes_cases(package: Mapping[str, Any]) -> bool:
    return any(one["kind"] == MAKES_CASE for one in package.get("journey", {}).get("endings", {}).values())


def _check_milestones(steps: list[Mapping[str, Any]]) -> Iterable[Problem]:
    unfinished = [place for place, step in enumerate(steps) if "done_when" not in step]
    for place in unfinished:
        yield (place,), f"nothing says when this step is done. Add 'done_when': one of {', '.join(MILESTONES)}."
    if unfinished:
        return
    reached = [MILESTONES.index(step["done_when"]) for step in steps]
    if reached[0] != 0:
        yield (0, "done_when"), "the first step is what the resident does: write 'sent'."
    if reached != sorted(reached):
        yield (), f"the steps go back in time. Order them as {', '.join(MILESTONES)}."


def _check_no_milestones(steps: list[Mapping[str, Any]]) -> Iterable[Problem]:
    for place, step in enumerate(steps):
        if "done_when" in step:
            yield (place, "done_when"), "nothing is sent here, so there is no case to follow. Leave out 'done_when'."


STEPS = PackageSection(
    key="steps",
    check=check_steps,
    schema={
        "type": "array",
        "minItems": 2,
        "items": {
            "type": "object",
            "required": ["key", "label", "detail", "who"],
            "x-write": "Write each step as 'key', 'who', 'label' and 'detail', a sentence under the label.",
            "additionalProperties": False,
            "properties": {
                "key": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"},
                "label": WORDS,
                "detail": WORDS,
                "who": {"enum": [Turn.RESIDENT.value, Turn.ORGANISATION.value, Turn.OTHER.value]},
                "done_when": {"enum": list(MILESTONES)},
                "usual": {"type": "string", "pattern": TERM},
            },
        },
    },
)


def check_handling(handling: Mapping[str, Any], package: Mapping[str, Any]) -> Iterable[Problem]:
    """Whoever sends a request hears by when: the service has to promise it."""
    if "usual" not in package["service"].get("promise", {}):
        yield (), "whoever sends a request hears by when: write 'usual' under 'promise' in service.yaml."
    journey = package.get("journey", {})
    if "wait_for_day" in handling and "counts_from" not in journey:
        yield (
            ("wait_for_day",),
            "no question gives a day to wait for. Write 'counts_from' in journey.yaml, or leave this out.",
        )
    for place, outcome in enumerate(handling.get("wait_for_day", ())):
        if outcome not in handling["outcomes"]:
            yield (
                ("wait_for_day", place),
                f"'{outcome}' is none of the outcomes. Write one of: {', '.join(handling['outcomes'])}.",
            )
    endings = journey.get("endings", {})
    for ending in handling.get("start_within", {}):
        if ending not in endings:
            yield ("start_within", ending), f"there is no ending '{ending}'. Write one of: {', '.join(endings)}."
    for ending in handling.get("start_because", {}).keys() - handling.get("start_within", {}).keys():
        yield ("start_because", ending), f"'{ending}' can wait. Write it in 'start_within' too, or leave this out."


HANDLING = PackageSection(
    key="handling",
    check=check_handling,
    schema={
        "type": "object",
        "required": ["team", "outcomes"],
        "additionalProperties": False,
        "properties": {
            "team": {"type": "string", "minLength": 1},
            "outcomes": {"type": "array", "minItems": 1, "items": {"enum": [one.value for one in BY_PACKAGE]}},
            "wait_for_day": {
                "type": "array",
                "minItems": 1,
                "description": "Outcomes that fit from the day on which the promise counts ('counts_from' of the journey). "
                "Who decides so sooner says why.",
                "items": {"enum": [one.value for one in BY_PACKAGE]},
            },
            "start_within": {
                "type": "object",
                "description": "Endings that cannot wait as long as the promise: by when somebody has come to it.",
                "additionalProperties": {"type": "string", "pattern": TERM},
            },
            "start_because": {
                "type": "object",
                "description": "Why an ending of 'start_within' cannot wait, in a few words that a worker reads in the queue.",
                "additionalProperties": {"type": "string", "minLength": 1, "maxLength": 60},
            },
        },
    },
)
