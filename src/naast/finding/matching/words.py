"""From what somebody types to words that can be compared: Dutch first, with the English and the typos that come along."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import simplemma
import snowballstemmer

LONGEST = 2_000  # characters that are read; a question is shorter
MOST_TOKENS = 200
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_DUTCH = snowballstemmer.stemmer("dutch")
_ENGLISH = snowballstemmer.stemmer("english")
_DATA = Path(__file__).parent / "data"
# Words that say how, not what. Negations are not among them: "niet betalen" is something else than "betalen".
_SMALL = {
    language: frozenset((_DATA / f"small_words.{language}.txt").read_text("utf-8").split()) for language in ("nl", "en")
}
_EMPTY = _SMALL["nl"] | _SMALL["en"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed, and the stems it may stand for."""

    typed: str
    plain: str
    stems: frozenset[str]


def cleaned(text: str) -> str:
    """Readable text: composed, without control and direction marks, at most LONGEST characters."""
    composed = unicodedata.normalize("NFKC", text[: LONGEST * 2])
    kept = (one if unicodedata.category(one)[0] != "C" else " " for one in composed)
    return " ".join("".join(kept).split())[:LONGEST]


def plain(word: str) -> str:
    """Lower case without accents: één is een."""
    apart = unicodedata.normalize("NFD", word.lower().replace("’", "'"))
    return "".join(one for one in apart if not unicodedata.combining(one))


def all_words(text: str) -> tuple[Word, ...]:
    found = _WORD.findall(cleaned(text))[:MOST_TOKENS]
    return tuple(Word(one, bare, stems_of(bare)) for one in found if (bare := plain(one)))


def telling_words(text: str) -> tuple[Word, ...]:
    """The words that say what it is about."""
    return tuple(word for word in all_words(text) if word.plain not in _EMPTY)


@lru_cache(maxsize=20_000)
def stems_of(word: str) -> frozenset[str]:
    """Stems by rule and by dictionary, so that rijbewijs meets rijbewijzen and verhuisd meets verhuizen."""
    lemma = plain(simplemma.lemmatize(word, lang=("nl", "en")))
    return frozenset({_DUTCH.stemWord(word), _DUTCH.stemWord(lemma), _ENGLISH.stemWord(word)})


def language_of(text: str) -> str:
    """`en` when more of the small words are English than Dutch, else `nl`."""
    typed = [word.plain for word in all_words(text)]
    english, dutch = (sum(word in _SMALL[language] for word in typed) for language in ("en", "nl"))
    return "en" if english > dutch else "nl"
