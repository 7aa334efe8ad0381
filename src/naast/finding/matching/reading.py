"""A question as terms: stems, parts of compounds, words written apart or misspelt; without what is said not to be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from naast.finding.matching.parts import Splitter
from naast.finding.matching.spelling import Speller
from naast.finding.matching.words import Word, all_words, cleaned, in_dictionary, is_telling, stem_of

PART = 0.6  # how sure a part of a compound is
# "niet verhuizen maar alleen mijn naam": what stands between is not meant.
_NOT_BUT = re.compile(
    r"\b(?:niet|geen|not|nie)\s+(?P<denied>(?:[^\s,.;!?]+\s+){0,4}?[^\s,.;!?]+)[\s,]+(?:maar(?!\s+(?:ik|we|mijn|hij|ze|zij|dat|het|er|nu|de)\b)|alleen|wel|but|only)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\b(?:in plaats van|instead of)\s+(?P<denied>(?:[^\s,.;!?]+\s*){1,3})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """A stem that occurs, how sure that is (0 to 1), and the number of the word it comes from."""

    stem: str
    sure: float
    word: int


@dataclass(frozen=True, slots=True)
class Reading:
    """`meant` is what was typed, without what was denied; `text` its words, mended; `terms` what may be looked for."""

    meant: str
    text: str
    words: tuple[Word, ...]
    terms: tuple[Term, ...]


class Reader:
    """Reads with the words that the services use."""

    def __init__(self, texts: Iterable[str]) -> None:
        known = {word.plain for text in texts for word in all_words(text)}
        self._known = frozenset(known)
        self._splitter = Splitter(known)
        self._speller = Speller(known)
        self._stems = lru_cache(maxsize=50_000)(self._stems_of)

    def read(self, text: str) -> Reading:
        meant = without_denied(cleaned(text))
        typed = all_words(meant)
        mended = tuple(self._mended(word) for word in typed)
        return Reading(meant, " ".join(word.plain for word, _ in mended), typed, tuple(self._terms(mended)))

    def _mended(self, word: Word) -> tuple[Word, float]:
        if word.plain in self._known or in_dictionary(word.plain) or self._splitter.parts_of(word.plain):
            return word, 1.0
        meant = self._speller.nearest(word.plain)
        return (Word(word.typed, meant[0]), meant[1]) if meant else (word, 1.0)

    def _stems_of(self, word: str) -> tuple[tuple[str, float], ...]:
        """Of the word and of the parts of a compound, and how sure each is; nothing for a word that says nothing."""
        if not is_telling(word):
            return ()
        return ((stem_of(word), 1.0), *((stem_of(part), PART) for part in self._splitter.parts_of(word)))

    def _terms(self, words: tuple[tuple[Word, float], ...]) -> Iterator[Term]:
        for place, (word, sure) in enumerate(words):
            for stem, share in self._stems(word.plain):
                yield Term(stem, sure * share, place)
            if place + 1 < len(words) and (whole := self._splitter.joined(word.plain, words[place + 1][0].plain)):
                yield Term(stem_of(whole), 1.0, place)


def without_denied(text: str) -> str:
    """The text without what somebody says they do not mean; all of it when nothing else is said."""
    left = text
    for pattern in (_NOT_BUT, _INSTEAD):
        left = pattern.sub(" ", left)
    return left if left == text or any(is_telling(word.plain) for word in all_words(left)) else text
