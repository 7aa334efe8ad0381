"""Learning from questions: how much each way to look counts, and which signs mean which kind.

For the kinds, questions are examples too. No question is looked at by a finder that has seen it, or another of its card:
cards are divided over FOLDS parts, and the signs of each part come from a finder with the examples of the others only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from naast.catalogue.types import Service
from naast.finding.learning.fitting import Case, fit, fit_kinds
from naast.finding.learning.questions import Question, fold_of
from naast.finding.matching.answering import Finder
from naast.finding.matching.index import FEATURES, Index
from naast.finding.matching.kinds import DISTRESS, LEARNED, signs_of
from naast.finding.matching.learned import Learned
from naast.finding.matching.urgent import trouble
from naast.finding.types import Event, Kind

FOLDS, SEED = 4, 11  # not the division that the finder is judged by
CALM = "not_distress"  # sounds like trouble, and is none


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
    return replace(_examples(questions), weights=weights, kinds=_kinds(subject, questions, weights))


def _examples(questions: Iterable[Question]) -> Learned:
    """Questions that want something else than a service, or only seem to. What leads to a service, its editor writes."""
    written = trouble()
    other: dict[str, list[str]] = defaultdict(list, {DISTRESS: list(written[DISTRESS]), CALM: list(written["calm"])})
    for one in questions:
        if one.kind != Kind.SERVICES or one.set == CALM:
            other[one.set].append(one.text)
    return Learned({}, {}, {kind: tuple(dict.fromkeys(texts)) for kind, texts in other.items()})


def _weights(index: Index, questions: Sequence[Question]) -> dict[str, float]:
    """How much each feature counts. The services' own texts were not made from these questions."""
    rows = {slug: row for row, slug in enumerate(index.slugs)}
    cases: list[Case] = []
    for one in questions:
        right = tuple(rows[slug] for slug in one.services if slug in rows)
        if right and one.kind == Kind.SERVICES:
            cases.append(Case(index.evidence(one.text).features, right))
    return dict(zip(FEATURES, map(float, fit(cases)), strict=True))


def _kinds(
    subject: Subject, questions: Sequence[Question], weights: Mapping[str, float]
) -> dict[str, dict[str, float]]:
    """How much each sign counts for each kind."""
    rows: list[dict[str, float]] = []
    right: list[int] = []
    for seen, held in _folds(questions):
        finder = subject.finder(replace(_examples(seen), weights=weights))
        for one in held:
            rows.append(signs_of(finder.sight(one.text)))
            right.append(LEARNED.index(DISTRESS if one.set == DISTRESS else one.kind))
    names = sorted({name for row in rows for name in row})
    signs = np.array([[row.get(name, 0.0) for name in names] for row in rows], np.float32)
    found = fit_kinds(signs, right, len(LEARNED))
    return {kind: dict(zip(names, map(float, found[row]), strict=True)) for row, kind in enumerate(LEARNED)}


def _folds(questions: Sequence[Question]) -> Iterator[tuple[list[Question], list[Question]]]:
    for fold in range(FOLDS):
        sides: tuple[list[Question], list[Question]] = ([], [])
        for one in questions:
            sides[fold_of(one.card, folds=FOLDS, seed=SEED) == fold].append(one)
        yield sides
