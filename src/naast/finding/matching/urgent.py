"""Words that mean that a human comes first, whatever else the question says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein
from ruamel.yaml import YAML

from naast.finding.matching.words import Word, all_words
from naast.finding.types import Helpline

_FILE = Path(__file__).parent / "data" / "urgent.yaml"
GAP = 2  # words that may stand in between: "uit (mijn) huis gezet"
LEAST_TYPO = 7


@dataclass(frozen=True, slots=True)
class Urgency:
    key: str
    phrases: tuple[tuple[Word, ...], ...]
    helplines: tuple[Helpline, ...]


def urgencies_in(text: str) -> tuple[Urgency, ...]:
    """What the text says that cannot wait, in order of weight."""
    typed = all_words(text)
    return tuple(one for one in _urgencies() if any(_said(phrase, typed) for phrase in one.phrases))


def _said(phrase: tuple[Word, ...], typed: tuple[Word, ...]) -> bool:
    return any(_follows(phrase, typed[start:]) for start in range(len(typed)))


def _follows(phrase: tuple[Word, ...], typed: tuple[Word, ...]) -> bool:
    """The words of the phrase in order, starting at the first word typed."""
    here = 0
    for number, word in enumerate(phrase):
        reach = 1 if number == 0 else GAP + 1
        at = next((index for index in range(here, min(here + reach, len(typed))) if _same(word, typed[index])), None)
        if at is None:
            return False
        here = at + 1
    return True


def _same(ours: Word, theirs: Word) -> bool:
    if ours.plain == theirs.plain:
        return True
    if len(ours.plain) < LEAST_TYPO:
        return False
    return bool(ours.stems & theirs.stems) or DamerauLevenshtein.normalized_similarity(ours.plain, theirs.plain) >= 0.85


@lru_cache(maxsize=1)
def _urgencies() -> tuple[Urgency, ...]:
    data: list[Mapping[str, Any]] = YAML(typ="safe", pure=True).load(_FILE.read_text("utf-8"))
    return tuple(
        Urgency(
            key=one["key"],
            phrases=tuple(all_words(text) for text in one["words"]),
            helplines=tuple(_helpline(line) for line in one["first"]),
        )
        for one in data
    )


def _helpline(line: Mapping[str, str]) -> Helpline:
    return Helpline(line["name"], str(line["phone"]), {key: line[key] for key in ("nl", "nl_JE", "en")})
