"""What every kind of answer stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from django import forms

from naast.journeys.types import Question

Posted = Mapping[str, Sequence[str]]  # a form: each field with what was typed in it
Value = Any  # JSON; None is "left open"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What an answer is judged against. `people` are the family we know (key to name), `files` what was uploaded (id to name)."""

    today: date
    language: str = "nl"
    people: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


class Kind(Protocol):
    """One type of answer."""

    def fields(self, question: Question, on: Circumstances) -> dict[str, forms.Field]:
        """The fields of its form. The first is the one that the label of the question names."""

    def value(self, cleaned: Mapping[str, Any]) -> Value:
        """The answer as JSON from what the fields read; None when it was left open."""

    def typed(self, value: Value) -> Posted:
        """The answer put back in the form; `value` may be anything, and then comes back as something else."""

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        """The answer in words, lines apart."""


def posted(**fields: str) -> Posted:
    return {name: [text] for name, text in fields.items()}
