"""Example questions in groups, and how near a question comes to those of each group by its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from naast.finding.matching.lexical import Postings, cosine, postings
from naast.finding.matching.stems import Numbers, Stems

FEW = 3  # examples whose mean says how near a group is as a whole


class Nearness(NamedTuple):
    """Per group: the nearest example, and the mean of the FEW nearest."""

    nearest_ask: Numbers
    near_asks: Numbers


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`examples`: as many rows for each group, `longest`; the last of them may be empty."""

    examples: Postings
    longest: int

    def near(self, weighted: Mapping[str, float]) -> Nearness:
        """The cosine of the question, given as stems with their weights, and each example."""
        length = float(np.sqrt(sum(one * one for one in weighted.values()))) or 1.0
        likeness = self.examples.scores((stem, one / length) for stem, one in weighted.items()).reshape(
            -1, self.longest
        )
        groups = np.arange(len(likeness))
        top = []
        for _ in range(FEW):  # faster than to sort them
            nearest = groups, likeness.argmax(axis=1)
            top.append(likeness[nearest])
            likeness[nearest] = 0
        return Nearness(top[0], np.mean(top, axis=0))


def neighbours(groups: Sequence[Sequence[str]], stems: Stems, rare: Numbers) -> Neighbours:
    """Of the examples in each group, with their stems and how `rare` each is."""
    longest = max([FEW, *map(len, groups)])
    rows = [[(text, 1.0) for text in texts[place : place + 1]] for texts in groups for place in range(longest)]
    return Neighbours(postings(cosine(stems.counts(rows), rare), stems.numbers), longest)
