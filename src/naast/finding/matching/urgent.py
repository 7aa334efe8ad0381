"""Words that mean that a human comes first, whatever else the question says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from naast.finding.matching.patterns import Patterns
from naast.finding.types import Helpline

_FILE = Path(__file__).parent / "data" / "urgent.yaml"
_ABROAD = Path(__file__).parent / "data" / "urgent_abroad.yaml"
ORDINARY = "ordinary"
Found = Mapping[str, tuple[tuple[int, int], ...]]  # by group, where its patterns stand


@dataclass(frozen=True, slots=True)
class Urgency:
    """`beside`: the first resident questions whose services may be named under it."""

    key: str
    helplines: tuple[Helpline, ...]
    beside: frozenset[int]


def urgencies_in(text: str, language: str = "nl") -> tuple[Urgency, ...]:
    """What the text says that cannot wait, in order of weight. Words that only look like it take back what they touch.

    In Dutch and English, and in `language` when that is another one (ISO 639-1).
    """
    patterns, urgencies = _known()
    said = _said(patterns.found_in(text)) | (_said(abroad.found_in(text)) if (abroad := _abroad(language)) else set())
    return tuple(one for one in urgencies if one.key in said)


def is_ordinary(text: str, language: str = "nl") -> bool:
    """The text names what sounds like trouble by its meaning, and is none."""
    abroad = _abroad(language)
    found = abroad.found_in(text) if abroad else _known()[0].found_in(text)
    return ORDINARY in found and f"but {ORDINARY}" not in found


def urgencies() -> tuple[Urgency, ...]:
    """All of them, for who is in trouble that we cannot name."""
    return _known()[1]


def helpful_in(trouble: tuple[Urgency, ...]) -> frozenset[int]:
    """The first resident questions whose services fit all of this trouble; those of any, when it was not named."""
    rooms = [one.beside for one in trouble or urgencies()]
    return frozenset.intersection(*rooms) if trouble else frozenset().union(*rooms)


def _said(found: Found) -> set[str]:
    """Keys of what was found and not taken back."""
    return {
        key
        for key, places in found.items()
        if any(not _touched(place, (*found.get(f"but {key}", ()), *found.get("but", ()))) for place in places)
    }


def _touched(place: tuple[int, int], others: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= place[1] and place[0] <= last for first, last in others)


@lru_cache(maxsize=16)
def _abroad(language: str) -> Patterns | None:
    data: dict[str, dict[str, list[str]]] = YAML(typ="safe", pure=True).load(_ABROAD.read_text("utf-8"))
    return Patterns(data[language]) if language in data else None


@lru_cache(maxsize=1)
def _known() -> tuple[Patterns, tuple[Urgency, ...]]:
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(_FILE.read_text("utf-8"))
    groups: dict[str, list[str]] = {}
    for one in (*data["urgencies"], {"key": ORDINARY, **data[ORDINARY]}):
        groups[one["key"]] = one["words"]
        groups[f"but {one['key']}"] = one.get("but", [])
    lines = {key: Helpline(**one) for key, one in data["lines"].items()}
    urgencies = tuple(
        Urgency(one["key"], tuple(lines[key] for key in one["first"]), frozenset(one["beside"]))
        for one in data["urgencies"]
    )
    return Patterns(groups, data["sets"]), urgencies
