"""Checking data of a file against its shape, in sentences that say what to write instead."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema_rs import Draft202012Validator as QuickValidator

from naast.catalogue.packages.reading import Located, Where
from naast.catalogue.types import Problem
from naast.kernel.registry import PackageSection

_TYPES = {
    "object": "key: value lines",
    "array": "a list, each line with '- '",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}


def problems_of_shape(located: Located, schema: Mapping[str, Any]) -> Iterator[Problem]:
    quick, thorough = _validators(_Frozen(schema))
    if quick.is_valid(located.data):
        return
    yield from dict.fromkeys(_problem(located, error) for error in thorough.iter_errors(located.data))


def _problem(located: Located, error: ValidationError) -> Problem:
    where, own = tuple(error.absolute_path), cast("Mapping[str, Any]", error.schema)
    what, instead = _sentence(error)
    return located.problem(where, f"{_named(where, located.data)}: {what}", own.get("x-write", instead))


def _named(where: Where, data: Any) -> str:
    """The path of a part; a line of a file that is one list by how many-th it is, with its key."""
    if not where or not isinstance(where[0], int):
        return "/".join(map(str, where)) or "the file"
    item = data[where[0]]
    key = item.get("key", item.get("name")) if isinstance(item, dict) else None
    first = f"number {where[0] + 1} ({key})" if isinstance(key, str) else f"number {where[0] + 1}"
    return "/".join((first, *map(str, where[1:])))


class _Frozen:
    """A schema as a key of the cache, by identity: schemas are constants."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.schema = schema

    def __hash__(self) -> int:
        return id(self.schema)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Frozen) and other.schema is self.schema


@lru_cache(maxsize=64)
def _validators(frozen: _Frozen) -> tuple[QuickValidator, Draft202012Validator]:
    """One that only says whether it is right, a hundred times faster; one that says what is wrong."""
    return QuickValidator(dict(frozen.schema)), Draft202012Validator(frozen.schema)


def _sentence(error: ValidationError) -> tuple[str, str]:
    """What is wrong, and what to write instead."""
    say = _SENTENCES.get(str(error.validator))
    return say(error, error.validator_value) if say else (f"{error.message}.", "See docs/package.schema.json.")


def _missing(error: ValidationError, asked: Any) -> tuple[str, str]:
    given: Any = error.instance
    names = [key for key in asked if key not in given]
    return f"{', '.join(names)} missing.", f"Add {', '.join(repr(key) for key in names)}."


def _extra(error: ValidationError, asked: Any) -> tuple[str, str]:
    schema: Any = error.schema
    known = schema.get("properties", {})
    given: Any = error.instance
    names = [key for key in given if key not in known]
    return f"nobody reads {', '.join(names)}.", f"Write one of: {', '.join(known)}."


def _other_type(error: ValidationError, asked: Any) -> tuple[str, str]:
    wanted = [asked] if isinstance(asked, str) else asked
    return f"this is {_kind(error.instance)}.", f"Write {' or '.join(_TYPES[one] for one in wanted)}."


_SENTENCES: dict[str, Callable[[ValidationError, Any], tuple[str, str]]] = {
    "required": _missing,
    "additionalProperties": _extra,
    "type": _other_type,
    "enum": lambda error, asked: (
        f"'{error.instance}' is not known here.",
        f"Write one of: {', '.join(map(str, asked))}.",
    ),
    "maxLength": lambda _error, asked: ("this is too long.", f"Write {asked} letters at most."),
    "minItems": lambda error, asked: (f"{_count(error.instance)} in this list.", f"Write at least {asked}."),
    "maxItems": lambda error, asked: (f"{_count(error.instance)} in this list.", f"Write {asked} at most."),
    "uniqueItems": lambda _error, _asked: ("the same stands here twice.", "Leave one of the two out."),
    "minLength": lambda _error, _asked: ("this is empty.", "Write text, or leave the line out."),
    "const": lambda error, asked: (f"'{error.instance}' is not known here.", f"Write {json.dumps(asked)}."),
    "pattern": lambda error, asked: (f"'{error.instance}' has another form.", f"Write it as {asked}."),
    "anyOf": lambda error, asked: ("something is missing.", "Add one of the forms of the schema."),
}


def _count(items: Any) -> str:
    return str(len(items) or "nothing")


def _kind(value: object) -> str:
    if value is None:
        return "empty"
    names = {dict: "key: value lines", list: "a list", str: "text", bool: "true or false"}
    return names.get(type(value), "a number")


def whole_schema(service: Mapping[str, Any], sections: tuple[PackageSection, ...]) -> dict[str, Any]:
    """The published JSON Schema of a whole package: the service, and each section that a capability declares."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Service package, format 1",
        "description": "One property per file of services/<slug>/: service.yaml and <section>.yaml.",
        "type": "object",
        "properties": {"service": dict(service)}
        | {one.key: dict(one.schema) for one in sorted(sections, key=lambda one: one.key)},
        "required": ["service"],
        "additionalProperties": False,
    }
