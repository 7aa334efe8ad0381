"""Reading one file of a package: plain data, and on which line each part of it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from naast.catalogue.types import PackageError, Problem

LARGEST = 512 * 1024  # bytes of one file
MOST_NODES = 50_000  # values in one file, so that a few aliases cannot unfold into millions
DEEPEST = 40  # lists and mappings in each other
Where = tuple[str | int, ...]
Event = Any  # of yaml; its stubs leave out tags and anchors

_CONSTANTS = {"": None, "~": None, "null": None, "Null": None, "NULL": None} | {
    text: value for value in (True, False) for text in (str(value), str(value).lower(), str(value).upper())
}
_INTEGER = re.compile(r"[-+]?[0-9]{1,300}|0o[0-7]{1,300}|0x[0-9a-fA-F]{1,300}")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,2})?")
_MAY_BE_MORE = frozenset(("", *"+-.0123456789~nNtTfF"))


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
    """A YAML file in the meaning of YAML 1.2, core schema: `no` and `on` are text, and so is a date, as JSON has it.

    Raises PackageError with the line that cannot be read.
    """
    return located(read_text(path, name), name)


def located(text: str, name: str) -> Located:
    """The data of a YAML text. Raises PackageError."""
    building = _Building(yaml.parse(text, Loader=yaml.CSafeLoader), name)
    try:
        return Located(building.document(), name, building.lines)
    except yaml.MarkedYAMLError as error:
        line = min(error.problem_mark.line, text.count("\n")) + 1 if error.problem_mark else 1
        problem = Problem(name, line, f"This is not YAML: {error.problem}.", "Look at the indent and the colons.")
    except yaml.YAMLError as error:
        problem = Problem(name, 1, f"This is not YAML: {type(error).__name__}.", "Write key: value lines.")
    raise PackageError([problem])


class _Building:
    """Data out of the parser's events, with the line of each part. Not out of its nodes: a deep file overflows their stack."""

    def __init__(self, events: Iterator[Event], name: str) -> None:
        self.events = events
        self.name = name
        self.lines: dict[Where, tuple[str, int]] = {}
        self.anchors: dict[str, tuple[Any, int]] = {}  # what stands under a name, and of how many values it is
        self.size = 0

    def document(self) -> Any:
        next(self.events)  # the stream starts
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        data = self._value(next(self.events), ())
        next(self.events)  # the document ends
        if isinstance(event := next(self.events), yaml.DocumentStartEvent):
            raise self._refused(event, "a second document starts here", "Make it a file of its own.")
        return data

    def _value(self, event: Event, where: Where) -> Any:
        if isinstance(event, yaml.AliasEvent):
            return self._again(event)
        if event.tag:
            raise self._refused(event, "tags are not read", "Leave out the !.")
        before = self.size
        self._grow(1, event)
        value = self._built(event, where)
        if event.anchor:
            self.anchors[event.anchor] = (value, self.size - before)
        return value

    def _built(self, event: Event, where: Where) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            return _plain(event.value) if event.implicit[0] else event.value
        if len(where) >= DEEPEST:
            raise self._refused(event, "this is nested too deep", "Take it apart.")
        return self._mapping(where) if isinstance(event, yaml.MappingStartEvent) else self._list(where)

    def _again(self, alias: Event) -> Any:
        if alias.anchor not in self.anchors:
            raise self._refused(alias, f"nothing before this is called &{alias.anchor}", "Write it out.")
        value, size = self.anchors[alias.anchor]
        self._grow(size, alias)
        return value

    def _grow(self, by: int, event: Event) -> None:
        self.size += by
        if self.size > MOST_NODES:
            raise self._refused(event, "the file unfolds into too many values", "Leave out aliases (&, *).")

    def _mapping(self, where: Where) -> dict[str, Any]:
        found: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        while not isinstance(key := next(self.events), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                raise self._refused(key, "a key is one word", "Write key: value lines.")
            if key.value == "<<" and key.implicit[0]:
                merged |= self._merged(next(self.events), where)
                continue
            if key.value in found:
                raise self._refused(key, f"duplicate key '{key.value}'", "Keep one of the two.")
            part = (*where, key.value)
            self.lines[part] = self._place(key)
            found[key.value] = self._value(next(self.events), part)
        return merged | found

    def _merged(self, event: Event, where: Where) -> dict[str, Any]:
        """What `<<: *name` lays under a mapping: not of YAML 1.2, but common for examples that differ in one answer."""
        value = self._value(event, where)
        if not isinstance(value, dict):
            raise self._refused(event, "only key: value lines can be laid under others", "Write them out.")
        return value

    def _list(self, where: Where) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            part = (*where, len(found))
            self.lines[part] = self._place(event)
            found.append(self._value(event, part))
        return found

    def _place(self, event: Event) -> tuple[str, int]:
        return self.name, event.start_mark.line + 1

    def _refused(self, event: Event, what: str, instead: str) -> PackageError:
        return PackageError([Problem(*self._place(event), f"This is not YAML: {what}.", instead)])


def _plain(text: str) -> Any:
    """What a word without quotes means (YAML 1.2.2, 10.3.2). Infinity and NaN stay text: JSON has neither."""
    if text[:1] not in _MAY_BE_MORE:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text, 0) if text[1:2] in ("o", "x") else int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


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
