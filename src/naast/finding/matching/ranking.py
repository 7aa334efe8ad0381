"""Which services fit a question, best first, and why. How much each way to look counts was learned from questions of others.

The same question, the same answer: nothing here is drawn by chance, and equal scores are ordered by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from naast.finding.matching.index import FEATURES, MEANING, Evidence, Index
from naast.finding.matching.learned import Learned
from naast.finding.matching.meaning import likely_kinds
from naast.finding.matching.reading import Reading
from naast.finding.matching.stems import Numbers

MOST, MOST_REASONS = 20, 3
TELLING = 0.3  # of what the most telling word says, for another one to be a reason beside it
SURELY = 20.0  # what an editor wrote comes first
BY_ITSELF = 0.97  # how likely by its words alone, so that nothing else need point at it
WORDS_ALONE = 2.0  # words tell less than words and meaning together: their scores lie nearer to each other
WAITING = 0.4  # of its weight that meaning keeps where somebody waits: such a sentence is mostly about the waiting
BY_WORDS, BY_MEANING = FEATURES.index("nearest_ask"), FEATURES.index("meaning")


@dataclass(frozen=True, slots=True)
class Fit:
    """`likely` between 0 and 1, over all services together; `by_words` how near its nearest example is; `by_meaning` the
    logarithm of how likely it is by that alone. `written`: an editor wrote this very question for it.
    """

    slug: str
    likely: float
    by_words: float
    by_meaning: float
    written: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    """The services that fit best; by meaning the logarithm of how likely each kind of question is, and `towards_distress`."""

    fits: tuple[Fit, ...]
    kinds: Mapping[str, float]
    towards_distress: float
    evidence: Evidence


class Ranker:
    """An index, and what was learned about how to read it."""

    def __init__(self, index: Index, learned: Learned) -> None:
        self._index = index
        self._weights = np.array([learned.weights.get(name, 0.0) for name in FEATURES], np.float32)
        self._waiting = np.where(np.isin(FEATURES, MEANING), np.float32(WAITING), np.float32(1)) * self._weights
        self._rows = {slug: row for row, slug in enumerate(index.slugs)}

    def ranking(self, question: str) -> Ranking:
        evidence = self._index.evidence(question)
        fits = self._fits(evidence, self._weights, MOST)
        if evidence.whole is None:
            return Ranking(fits, {}, 0.0, evidence)
        towards_distress = self._index.nearby.towards_distress(evidence.whole.cosines)
        return Ranking(fits, likely_kinds(evidence.whole.vector), towards_distress, evidence)

    def running(self, evidence: Evidence) -> tuple[Fit, ...]:
        """The services that fit best if the question is about a running case."""
        return self._fits(evidence, self._waiting, MOST)

    def best_by_words(self, part: str, slugs: Sequence[str]) -> Fit:
        """What a part of a question points at by its words, and how likely: of all services when that is sure, else of these."""
        evidence = self._index.evidence_of_words(part)
        likely = self._likely(evidence, WORDS_ALONE * self._weights)
        best = int(likely.argmax())
        if likely[best] >= BY_ITSELF:
            return self._fit(best, likely[best], evidence)
        rows = [self._rows[slug] for slug in slugs]
        best = max(rows, key=likely.__getitem__)
        return self._fit(best, likely[best] / likely[rows].sum(), evidence)

    def reasons(self, reading: Reading, slugs: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The typed words that speak most for each of these services, at most three, the most telling first."""
        worth = self._index.worth_of_words(reading, self._weights)
        return {slug: _telling(reading, worth[:, self._rows[slug]].tolist()) for slug in slugs}

    def _fits(self, evidence: Evidence, weights: Numbers, most: int) -> tuple[Fit, ...]:
        if not self._rows:
            return ()
        likely = self._likely(evidence, weights)
        best = np.argsort(-likely, kind="stable")[:most]  # rows are in order of their names
        return tuple(self._fit(row, likely[row], evidence) for row in best)

    def _likely(self, evidence: Evidence, weights: Numbers) -> Numbers:
        scores = evidence.features @ weights
        if evidence.written is not None:
            scores[evidence.written] += SURELY
        likely = np.exp(scores - scores.max())
        return np.asarray(likely / likely.sum(), np.float32)

    def _fit(self, row: int, likely: float, evidence: Evidence) -> Fit:
        near = evidence.features[row]
        return Fit(
            self._index.slugs[row],
            float(likely),
            float(near[BY_WORDS]),
            float(near[BY_MEANING]),
            row == evidence.written,
        )


def _telling(reading: Reading, worth: Sequence[float]) -> tuple[str, ...]:
    """Of the words, each with what it is worth."""
    least = TELLING * max(worth, default=0.0)
    ranked = sorted((-one, place) for place, one in enumerate(worth) if one > least)
    return tuple(dict.fromkeys(reading.words[place].typed.lower() for _, place in ranked))[:MOST_REASONS]
