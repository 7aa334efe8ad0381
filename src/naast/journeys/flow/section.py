"""The section `journey` of a service package: its JSON Schema, its check, and the Journey made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from naast.catalogue.types import Door
from naast.journeys.flow.graph import problems_in
from naast.journeys.types import (
    Computed,
    Ending,
    EndingKind,
    Journey,
    Onward,
    Option,
    Part,
    Prefill,
    Question,
    QuestionType,
    Route,
)
from naast.kernel.registry import registry

NAME = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "maxLength": 60}
WORDS: dict[str, Any] = {
    "type": "object",
    "description": "A text per language and tone; the Dutch u-form is the source.",
    "properties": {"nl": {"type": "string"}, "nl_JE": {"type": "string"}, "en": {"type": "string"}},
    "required": ["nl"],
    "additionalProperties": False,
}


def _record(needed: tuple[str, ...], /, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(needed), "additionalProperties": False}


LABEL = {**WORDS, "properties": {tone: {"type": "string", "maxLength": 300} for tone in WORDS["properties"]}}
_ROUTE = _record(("to",), when={"type": "string", "maxLength": 500}, to=NAME)
_QUESTION = _record(
    ("type", "part", "label", "next"),
    type={"enum": [str(one) for one in QuestionType]},
    part=NAME,
    label=LABEL,
    hint=WORDS,
    why=WORDS,
    options={
        "type": "array",
        "minItems": 1,
        "items": _record(("value", "label"), value=NAME, label=WORDS, hint=WORDS),
    },
    required={"type": "boolean"},
    least={"type": "integer", "description": "Lowest number, amount in cents, or day counted from today."},
    most={"type": "integer", "description": "Highest number, amount in cents, day from today, or length of a text."},
    form={"enum": ["email", "phone", "long"]},
    prefill=_record(("source", "fact", "label", "ground"), source=NAME, fact=NAME, label=WORDS, ground=WORDS),
    errors={"type": "object", "additionalProperties": WORDS},
    next={"type": "array", "minItems": 1, "items": _ROUTE},
)
_ENDING = _record(
    ("kind", "title", "text"),
    kind=NAME,
    title=WORDS,
    text=NAME,
    rule=NAME,
    onward=_record(("label", "to"), label=WORDS, to=NAME),
    human={"type": "boolean"},
    door=_record(("url", "text"), url={"type": "string", "pattern": "^https://"}, text=WORDS),
)
_INPUTS = {"type": "object", "propertyNames": NAME, "additionalProperties": {"type": "string", "maxLength": 500}}
SCHEMA: Mapping[str, Any] = _record(
    ("start", "parts", "questions", "endings", "keep_days"),
    start=NAME,
    keep_days={"type": "integer", "minimum": 1, "maximum": 365},
    counts_from={**NAME, "description": "The question whose day starts the promise, when that is after sending."},
    parts={"type": "array", "minItems": 1, "items": _record(("key", "label"), key=NAME, label=WORDS, detail=WORDS)},
    questions={"type": "object", "minProperties": 1, "propertyNames": NAME, "additionalProperties": _QUESTION},
    endings={"type": "object", "minProperties": 1, "propertyNames": NAME, "additionalProperties": _ENDING},
    computed={
        "type": "array",
        "items": _record(("name", "rule"), name=NAME, rule=NAME, inputs=_INPUTS),
    },
)


def check(section: Any, package: Mapping[str, Any]) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """What is wrong with a section that has the right shape; `package` says which rules there are."""
    journey = journey_from(section)
    yield from problems_in(journey)
    yield from _not_in_package(journey, package)


def _not_in_package(journey: Journey, package: Mapping[str, Any]) -> Iterable[tuple[tuple[str | int, ...], str]]:
    rules = package.get("rules", {})
    for index, computed in enumerate(journey.computed):
        if computed.rule not in rules:
            yield ("computed", index, "rule"), f"there is no rule '{computed.rule}' in rules.yaml."
    texts = package.get("texts", {}).get("nl", {})
    for key, ending in journey.endings.items():
        if ending.text not in texts:
            yield (
                ("endings", key, "text"),
                f"there is no text '{ending.text}' in texts/nl.md. Write '## {ending.text}' there.",
            )
    kinds = {one.key for one in registry.declared(EndingKind)}
    for key, ending in journey.endings.items():
        if ending.kind not in kinds:
            yield ("endings", key, "kind"), f"nobody handles '{ending.kind}'. Write one of: {', '.join(sorted(kinds))}."


def journey_from(section: Mapping[str, Any]) -> Journey:
    """The journey as values, from a section of the right shape."""
    return Journey(
        start=section["start"],
        keep_days=section["keep_days"],
        counts_from=section.get("counts_from", ""),
        parts=tuple(Part(**one) for one in section["parts"]),
        questions={key: _question(key, one) for key, one in section["questions"].items()},
        endings={key: _ending(key, one) for key, one in section["endings"].items()},
        computed=tuple(_computed(one) for one in section.get("computed", ())),
    )


def _question(key: str, data: Mapping[str, Any]) -> Question:
    plain = {name: data[name] for name in data.keys() - {"type", "options", "prefill", "next"}}
    return Question(
        key=key,
        type=QuestionType(data["type"]),
        options=tuple(Option(**one) for one in data.get("options", ())),
        prefill=Prefill(**data["prefill"]) if "prefill" in data else None,
        next=tuple(Route(**one) for one in data["next"]),
        **plain,
    )


def _ending(key: str, data: Mapping[str, Any]) -> Ending:
    plain = {name: data[name] for name in data.keys() - {"onward", "door"}}
    return Ending(
        key=key,
        onward=Onward(**data["onward"]) if "onward" in data else None,
        door=Door(**data["door"]) if "door" in data else None,
        **plain,
    )


def _computed(data: Mapping[str, Any]) -> Computed:
    return Computed(data["name"], data["rule"], data.get("inputs", {}))
