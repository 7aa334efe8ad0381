"""The stems of all texts, packed: fifty thousand texts hold a third of a million stems, and those are made at most once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from naast.finding.matching.keeping import Arrays
from naast.finding.matching.reading import Term


class Stems:
    """`packed` as `pack` made it of the same texts in the same order."""

    def __init__(self, texts: Iterable[str], packed: Arrays) -> None:
        self._rows = {text: row for row, text in enumerate(texts)}
        self._stems: list[str] = packed["stems"].tolist()
        self._ends, self._numbers, self._sure = packed["ends"], packed["numbers"], packed["sure"]

    def of(self, text: str) -> Iterator[tuple[str, float]]:
        """Each stem, as often as it occurs, with how sure it is."""
        row = self._rows[text]
        place = slice(self._ends[row], self._ends[row + 1])
        for number, sure in zip(self._numbers[place].tolist(), self._sure[place].tolist(), strict=True):
            yield self._stems[number], sure


def pack(read: Iterable[Sequence[Term]]) -> Arrays:
    """The terms of each text as four arrays: `stems`, each once; of all terms the `numbers` of their stems and how `sure`
    they are; and where each text `ends` in those, after a first 0.
    """
    known: dict[str, int] = {}
    ends, numbers, sure = [0], list[int](), list[float]()
    for terms in read:
        numbers += [known.setdefault(term.stem, len(known)) for term in terms]
        sure += [term.sure for term in terms]
        ends.append(len(numbers))
    return {
        "stems": np.array(list(known), dtype=np.str_),
        "numbers": np.array(numbers, np.int32),
        "sure": np.array(sure, np.float32),
        "ends": np.array(ends, np.int64),
    }
