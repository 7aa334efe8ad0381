"""What every kind of answer stands on: the form as posted, the circumstances, and what a text may hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from django.utils.translation import gettext

from naast.journeys.types import Problem, Question, said

Posted = Mapping[str, Sequence[str]]  # a form: each field with what was typed in it
Value = Any  # JSON; None is "left open"

LONGEST_LINE = 200
LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What an answer is judged against. `people` are the family we know (key to name), `files` what was uploaded (id to name)."""

    today: date
    language: str = "nl"
    people: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


class Kind(Protocol):
    """One type of answer."""

    def read(self, question: Question, posted: Posted) -> Value:
        """The answer in a form; what cannot be read stays as typed, for `problems` to name."""

    def problems(self, question: Question, value: Value, on: Circumstances) -> Iterable[Problem]:
        """What is wrong with an answer that is not left open. `value` may be anything."""

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        """The answer in words."""

    def typed(self, value: Value) -> Posted:
        """The answer put back in a form."""


def first_of(posted: Posted, name: str) -> str:
    """What was typed in a field, composed (NFC) and without space around it."""
    lines = posted.get(name) or [""]
    return unicodedata.normalize("NFC", lines[0].replace("\r\n", "\n")).strip()


def problem(question: Question, on: Circumstances, code: str, sentence: str, *, field: str = "") -> Problem:
    """The sentence of the package for this code, or else ours."""
    return Problem(field, code, said(question.errors.get(code, {}), on.language) or sentence)


def text_problems(
    question: Question, text: Any, on: Circumstances, *, longest: int = LONGEST_LINE, field: str = ""
) -> Iterable[Problem]:
    """What is wrong with any text, whatever it is for."""
    if not isinstance(text, str):
        yield problem(
            question, on, "unreadable", gettext("We konden dit niet lezen. Typt u het nog eens?"), field=field
        )
    elif len(text) > longest:
        sentence = gettext("Dit is te lang voor dit vak. Er passen %(most)s letters in. Kort het in, of bel ons.")
        yield problem(question, on, "too_long", sentence % {"most": longest}, field=field)
    elif any(_cannot_be_kept(letter) for letter in text):
        sentence = gettext("Er staat een onzichtbaar teken in dat we niet kunnen bewaren. Typ het opnieuw.")
        yield problem(question, on, "strange", sentence, field=field)


def _cannot_be_kept(letter: str) -> bool:
    """Control characters and half surrogates: PostgreSQL refuses the first of them, and nobody types any."""
    return letter not in "\n\t" and unicodedata.category(letter) in ("Cc", "Cs")


def without_strange(posted: Posted) -> dict[str, list[str]]:
    """The form as it can be kept: what was typed half-way, without characters that no database takes, cut at a length."""
    return {
        name: ["".join(letter for letter in line[:LONGEST_TEXT] if not _cannot_be_kept(letter)) for line in lines]
        for name, lines in posted.items()
    }
