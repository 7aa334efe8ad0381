"""Learning from questions: how much each way to look counts, and which signs mean which kind.

What the model was taught, it was taught from other sentences: those of the packages and of lessons/.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from naast.catalogue.types import Service
from naast.finding.learning.fitting import Case, Numbers, fit, fit_kinds
from naast.finding.learning.questions import Question
from naast.finding.matching.answering import Finder
from naast.finding.matching.index import FEATURES, Index
from naast.finding.matching.kinds import DISTRESS, Sight, signs_of, signs_of_distress
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
    finder = subject.finder(Learned(weights))
    clear = [one for one in questions if not one.also]  # one with two right kinds teaches neither
    sights = [finder.sight(one.text) for one in clear]
    return Learned(weights, _kinds(sights, clear), _distress(sights, clear))


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


def _kinds(sights: Sequence[Sight], questions: Sequence[Question]) -> dict[str, dict[str, float]]:
    """How much each sign counts for each kind, where nobody is in distress."""
    calm = [(sight, one) for sight, one in zip(sights, questions, strict=True) if one.set != DISTRESS]
    names, signs = _table([signs_of(sight) for sight, _ in calm])
    found = fit_kinds(signs, [list(Kind).index(Kind(one.kind)) for _, one in calm], len(Kind))
    return {kind: dict(zip(names, map(float, found[row]), strict=True)) for row, kind in enumerate(Kind)}


def _distress(sights: Sequence[Sight], questions: Sequence[Question]) -> dict[str, float]:
    """How much each sign counts for distress, whatever else it may be."""
    names, signs = _table([signs_of_distress(one) for one in sights])
    calm, distress = fit_kinds(signs, [int(one.set == DISTRESS) for one in questions], 2)
    return dict(zip(names, map(float, distress - calm), strict=True))


def _table(rows: Sequence[Mapping[str, float]]) -> tuple[list[str], Numbers]:
    """The names of the signs, and questions × names."""
    names = sorted({name for row in rows for name in row})
    return names, np.array([[row.get(name, 0.0) for name in names] for row in rows], np.float32)
