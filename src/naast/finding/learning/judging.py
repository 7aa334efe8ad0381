"""How good the finder is: on questions it has not learned from, beside what somebody would take instead."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from naast.finding.learning.questions import FOLDS, SEED, Question, split
from naast.finding.matching.answering import Finder
from naast.finding.matching.kinds import DISTRESS
from naast.finding.types import Alarms, Answer, Kind, Share

RESAMPLED = 1_000
Ranked = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what was answered: the services, best first, and the kind."""

    question: Question
    ranked: tuple[str, ...]
    kind: str = ""
    worry: bool = False
    helplines: bool = False

    def hit(self, most: int) -> bool:
        return bool(set(self.ranked[:most]) & set(self.question.services))

    @property
    def reciprocal(self) -> float:
        places = (place for place, slug in enumerate(self.ranked, start=1) if slug in self.question.services)
        return 1 / next(places, float("inf"))


@dataclass(frozen=True, slots=True)
class Score:
    """Shares between 0 and 1; `low` and `high` hold the first one in 95 of 100 cases."""

    count: int
    top1: float
    top3: float
    reciprocal: float
    low: float
    high: float


def held_out(
    questions: Sequence[Question], finder_for: Callable[[list[Question]], Finder], *, seed: int = SEED
) -> Iterator[Asked]:
    """Each question once, asked of a finder that learned from the other cards only."""
    for fold in range(FOLDS):
        learn, held = split(questions, fold, seed=seed)
        finder = finder_for(learn)
        yield from (_asked(one, finder.ask(one.text, limit=10)) for one in held)


def by_baseline(questions: Iterable[Question], ranked: Ranked) -> list[Asked]:
    return [Asked(one, tuple(ranked(one.text)[:10])) for one in questions]


def score(asked: Sequence[Asked]) -> Score:
    """Of the questions that a service answers; the interval by drawing cards again, since questions of one card are alike."""
    known = [one for one in asked if one.question.services]
    if not known:
        return Score(0, 0, 0, 0, 0, 0)
    low, high = _interval(known)
    return Score(
        len(known),
        sum(one.hit(1) for one in known) / len(known),
        sum(one.hit(3) for one in known) / len(known),
        sum(one.reciprocal for one in known) / len(known),
        low,
        high,
    )


def grouped(asked: Iterable[Asked], key: Callable[[Question], str]) -> dict[str, list[Asked]]:
    groups: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        groups[key(one.question)].append(one)
    return dict(sorted(groups.items()))


def kinds(asked: Iterable[Asked]) -> dict[str, Counter[str]]:
    """Per set of questions how often each kind of answer came."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in asked:
        found[one.question.set][one.kind] += 1
    return dict(sorted(found.items()))


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The 95% interval of a share (Wilson 1927)."""
    if not count:
        return 0.0, 1.0
    z, share = 1.96, hits / count
    middle, spread = share + z * z / (2 * count), z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (middle - spread) / (1 + z * z / count), (middle + spread) / (1 + z * z / count)


def in_trouble(asked: Iterable[Asked]) -> list[Asked]:
    return [one for one in asked if one.question.set == DISTRESS]


def calm(asked: Iterable[Asked]) -> list[Asked]:
    """Those for which a human first is not among the right answers."""
    return [one for one in asked if Kind.HUMAN not in (one.question.kind, *one.question.also)]


def alarms(asked: Sequence[Asked]) -> Alarms:
    human = [one for one in asked if one.kind == Kind.HUMAN]
    return Alarms(
        human=_share(len(human), len(asked)),
        alarm=_share(sum(one.worry for one in human), len(asked)),
        numbers=_share(sum(one.helplines for one in asked), len(asked)),
    )


def clarified(asked: Iterable[Asked]) -> Mapping[str, tuple[int, float]]:
    """Whether asking back pays: how many got a question back or not, and how often the first service would be right."""
    known = [one for one in asked if one.question.services and one.kind in (Kind.SERVICES, Kind.CLARIFY)]
    groups = {kind: [one for one in known if one.kind == kind] for kind in (Kind.CLARIFY, Kind.SERVICES)}
    return {kind: (len(part), sum(one.hit(1) for one in part) / max(len(part), 1)) for kind, part in groups.items()}


def _interval(known: Sequence[Asked]) -> tuple[float, float]:
    cards: dict[str, list[int]] = defaultdict(list)
    for one in known:
        cards[one.question.card].append(one.hit(1))
    sums = np.array([[sum(hits), len(hits)] for hits in cards.values()], np.float64)
    chance = np.random.default_rng(SEED)
    drawn = sums[chance.integers(0, len(sums), (RESAMPLED, len(sums)))].sum(axis=1)
    low, high = np.quantile(drawn[:, 0] / drawn[:, 1], [0.025, 0.975])
    return float(low), float(high)


def _share(hits: int, count: int) -> Share:
    return Share(hits, count, *wilson(hits, count))


def _asked(question: Question, answer: Answer) -> Asked:
    ranked = tuple(one.slug for one in answer.results)
    return Asked(question, ranked, answer.kind.value, answer.worry, bool(answer.helplines))
