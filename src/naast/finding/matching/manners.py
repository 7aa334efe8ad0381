"""What somebody wants besides a service: news of a running case, a human, all that comes with an event, two things at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from naast.finding.matching.patterns import Patterns
from naast.finding.matching.words import telling_words

_DATA = Path(__file__).parent / "data"
# Between two needs: a new sentence, or "and also".
_BETWEEN = re.compile(
    r"\s*(?:[.;?!]+\s+|\s[+&]\s|,?\s+\b(?:en (?:ook|verder|daarnaast|dan)|daarnaast|verder|ook nog|tevens|also|en|and)\b)\s*",
    re.IGNORECASE,
)
MOST_PARTS = 4


@dataclass(frozen=True, slots=True)
class Manner:
    """What the words say about the wish. `mends_sent`: there is a mistake in what was sent, or it is not wanted any more.
    `lacks`: money, food or a bed; `despairs`: it may be more than that. `events` are keys of life events, `elsewhere` one of the
    topics nobody here does.
    """

    status: bool
    human: bool
    plainly_status: bool
    plainly_human: bool
    mends_sent: bool
    lacks: bool
    despairs: bool
    broad: bool
    events: tuple[str, ...]
    elsewhere: str


def manner_of(text: str) -> Manner:
    patterns = _patterns()
    found = patterns.found_in(text)
    return Manner(
        status="status" in found,
        human="human" in found,
        plainly_status="plainly status" in found,
        plainly_human="plainly human" in found,
        mends_sent="mends sent" in found,
        lacks="lacks" in found,
        despairs="despairs" in found,
        broad="broad" in found,
        events=tuple(one[6:] for one in found if one.startswith("event ")),
        elsewhere=next((one[10:] for one in found if one.startswith("elsewhere ")), ""),
    )


def parts_of(text: str) -> tuple[str, ...]:
    """The parts that may each be a need of its own; one part when there is nothing to divide."""
    parts = [part.strip() for part in _BETWEEN.split(text) if len(telling_words(part)) > 0]
    return tuple(parts) if 1 < len(parts) <= MOST_PARTS else (text,)


def whose(key: str) -> Mapping[str, str]:
    """Whose it is, by language; nothing when we do not know."""
    return next((one["says"] for one in _read("elsewhere.yaml") if one["key"] == key), {})


@lru_cache(maxsize=1)
def _patterns() -> Patterns:
    manners, events = _read("manners.yaml"), _read("life_events.yaml")
    groups: dict[str, list[str]] = {
        **manners["groups"],
        "broad": events["broad"],
        **{f"event {key}": words for key, words in events["events"].items()},
        **{f"elsewhere {one['key']}": one["words"] for one in _read("elsewhere.yaml")},
    }
    return Patterns(groups, manners["sets"] | events["sets"])


@lru_cache(maxsize=4)
def _read(name: str) -> Any:
    return YAML(typ="safe", pure=True).load((_DATA / name).read_text("utf-8"))
