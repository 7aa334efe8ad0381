"""Questions with their right answers, in files of JSON lines. Those of one situation (a card) always stay on one side."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FOLDS, SEED = 5, 1
_PART = re.compile(r"_[a-z]$")


@dataclass(frozen=True, slots=True)
class Question:
    """`services` are the slugs that answer it, the best first; `level` how it is written (b1, nt2 …); `set` what it tests;
    `also` kinds of answer that are right too.
    """

    set: str
    id: str
    card: str
    text: str
    level: str
    language: str
    kind: str
    services: tuple[str, ...]
    also: tuple[str, ...] = ()


class BadQuestion(ValueError):
    """A line of a question file cannot be read."""


def read_questions(folder: Path) -> tuple[Question, ...]:
    """All questions of all files, by file and line. Raises BadQuestion."""
    return tuple(
        _question(line, file.stem, f"{file.name}:{number}")
        for file in sorted(folder.glob("*.jsonl"))
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if line.strip()
    )


def _question(line: str, name: str, place: str) -> Question:
    """The name of the file is the set; service_a and service_b are one."""
    try:
        data = json.loads(line)
        texts = {key: str(data[key]) for key in ("id", "card", "text", "level", "language", "kind")}
        return Question(
            set=_PART.sub("", name), services=tuple(data["services"]), also=tuple(data.get("also", ())), **texts
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadQuestion(f"{place}: {error!r}") from None


def fold_of(card: str, *, folds: int = FOLDS, seed: int = SEED) -> int:
    """Which part a card belongs to; the same in each run and for each file."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{card}".encode()).digest()[:4]) % folds


def split(questions: Iterable[Question], fold: int, *, seed: int = SEED) -> tuple[list[Question], list[Question]]:
    """Those to learn from and those held out. No card is on both sides."""
    learn: list[Question] = []
    held: list[Question] = []
    for one in questions:
        (held if fold_of(one.card, seed=seed) == fold else learn).append(one)
    return learn, held
