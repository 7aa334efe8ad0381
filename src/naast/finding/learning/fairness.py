"""Whom the finder serves less well: how often the right service comes first, by how a question is written.

`naast finding evaluate --keep` writes it beside the code; the algorithm register publishes it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from naast.finding.learning.judging import Asked, alarms, calm, grouped, in_trouble, score
from naast.finding.learning.questions import Question
from naast.finding.matching.reading import Reading
from naast.finding.types import Alarms, Fairness, Group, Kind, Share
from naast.kernel.clock import today

FILE = Path(__file__).parents[1] / "matching" / "data" / "fairness.json"
LENGTHS = ((1, 3), (4, 8), (9, 15), (16, 45), (46, None))  # words
LONGEST = "46-"
DIGITS = 4
MENDED, AS_TYPED = "mended", "as_typed"


def measured(asked: Sequence[Asked], *, seed: int, edition: str, read: Callable[[str], Reading]) -> Fairness:
    """Over answers of finders that had not seen the questions. `edition` of the taught model; `read` as those finders do."""
    served = [one for one in asked if one.question.kind == Kind.SERVICES]
    ways: Mapping[str, Callable[[Question], str]] = {
        "level": lambda one: one.level,
        "length": lambda one: length_of(one.text),
        "typos": lambda one: MENDED if is_mended(read(one.text)) else AS_TYPED,
        "language": lambda one: one.language,
    }
    groups = (_group(by, name, part) for by, key in ways.items() for name, part in grouped(served, key).items())
    return Fairness(
        on=today(),
        seed=seed,
        edition=edition,
        whole=_group("all", "all", served),
        groups=tuple(one for one in groups if one.count),
        distress=alarms(in_trouble(asked)),
        calm=alarms(calm(asked)),
    )


def length_of(text: str) -> str:
    """Such as 4-8, in words; 46- has no end."""
    words = max(len(text.split()), 1)
    least, most = next((least, most) for least, most in LENGTHS if most is None or words <= most)
    return f"{least}-{most or ''}"


def is_mended(reading: Reading) -> bool:
    """A word was in no dictionary, and read as a word that looks like it: what we take for a typo.

    A typo that is itself a word, or looks like none, is not seen. So typos make somewhat more difference than the figures say.
    """
    return reading.text != " ".join(word.plain for word in reading.words)


def keep(found: Fairness) -> None:
    data = {**asdict(found), "on": found.on.isoformat()}
    FILE.write_text(json.dumps(_rounded(data), ensure_ascii=False, indent=1) + "\n", "utf-8")


def kept() -> Fairness | None:
    """What was measured last; None when nothing was."""
    if not FILE.exists():
        return None
    data = json.loads(FILE.read_text("utf-8"))
    return Fairness(
        on=date.fromisoformat(data["on"]),
        seed=data["seed"],
        edition=data["edition"],
        whole=Group(**data["whole"]),
        groups=tuple(Group(**one) for one in data["groups"]),
        distress=_alarms(data["distress"]),
        calm=_alarms(data["calm"]),
    )


def _group(by: str, name: str, asked: Sequence[Asked]) -> Group:
    found = score(asked)
    return Group(by, name, found.count, found.top1, found.top3, found.low, found.high)


def _alarms(data: Mapping[str, Any]) -> Alarms:
    return Alarms(**{name: Share(**share) for name, share in data.items()})


def _rounded(data: Any) -> Any:
    match data:
        case float():
            return round(data, DIGITS)
        case dict():
            return {name: _rounded(one) for name, one in data.items()}
        case list() | tuple():
            return [_rounded(one) for one in data]
    return data
