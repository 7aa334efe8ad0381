"""Example questions in groups, and how near a question comes to those of each group by its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from naast.finding.matching.lexical import Postings, cosine, postings
from naast.finding.matching.stems import Numbers, Stems


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`examples`: as many rows for each group, `longest`; the last of them may be empty."""

    examples: Postings
    longest: int

    def nearest(self, weighted: Mapping[str, float]) -> Numbers:
        """Per group the cosine of the question, given as stems with their weights, and the example nearest to it."""
        length = float(np.sqrt(sum(one * one for one in weighted.values()))) or 1.0
        likeness = self.examples.scores((stem, one / length) for stem, one in weighted.items())
        return np.asarray(likeness.reshape(-1, self.longest).max(axis=1), np.float32)


def neighbours(groups: Sequence[Sequence[str]], stems: Stems, rare: Numbers) -> Neighbours:
    """Of the examples in each group, with their stems and how `rare` each is."""
    longest = max([1, *map(len, groups)])
    rows = [[(text, 1.0) for text in texts[place : place + 1]] for texts in groups for place in range(longest)]
    return Neighbours(postings(cosine(stems.counts(rows), rare), stems.numbers), longest)
