"""Whether a text is plain Dutch (VOICE: B1, one thought a sentence, we do things). What is sure is a fault, the rest advice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from naast.catalogue.packages.judging.sentences import Sentence, plain, sentences_of
from naast.catalogue.packages.reading import read_yaml

LONG, TOO_LONG = 15, 22  # words in a sentence
LONG_WORD = 21  # letters
_JARGON = Path(__file__).parents[1] / "data" / "jargon.yaml"
_ABBREVIATION = re.compile(
    r"\b(?:[a-z]{1,2}\.){2,}|\b(?:bijv|bv|enz|etc|evt|ca|nr|incl|excl|max|min|tel|resp|m\.u\.v|art|zgn|jl)\.(?!\w)",
    re.IGNORECASE,
)
_NOBODY_DOES_IT = re.compile(r"\ber\s+(?:wordt|worden|werd|werden)\b", re.IGNORECASE)
_DONE = (
    r"(?:(?:aan|af|op|in|uit|door|mee|toe|over|terug|samen|vast|na|voor|weg)?ge(?!en\b|meent|gevens|leden\b|west\b|boden\b)\w{2,}(?:d|t|en)"
    r"|(?:be|ver|ont|her)(?!richt|voegd)\w{2,}[dt]|bekeken|besproken|ontvangen|verboden|verbroken|verloren)"
)
_PASSIVE = re.compile(rf"\b(?:wordt|worden)\b[^,:]*\b{_DONE}\b|\b{_DONE}\s+(?:wordt|worden)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong or could be better in a sentence. `line` counts from the first line of the text.

    `about` are the words it is about, `better` what the list of jargon has for them.
    """

    rule: str
    line: int
    what: str
    write_instead: str
    is_advice: bool
    about: str
    better: str = ""


def findings_in(text: str, *, known: frozenset[str] = frozenset(), is_title: bool = False) -> Iterator[Finding]:
    """`known` are long words that people use for this service. A title may have brackets, in which it names an abbreviation."""
    for sentence in sentences_of(text):
        yield from _length(sentence)
        yield from _who(sentence)
        yield from _words(sentence, known)
        yield from _signs(sentence, is_title=is_title)


def _length(sentence: Sentence) -> Iterator[Finding]:
    count = len(sentence.words)
    if count > LONG:
        yield Finding(
            "length",
            sentence.line,
            f"{count} words in one sentence: {_opening(sentence)}",
            f"Make two of it; {LONG} words is about enough.",
            is_advice=count <= TOO_LONG,
            about=_short(sentence.text),
        )


def _who(sentence: Sentence) -> Iterator[Finding]:
    if found := _NOBODY_DOES_IT.search(sentence.text):
        yield Finding(
            "nobody",
            sentence.line,
            f"'{found[0]}' says of nobody that they do it.",
            "Write who: 'we …'.",
            False,
            found[0],
        )
    elif found := _PASSIVE.search(sentence.text):
        yield Finding(
            "passive",
            sentence.line,
            f"'{_short(found[0])}' does not say who does it.",
            "Write who: 'we …', 'de SVB …'.",
            True,
            _short(found[0]),
        )


def _words(sentence: Sentence, known: frozenset[str]) -> Iterator[Finding]:
    jargon = _jargon()
    for found in jargon.pattern.findall(sentence.text):
        instead, is_advice = jargon.instead[found.lower()]
        what = f"'{found}' is not plain Dutch."
        yield Finding("jargon", sentence.line, what, f"Write: {instead}.", is_advice, found, instead)
    for word in sentence.words:
        if len(word) >= LONG_WORD and "-" not in word and word.lower() not in known:
            yield Finding(
                "long word", sentence.line, f"'{word}' is a long word.", "Take it apart, or say what it is.", True, word
            )


def _signs(sentence: Sentence, *, is_title: bool) -> Iterator[Finding]:
    if found := _ABBREVIATION.search(sentence.text):
        yield Finding(
            "abbreviation", sentence.line, f"'{found[0]}' is an abbreviation.", "Write it out.", False, found[0]
        )
    if "!" in sentence.text:
        yield Finding("exclamation", sentence.line, "An exclamation mark.", "Write a full stop.", False, "!")
    if not is_title and (found := _BRACKETS.search(sentence.text)):
        yield Finding(
            "brackets",
            sentence.line,
            f"Brackets: {_short(found[0])}",
            "Make it a sentence of its own, or leave it out.",
            False,
            _short(found[0]),
        )


@dataclass(frozen=True)
class _Jargon:
    """All words that are no plain Dutch as one pattern; for each what to write, and whether that is advice."""

    pattern: re.Pattern[str]
    instead: Mapping[str, tuple[str, bool]]


@lru_cache(maxsize=1)
def _jargon() -> _Jargon:
    data = read_yaml(_JARGON, _JARGON.name).data
    words = {word: (instead, kind == "better") for kind in ("wrong", "better") for word, instead in data[kind].items()}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return _Jargon(re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE), words)


def _opening(sentence: Sentence) -> str:
    return f"“{_short(sentence.text)}”"


def _short(text: str) -> str:
    words = plain(text).split()
    return " ".join(words) if len(words) <= 7 else " ".join(words[:6]) + " …"
