"""Word patterns: words in an order, with others in between. What distress, a running case and a wish for a human are found by.

`a|b` is a or b, `slaap*` is how a word begins, `..` lets up to FAR words stand in between, `$now` is a named set of words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from naast.finding.matching.words import all_words, in_dictionary, plain

NEAR, FAR = 2, 7  # words that may stand in between
LEAST_TYPO = 6  # letters of a word that is also found when misspelt


@dataclass(frozen=True, slots=True)
class Step:
    """Any of these words, at most `gap` words after the one before."""

    words: frozenset[str]
    gap: int


Pattern = tuple[Step, ...]


class Patterns:
    """Named groups of patterns over one list of words."""

    def __init__(self, groups: Mapping[str, Iterable[str]], sets: Mapping[str, str] | None = None) -> None:
        self._names = tuple(groups)
        patterns = [(name, _pattern(text, sets or {})) for name, texts in groups.items() for text in texts]
        self._by_first = _by_first(patterns)
        words = {word for _, one in patterns for step in one for word in step.words}
        self._whole = frozenset(word for word in words if not word.endswith("*"))
        self._begins = tuple(sorted(word for word in words if word.endswith("*")))
        self._long = tuple(sorted(word for word in self._whole if len(word) >= LEAST_TYPO))
        self._ours = lru_cache(maxsize=20_000)(self._read)

    def found_in(self, text: str) -> dict[str, tuple[tuple[int, int], ...]]:
        """Per group, in their order, where its patterns stand: the first and the last word."""
        typed = [self._ours(word.plain) for word in all_words(text)]
        present = frozenset().union(*typed)
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for start, words in enumerate(typed):
            for name, pattern in (one for word in words for one in self._by_first.get(word, ())):
                if pattern[-1].words & present and (end := _end(pattern, typed, start)) is not None:
                    found[name].append((start, end))
        return {name: tuple(found[name]) for name in self._names if name in found}

    def _read(self, typed: str) -> frozenset[str]:
        """The words of ours that this may be: as it stands, by how it begins, or misspelt."""
        ours = {one for one in self._begins if typed.startswith(one[:-1])}
        if typed in self._whole:
            ours.add(typed)
        elif not ours and len(typed) >= LEAST_TYPO and not in_dictionary(typed):
            close = process.extractOne(
                typed, self._long, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=0.82
            )
            ours.update(close[:1] if close else ())
        return frozenset(ours)


def _pattern(text: str, sets: Mapping[str, str]) -> Pattern:
    steps: list[Step] = []
    gap = 0
    for part in text.split():
        if part == "..":
            gap = FAR
            continue
        words = "|".join(sets[one[1:]] if one.startswith("$") else one for one in part.split("|"))
        steps.append(Step(frozenset(map(plain, words.split("|"))), gap))
        gap = NEAR
    return tuple(steps)


def _by_first(patterns: Iterable[tuple[str, Pattern]]) -> Mapping[str, list[tuple[str, Pattern]]]:
    """By each word that a pattern may begin with, the patterns with their groups."""
    found: dict[str, list[tuple[str, Pattern]]] = defaultdict(list)
    for name, one in patterns:
        for word in one[0].words:
            found[word].append((name, one))
    return found


def _end(pattern: Pattern, typed: list[frozenset[str]], start: int) -> int | None:
    """The last word of the pattern when its first stands at `start`."""
    here = start
    for step in pattern[1:]:
        reach = range(here + 1, min(here + step.gap + 2, len(typed)))
        at = next((place for place in reach if typed[place] & step.words), None)
        if at is None:
            return None
        here = at
    return here
