"""Misspelt words: by how they sound first, then by letters that were forgotten, doubled or swapped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein

LEAST = 5  # letters; shorter words look too much alike
LIKE = 0.72  # the least likeness of letters of a word that sounds nearly the same
_SOUNDS = (
    (re.compile(r"sch|sg"), "sx"),
    (re.compile(r"ch|g"), "x"),
    (re.compile(r"ij|ei|y"), "i"),
    (re.compile(r"ou|au"), "o"),
    (re.compile(r"ie|ea"), "i"),
    (re.compile(r"eu|u"), "u"),
    (re.compile(r"oe"), "u"),
    (re.compile(r"ph|v|w"), "f"),
    (re.compile(r"qu|ck|c|q"), "k"),
    (re.compile(r"ks"), "x"),
    (re.compile(r"z"), "s"),
    (re.compile(r"d(?![aeiou])"), "t"),
    (re.compile(r"b(?![aeiou])"), "p"),
    (re.compile(r"h"), ""),
    (re.compile(r"n$"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


def sounded(word: str) -> str:
    """Nearly how a Dutch word sounds, as people who write by ear spell it: uitkeering and uitkering are the same."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


class Speller:
    """The known words, to be found again from a misspelt one."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        self._by_gap: dict[str, list[str]] = defaultdict(list)
        for word in sorted(words):
            if len(word) >= LEAST and not any(one.isdigit() for one in word):
                sound = sounded(word)
                self._by_sound[sound].append(word)
                for gap in _gaps(sound):
                    self._by_gap[gap].append(word)

    def nearest(self, word: str) -> tuple[str, float] | None:
        """The known word that was meant, and how sure that is (0 to 1)."""
        if not LEAST <= len(word) <= 40:
            return None
        sound = sounded(word)
        found = max(((self._likeness(word, one, sound), one) for one in self._candidates(sound)), default=(0.0, ""))
        likeness, meant = found
        return (meant, likeness) if likeness >= LIKE else None

    def _candidates(self, sound: str) -> set[str]:
        near = {*self._by_sound.get(sound, ()), *self._by_gap.get(sound, ())}
        for gap in _gaps(sound):
            near.update(self._by_sound.get(gap, ()))
            near.update(self._by_gap.get(gap, ()))
        return near

    @staticmethod
    def _likeness(word: str, known: str, sound: str) -> float:
        letters = float(DamerauLevenshtein.normalized_similarity(word, known))
        return (letters + float(DamerauLevenshtein.normalized_similarity(sound, sounded(known)))) / 2


def _gaps(sound: str) -> set[str]:
    return {sound[:place] + sound[place + 1 :] for place in range(len(sound))} if len(sound) > 3 else set()
