"""Checking data of a file against its shape, in sentences that say what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema_rs import Draft202012Validator as QuickValidator

from naast.catalogue.packages.reading import Located
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
    for error in thorough.iter_errors(located.data):
        what, instead = _sentence(error)
        own: Any = error.schema
        yield located.problem(tuple(error.absolute_path), what, own.get("x-write", instead))


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
    where = "/".join(map(str, error.absolute_path)) or "the file"
    asked: Any = error.validator_value
    say = _SENTENCES.get(str(error.validator))
    if say is None:
        return f"{where}: {error.message}.", "See docs/package.schema.json."
    what, instead = say(error, asked)
    return f"{where}: {what}", instead


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
    "pattern": lambda error, asked: (f"'{error.instance}' has another form.", f"Write it as {asked}."),
    "anyOf": lambda error, asked: ("something is missing.", "Add one of the forms of the schema."),
}


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
