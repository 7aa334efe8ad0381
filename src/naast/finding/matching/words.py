"""From what somebody types to words that can be compared: Dutch first, with the English and the typos that come along."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import simplemma
import snowballstemmer

LONGEST = 2_000  # characters that are read; a question is shorter
MOST_WORDS = 120  # a longer text is a letter: its first words say what it is about
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_DUTCH = snowballstemmer.stemmer("dutch")
_DATA = Path(__file__).parent / "data"
# Words that say how, not what. Negations are not among them: "niet betalen" is something else than "betalen".
_SMALL = {
    language: frozenset((_DATA / f"small_words.{language}.txt").read_text("utf-8").split()) for language in ("nl", "en")
}
# Letters that are typed without what is on or through them, and that Unicode does not take apart.
_PLAIN = str.maketrans({"’": "'", "ł": "l", "ı": "i", "ß": "ss"})
_EMPTY = _SMALL["nl"] | _SMALL["en"]


class Word(NamedTuple):
    """A word as typed, and in its plain form."""

    typed: str
    plain: str

    @property
    def stem(self) -> str:
        return stem_of(self.plain)


def cleaned(text: str) -> str:
    """Readable text: composed, without control and direction marks, at most LONGEST characters."""
    composed = unicodedata.normalize("NFKC", text[: LONGEST * 2])
    if not composed.isprintable():
        composed = "".join(one if unicodedata.category(one)[0] != "C" else " " for one in composed)
    return " ".join(composed.split())[:LONGEST]


def plain(word: str) -> str:
    """Lower case without accents: één is een, and łódź is lodz."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.lower().translate(_PLAIN))
    return "".join(one for one in apart if not unicodedata.combining(one))


def all_words(text: str) -> tuple[Word, ...]:
    found = _WORD.findall(cleaned(text))[:MOST_WORDS]
    return tuple(Word(one, bare) for one in found if (bare := plain(one)))


def telling_words(text: str) -> tuple[Word, ...]:
    """The words that say what it is about."""
    return tuple(word for word in all_words(text) if is_telling(word.plain))


def is_telling(word: str) -> bool:
    return word not in _EMPTY


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """One stem by dictionary and rule, so that rijbewijs meets rijbewijzen and verhuisd meets verhuizen."""
    lemma = plain(simplemma.lemmatize(word, lang=("nl", "en")))
    return str(_DUTCH.stemWord(lemma.replace("-", "").replace("'", "")))


def in_dictionary(word: str) -> bool:
    """Is this an existing Dutch or English word? Those are not taken for a typo."""
    return stands_in(word, "nl") or stands_in(word, "en")


@lru_cache(maxsize=100_000)
def stands_in(word: str, language: str) -> bool:
    """Does the dictionary of this language know the word?"""
    return bool(simplemma.is_known(word, lang=language))


def small_words(language: str) -> frozenset[str]:
    return _SMALL[language]
