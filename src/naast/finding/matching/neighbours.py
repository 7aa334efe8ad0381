"""Example questions in groups, and how near a question comes to those of each group: by words, and by meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from naast.finding.matching.lexical import Numbers, Postings, cosine
from naast.finding.matching.meaning import SIZE
from naast.finding.matching.reading import Term

FEW = 3  # examples whose mean says how near a group is as a whole


class Nearness(NamedTuple):
    """Per group: the nearest example, and the mean of the FEW nearest; by words and by meaning."""

    nearest_ask: Numbers
    near_asks: Numbers
    nearest_meaning: Numbers
    near_meanings: Numbers


@dataclass(frozen=True, slots=True)
class Neighbours:
    table: npt.NDArray[np.int64]  # per group the numbers of its examples, filled up with the number after the last
    words: Postings
    vectors: Numbers

    def near(self, terms: Sequence[Term], length: float, vector: Numbers | None) -> Nearness:
        """`length` of the question as a row of weighted terms, so that the likeness by words is a cosine."""
        none = np.zeros(len(self.table), np.float32)
        meaning = (none, none) if vector is None else self._top(self.vectors @ vector)
        return Nearness(*self._top(self.words.scores(terms) / length), *meaning)

    def _top(self, likeness: Numbers) -> tuple[Numbers, Numbers]:
        padded = np.append(likeness, np.float32(0))[self.table]
        top = -np.partition(-padded, min(FEW, padded.shape[1]) - 1, axis=1)[:, :FEW]
        return top.max(axis=1), top.mean(axis=1)


def neighbours(
    groups: Sequence[Sequence[str]],
    bags: Mapping[str, Mapping[str, float]],
    rare: Mapping[str, float],
    vectors: Mapping[str, Numbers],
) -> Neighbours:
    """`bags` has the stems of each text, `vectors` its meaning."""
    texts = [text for group in groups for text in group]
    rows = np.array([vectors[text] for text in texts], np.float32).reshape(-1, SIZE)
    return Neighbours(_table([len(group) for group in groups]), cosine([bags[text] for text in texts], rare), rows)


def _table(sizes: Sequence[int]) -> npt.NDArray[np.int64]:
    table = np.full((len(sizes), max([FEW, *sizes])), sum(sizes), np.int64)
    first = 0
    for group, size in enumerate(sizes):
        table[group, :size] = np.arange(first, first + size)
        first += size
    return table
