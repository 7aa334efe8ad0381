"""Which language a question is in: by its script, by the short words of each language, and by its letters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from py3langid import langid
from ruamel.yaml import YAML

from naast.finding.matching.words import all_words, plain, small_words, stands_in
from naast.finding.types import Tongue

_FILE = Path(__file__).parent / "data" / "languages.yaml"
_FRISIAN = Path(__file__).parent / "data" / "frysk.yaml"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_RIGHT_TO_LEFT = ("ar",)
FRISIAN = "fy"
SURE = 2  # so many short words (more than Dutch has)
CERTAIN = 0.9  # of the letters


@dataclass(frozen=True, slots=True)
class _Known:
    tongue: Tongue
    script: str
    danger: str
    small: frozenset[str]


def language_of(text: str) -> str:
    """ISO 639-1: nl, en, or one of the languages in the file; nl when nothing says otherwise."""
    if by_script := _by_script(text):
        return by_script
    typed = [word.plain for word in all_words(text)]
    dutch, english = _known_words(typed, "nl", "en"), _known_words(typed, "en", "nl")
    counts = {one: sum(word in one.small for word in typed) for one in _known()}
    best = max(counts, key=lambda one: counts[one])
    if counts[best] and _is_written(best, typed, text, dutch):
        return best.tongue.code
    if not dutch and not english and len(typed) > 1 and tongue_of(by_letters := _letters(text)):
        return by_letters
    return "en" if english > dutch else "nl"


def _is_written(one: _Known, typed: list[str], text: str, dutch: int) -> bool:
    """Some of the words are of this language; are they so by chance? Frisian shares half its words with Dutch."""
    count = sum(word in one.small for word in typed)
    if one.tongue.code == FRISIAN:
        own = any(word in one.small and not stands_in(word, "nl") for word in typed)
        return own and count >= SURE and count * 3 >= dutch
    others = [word for word in typed if word not in one.small]
    known = max(_known_words(others, "nl", "en"), _known_words(others, "en", "nl"))
    return count - known >= SURE or _letters(text) == one.tongue.code


def _known_words(typed: list[str], ours: str, theirs: str) -> int:
    """Short words of one language, and words that stand in its dictionary but not in the other's."""
    return sum(word in small_words(ours) or (stands_in(word, ours) and not stands_in(word, theirs)) for word in typed)


def in_dutch(frisian: str) -> str:
    """A Frisian text with the words that we know in Dutch; the order of words is the same in both."""
    known = _dutch()
    return _WORD.sub(lambda found: known.get(plain(found[0]), found[0]), frisian)


def tongue_of(code: str, *, in_trouble: bool = False) -> Tongue | None:
    """What we say in this language, to who is in trouble first that 112 helps now; nothing for Dutch and English, in which our
    pages are.
    """
    known = next((one for one in _known() if one.tongue.code == code), None)
    if known is None or not in_trouble:
        return known.tongue if known else None
    return replace(known.tongue, say=f"{known.danger} {known.tongue.say}")


def _by_script(text: str) -> str:
    letters = [one for one in text[:200] if one.isalpha()]
    for one in _known():
        if one.script and sum(one.script in unicodedata.name(letter, "") for letter in letters) * 2 > len(letters):
            return one.tongue.code
    return ""


def _letters(text: str) -> str:
    language, sure = _identifier().classify(text)
    return str(language) if sure >= CERTAIN else ""


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """Without the tables of the 89 languages that we do not ask for: those take 20 MB."""
    every = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    every.set_languages(["nl", "en", "de", "tr", "pl", "fr", "es", "ro"])
    sums, steps = (every.nb_ptc, every.nb_pc, every.nb_classes), (every.tk_nextmove, every.tk_output)
    return langid.LanguageIdentifier(*sums, *steps, norm_probs=True, tk_row=every.tk_row)


@lru_cache(maxsize=1)
def _dutch() -> dict[str, str]:
    words: dict[str, str] = YAML(typ="safe", pure=True).load(_FRISIAN.read_text("utf-8"))
    return {plain(word): meant for word, meant in words.items()}


@lru_cache(maxsize=1)
def _known() -> tuple[_Known, ...]:
    data: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(_FILE.read_text("utf-8"))
    return tuple(
        _Known(
            Tongue(one["code"], one["name"], one["say"], one["code"] in _RIGHT_TO_LEFT),
            one.get("script", ""),
            one["danger"],
            frozenset(word for text in one["small"] for word in _plain(text)) - small_words("nl") - small_words("en"),
        )
        for one in data
    )


def _plain(text: str) -> list[str]:
    return [word.plain for word in all_words(text)]
