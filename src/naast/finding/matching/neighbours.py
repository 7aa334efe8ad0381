"""Example questions in groups, and how near a question comes to those of each group by its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from naast.finding.matching.lexical import Postings
from naast.finding.matching.reading import Term
from naast.finding.matching.stems import Numbers

FEW = 3  # examples whose mean says how near a group is as a whole


class Nearness(NamedTuple):
    """Per group: the nearest example, and the mean of the FEW nearest."""

    nearest_ask: Numbers
    near_asks: Numbers


@dataclass(frozen=True, slots=True)
class Neighbours:
    table: npt.NDArray[np.int64]  # per group the numbers of its examples, filled up with the number after the last
    words: Postings

    def near(self, weighted: Mapping[str, float]) -> Nearness:
        """The cosine of the question, given as stems with their weights, and each example."""
        length = float(np.sqrt(sum(one * one for one in weighted.values()))) or 1.0
        likeness = self.words.scores(Term(stem, one / length, 0) for stem, one in weighted.items())
        padded = np.append(likeness, np.float32(0))[self.table]
        top = np.partition(padded, -FEW, axis=1)[:, -FEW:]
        return Nearness(top.max(axis=1), top.mean(axis=1))


def neighbours(sizes: Sequence[int], examples: Postings) -> Neighbours:
    """So many examples in each group, one after the other."""
    return Neighbours(_table(sizes), examples)


def _table(sizes: Sequence[int]) -> npt.NDArray[np.int64]:
    table = np.full((len(sizes), max([FEW, *sizes])), sum(sizes), np.int64)
    first = 0
    for group, size in enumerate(sizes):
        table[group, :size] = np.arange(first, first + size)
        first += size
    return table
