"""Likeness by words: weighted fields, phrases and example questions. Plain arithmetic over lists of where a stem stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from naast.finding.matching.reading import Term

Numbers = npt.NDArray[np.float32]
Places = npt.NDArray[np.int32]
SATURATION, LENGTH = 1.2, 0.5  # BM25's k1 and b
NEAR = 6  # words between the first and the last of a phrase


@dataclass(frozen=True, slots=True)
class Postings:
    """Per stem the numbers of the rows where it stands, and its weight there."""

    rows: Mapping[str, Places]
    weights: Mapping[str, Numbers]
    size: int

    def scores(self, terms: Iterable[Term]) -> Numbers:
        total = np.zeros(self.size, np.float32)
        for term in terms:
            if (rows := self.rows.get(term.stem)) is not None:
                total[rows] += self.weights[term.stem] * np.float32(term.sure)
        return total

    def of_row(self, stem: str, row: int) -> float:
        """The weight of one stem in one row."""
        rows = self.rows.get(stem)
        if rows is None:
            return 0.0
        at = int(np.searchsorted(rows, row))
        return float(self.weights[stem][at]) if at < len(rows) and rows[at] == row else 0.0


def rarity(texts: Sequence[Iterable[str]]) -> dict[str, float]:
    """How telling a stem is: the logarithm of how few of the texts hold it."""
    seen = Counter(stem for text in texts for stem in set(text))
    return {stem: float(np.log(1 + (len(texts) - count + 0.5) / (count + 0.5))) for stem, count in seen.items()}


def bm25(rows: Sequence[Mapping[str, float]], rare: Mapping[str, float]) -> Postings:
    """Rows of stem to count (parts of compounds count less than one)."""
    lengths = np.array([sum(row.values()) for row in rows], np.float32)
    usual = (float(lengths.mean()) if len(rows) else 0.0) or 1.0
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, row in enumerate(rows):
        damp = SATURATION * (1 - LENGTH + LENGTH * float(lengths[number]) / usual)
        for stem, count in row.items():
            found[stem].append((number, rare[stem] * count * (SATURATION + 1) / (count + damp)))
    return _postings(found, len(rows))


def cosine(rows: Sequence[Mapping[str, float]], rare: Mapping[str, float]) -> Postings:
    """Each row has length one, so that a short example question counts as much as a long one."""
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, row in enumerate(rows):
        weights = {stem: rare[stem] * min(count, 1.0) for stem, count in row.items()}
        length = float(np.sqrt(sum(one * one for one in weights.values()))) or 1.0
        for stem, weight in weights.items():
            found[stem].append((number, weight / length))
    return _postings(found, len(rows))


def _postings(found: Mapping[str, list[tuple[int, float]]], size: int) -> Postings:
    return Postings(
        {stem: np.array([number for number, _ in places], np.int32) for stem, places in found.items()},
        {stem: np.array([weight for _, weight in places], np.float32) for stem, places in found.items()},
        size,
    )


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
