"""A text as numbers of pieces of words: the most likely way to cut it up (unigram model, as SentencePiece does it)."""

from __future__ import annotations

from array import array
from functools import lru_cache
from itertools import chain, islice

import numpy as np
from marisa_trie import Trie

from naast.finding.matching.meaning.packed import Packed

_SPACE = "\u2581"  # SentencePiece writes a space so
_FIRST = "query: "  # how the model was taught that this is a question
_UNKNOWN = 10.0  # how much less likely an unknown letter is than the rarest piece
LONGEST = 18  # letters of a piece; longer ones are rows of one letter
MOST = 160  # pieces, some hundred words; the time that a question takes grows with them


class Tokens:
    def __init__(self, packed: Packed) -> None:
        self._packed = packed
        self._pieces = Trie(packed.vocabulary())  # a megabyte, where a dict takes fifty
        places = np.fromiter(map(self._pieces.key_id, packed.vocabulary()), np.int32, len(self._pieces))
        self._numbers = array("i", np.argsort(places).astype(np.int32).tobytes())
        self._unknown = float(packed.likely.min()) - _UNKNOWN
        self._likely = array("f", packed.likely.tobytes())
        self._cut = lru_cache(maxsize=20_000)(self._cut_up)  # by word: no piece goes over a space

    def of(self, text: str) -> list[int]:
        packed = self._packed
        words = f"{_FIRST}{text}".translate(packed.plain).split()
        pieces = islice(chain.from_iterable(self._cut(_SPACE + word) for word in words), MOST - 2)
        return [packed.start, *pieces, packed.end]

    def _cut_up(self, text: str) -> list[int]:
        """Viterbi: for each place the best way to get there."""
        best = [0.0, *([float("-inf")] * len(text))]
        came: list[tuple[int, int]] = [(0, 0)] * (len(text) + 1)
        for start in range(len(text)):
            for piece, place in self._pieces.iter_prefixes_with_ids(text[start : start + LONGEST]):
                number, end = self._numbers[place], start + len(piece)
                if (score := best[start] + self._likely[number]) > best[end]:
                    best[end], came[end] = score, (start, number)
            if best[start] + self._unknown > best[start + 1]:
                best[start + 1], came[start + 1] = best[start] + self._unknown, (start, self._packed.unknown)
        numbers: list[int] = []
        place = len(text)
        while place:
            place, number = came[place]
            numbers.append(number)
        return numbers[::-1]
