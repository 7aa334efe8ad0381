"""The stems of all texts, packed: fifty thousand texts hold a third of a million stems, and those are made at most once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from naast.finding.matching.keeping import Arrays
from naast.finding.matching.reading import Reader
from naast.finding.matching.words import all_words

Places = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.float32]


class Counts(NamedTuple):
    """How often which stem stands in which row, each pair once, by row. Parts of compounds count less than one."""

    rows: Places
    stems: Places
    counts: Numbers
    size: int  # rows


class Stems:
    """`packed` as `pack` made it of the same texts in the same order. `numbers`: of each stem."""

    def __init__(self, texts: Sequence[str], packed: Arrays) -> None:
        self._rows = {text: row for row, text in enumerate(texts)}
        self.numbers = {stem: number for number, stem in enumerate(packed["stems"].tolist())}
        self._ends, self._stems, self._sure = packed["ends"], packed["numbers"], packed["sure"]
        self._signs = packed["signs"]

    def sign(self, text: str) -> int:
        return int(self._signs[self._rows[text]])

    def counts(self, rows: Sequence[Sequence[tuple[str, float]]]) -> Counts:
        """Of texts in each row, each with how much it counts."""
        texts = np.array([self._rows[text] for row in rows for text, _ in row], np.int64)
        worth = np.array([worth for row in rows for _, worth in row], np.float32)
        row = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        lengths = self._ends[texts + 1] - self._ends[texts]
        term = np.arange(lengths.sum()) + np.repeat(self._ends[texts] - lengths.cumsum() + lengths, lengths)
        pairs = np.repeat(row, lengths) * len(self.numbers) + self._stems[term]
        pairs, where = np.unique(pairs, return_inverse=True)
        counts = np.bincount(where, self._sure[term] * np.repeat(worth, lengths), len(pairs))
        found, stems = np.divmod(pairs, max(len(self.numbers), 1))
        return Counts(found.astype(np.int32), stems.astype(np.int32), counts.astype(np.float32), len(rows))


def pack(texts: Sequence[str], reader: Reader) -> Arrays:
    """The terms of each text as four arrays: `stems`, each once; of all terms the `numbers` of their stems and how `sure`
    they are; and where each text `ends` in those, after a first 0. And the `signs` of the texts.
    """
    known: dict[str, int] = {}
    ends, numbers, sure = [0], list[int](), list[float]()
    for text in texts:
        terms = reader.read(text).terms
        numbers += [known.setdefault(term.stem, len(known)) for term in terms]
        sure += [term.sure for term in terms]
        ends.append(len(numbers))
    return {
        "stems": np.array(list(known), dtype=np.str_),
        "numbers": np.array(numbers, np.int32),
        "sure": np.array(sure, np.float32),
        "ends": np.array(ends, np.int64),
        "signs": np.array([sign_of(text) for text in texts], np.uint64),
    }


def sign_of(text: str) -> int:
    """A number that texts of the same words share, whatever their capitals, accents and points; 64 bits."""
    words = " ".join(word.plain for word in all_words(text))
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "big")
