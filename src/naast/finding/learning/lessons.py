"""Learning from questions: how much each way to look counts, and which signs mean which kind.

What the model was taught, it was taught from other sentences: those of the packages and of lessons/.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from naast.catalogue.types import Service
from naast.finding.learning.fitting import Case, fit, fit_kinds
from naast.finding.learning.questions import Question
from naast.finding.matching.answering import Finder
from naast.finding.matching.index import FEATURES, Index
from naast.finding.matching.kinds import DISTRESS, LEARNED, signs_of
from naast.finding.matching.learned import Learned
from naast.finding.types import Event, Kind

ONE_IN = 4  # names


class Remembered(Index):
    """An index that looks at each question once, however often it is asked. A quarter of a megabyte for ten questions."""

    def __init__(self, index: Index) -> None:
        self.__dict__ |= index.__dict__
        self.evidence = lru_cache(maxsize=None)(index.evidence)  # type: ignore[method-assign]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finder is made over."""

    services: Sequence[Service]
    events: Sequence[Event]
    index: Index

    def finder(self, learned: Learned) -> Finder:
        return Finder(self.services, self.events, self.index, learned)


def learn(subject: Subject, questions: Sequence[Question]) -> Learned:
    """All that a finder over these services can learn from these questions."""
    weights = _weights(subject.index, questions)
    return Learned(weights, _kinds(subject, questions, Learned(weights)))


def _weights(index: Index, questions: Sequence[Question]) -> dict[str, float]:
    """How much each feature counts. The services' own texts were not made from these questions, which seldom name a service:
    so each name that only one service has is a question too.
    """
    rows = {slug: row for row, slug in enumerate(index.slugs)}
    cases = [Case(index.evidence(name).features, (row,)) for name, row in _own_names(index)]
    for one in questions:
        right = tuple(rows[slug] for slug in one.services if slug in rows)
        if right and one.kind == Kind.SERVICES:
            cases.append(Case(index.evidence(one.text).features, right))
    return dict(zip(FEATURES, map(float, fit(cases)), strict=True))


def _own_names(index: Index) -> list[tuple[str, int]]:
    """Names and strong words that only one service has, with its row: some of them, so that questions weigh more."""
    owners: dict[str, set[int]] = defaultdict(set)
    for row, one in enumerate(index.documents):
        for name in (*one.names, *one.strong):
            owners[name].add(row)
    return [(name, min(rows)) for name, rows in owners.items() if len(rows) == 1][::ONE_IN]


def _kinds(subject: Subject, questions: Sequence[Question], known: Learned) -> dict[str, dict[str, float]]:
    """How much each sign counts for each kind. A question with two right kinds teaches neither."""
    finder = subject.finder(known)
    questions = [one for one in questions if not one.also]
    rows = [signs_of(finder.sight(one.text)) for one in questions]
    right = [LEARNED.index(DISTRESS if one.set == DISTRESS else one.kind) for one in questions]
    names = sorted({name for row in rows for name in row})
    signs = np.array([[row.get(name, 0.0) for name in names] for row in rows], np.float32)
    found = fit_kinds(signs, right, len(LEARNED))
    return {kind: dict(zip(names, map(float, found[row]), strict=True)) for row, kind in enumerate(LEARNED)}
