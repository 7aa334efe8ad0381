"""Likeness by words: weighted fields, phrases and example questions. Plain arithmetic over lists of where a stem stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from naast.finding.matching.reading import Term
from naast.finding.matching.stems import Counts, Numbers

SATURATION, LENGTH = 1.2, 0.5  # BM25's k1 and b
NEAR = 6  # words between the first and the last of a phrase


@dataclass(frozen=True, slots=True)
class Postings:
    """Where each stem stands, and its weight there: in `rows` and `weights` from `ends` of its number up to the next."""

    numbers: Mapping[str, int]
    ends: Sequence[int]
    rows: npt.NDArray[np.intp]
    weights: Numbers
    size: int

    def scores(self, stems: Iterable[tuple[str, float]]) -> Numbers:
        """Of stems, each with how much it counts."""
        total = np.zeros(self.size, np.float32)
        for stem, worth in stems:
            number = self.numbers.get(stem)
            if number is not None:
                place = slice(self.ends[number], self.ends[number + 1])
                total[self.rows[place]] += self.weights[place] * np.float32(worth)
        return total


def rarity(found: Counts, stems: int) -> Numbers:
    """How telling each of so many stems is: the logarithm of how few of the rows hold it."""
    seen = np.bincount(found.stems, minlength=stems)
    return np.asarray(np.log(1 + (found.size - seen + 0.5) / (seen + 0.5)), np.float32)


def bm25(found: Counts, rare: Numbers) -> Counts:
    """How much each stem says of its row, in place of how often it stands there."""
    lengths = np.bincount(found.rows, found.counts, found.size)
    usual = float(lengths.sum()) / max(found.size, 1) or 1.0
    damp = SATURATION * (1 - LENGTH + LENGTH * lengths / usual)
    weights = rare[found.stems] * found.counts * (SATURATION + 1) / (found.counts + damp[found.rows])
    return found._replace(counts=weights.astype(np.float32))


def cosine(found: Counts, rare: Numbers) -> Counts:
    """The same, where each row has length one, so that a short example question counts as much as a long one."""
    weights = rare[found.stems] * np.minimum(found.counts, np.float32(1))
    lengths = np.sqrt(np.bincount(found.rows, weights * weights, found.size))
    return found._replace(counts=(weights / lengths[found.rows]).astype(np.float32))


def side_by_side(fields: Sequence[Counts]) -> Counts:
    """Those of row 0 in each field, then those of row 1, and so on."""
    rows, stems, counts, sizes = zip(*fields, strict=True)
    placed = [one * len(fields) + place for place, one in enumerate(rows)]
    return Counts(np.concatenate(placed), np.concatenate(stems), np.concatenate(counts), sum(sizes))


def postings(found: Counts, numbers: Mapping[str, int]) -> Postings:
    """`numbers` of the stems."""
    order = np.argsort(found.stems, kind="stable")
    ends = np.append(0, np.bincount(found.stems, minlength=len(numbers)).cumsum())
    rows = found.rows[order].astype(np.intp)  # others are turned into these at each question
    return Postings(numbers, ends.tolist(), rows, found.counts[order], found.size)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Stems that belong together, in any order, for one service."""

    row: int
    stems: tuple[str, ...]
    weight: float


class Phrases:
    """Names of one or more words; found when all their stems stand near each other."""

    def __init__(self, phrases: Iterable[Phrase], rare: Mapping[str, float], size: int) -> None:
        self._size = size
        self._by_rarest: dict[str, list[Phrase]] = defaultdict(list)
        for one in phrases:
            self._by_rarest[max(one.stems, key=lambda stem: (rare.get(stem, 0.0), stem))].append(one)

    def scores(self, terms: Sequence[Term]) -> Numbers:
        """Per service its best phrase, and a little of each other one."""
        places: dict[str, list[Term]] = defaultdict(list)
        for term in terms:
            places[term.stem].append(term)
        best, rest = np.zeros(self._size, np.float32), np.zeros(self._size, np.float32)
        for stem in places:
            for phrase in self._by_rarest.get(stem, ()):
                worth = phrase.weight * _whole(phrase.stems, places)
                rest[phrase.row] += min(worth, float(best[phrase.row]))
                best[phrase.row] = max(worth, float(best[phrase.row]))
        return np.asarray(best + np.float32(0.3) * rest, np.float32)


def _whole(stems: Sequence[str], places: Mapping[str, list[Term]]) -> float:
    """How sure all stems stand near each other: 0 when one is missing."""
    if any(stem not in places for stem in stems):
        return 0.0
    sure = min(max(term.sure for term in places[stem]) for stem in stems)
    words = [[term.word for term in places[stem]] for stem in stems]
    if len(stems) == 1:
        return sure
    near = any(all(any(abs(one - other) <= NEAR for other in ours) for ours in words) for one in words[0])
    return sure if near else 0.0
