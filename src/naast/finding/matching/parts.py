"""Compounds: rijbewijskeuring is rijbewijs and keuring; "rij bewijs" is rijbewijs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

LEAST_PART = 4  # letters of a part; "pas" and "wet" alone stand in too many words
LEAST_WHOLE = 8
_LINKS = ("", "s", "e", "en", "-", "s-")  # what stands between the parts


class Splitter:
    """Splits by the words it knows, the longest first part first."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = frozenset(one for one in words if len(one) >= LEAST_PART and one.isalpha())
        self.parts_of = lru_cache(maxsize=20_000)(self._parts_of)

    def _parts_of(self, word: str) -> tuple[str, ...]:
        """The parts, or nothing when it is no compound of known words."""
        if not LEAST_WHOLE <= len(word) <= 45:
            return ()
        return self._split(word, depth=3)

    def _split(self, word: str, depth: int) -> tuple[str, ...]:
        for place in range(len(word) - LEAST_PART, LEAST_PART - 1, -1):
            if word[:place] in self._known and (rest := self._rest(word[place:], depth)):
                return (word[:place], *rest)
        return ()

    def _rest(self, tail: str, depth: int) -> tuple[str, ...]:
        for link in _LINKS:
            part = tail[len(link) :]
            if tail.startswith(link) and len(part) >= LEAST_PART:
                if part in self._known:
                    return (part,)
                if depth > 1 and (further := self._split(part, depth - 1)):
                    return further
        return ()

    def joined(self, first: str, second: str) -> str:
        """The known compound that two words written apart are, or an empty text: “I lost” is not the company iLost."""
        for link in _LINKS[:4] if len(first) > 1 else ():
            if (whole := f"{first}{link}{second}") in self._known:
                return whole
        return ""
