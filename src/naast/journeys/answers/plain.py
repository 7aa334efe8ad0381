"""Answers in one field: text, number, money, date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.utils.translation import gettext

from naast.journeys import placeholders
from naast.journeys.answers.ground import (
    LONGEST_TEXT,
    Circumstances,
    Posted,
    Value,
    first_of,
    problem,
    text_problems,
)
from naast.journeys.types import Problem, Question

MOST_NUMBER = 100_000
MOST_CENTS = 100_000_000_00
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
_PHONE = re.compile(r"\+?[0-9]{8,15}")
_AMOUNT = re.compile(r"(?P<whole>\d{1,3}(?:[. ]\d{3})+|\d+)(?:[.,](?P<rest>\d{1,2}))?")


class Text:
    """Free text, or a named form of it."""

    def read(self, question: Question, posted: Posted) -> Value:
        return first_of(posted, "value") or None

    def problems(self, question: Question, value: Value, on: Circumstances) -> Iterable[Problem]:
        found = list(text_problems(question, value, on, longest=question.most or LONGEST_TEXT))
        return found or [*self._form_problems(question, value, on)]

    def _form_problems(self, question: Question, value: str, on: Circumstances) -> Iterable[Problem]:
        if question.form == "email" and not _EMAIL.fullmatch(value):
            sentence = gettext("Dit lijkt geen e-mailadres. Schrijf het zoals naam@voorbeeld.nl.")
            yield problem(question, on, "not_email", sentence)
        if question.form == "phone" and not _PHONE.fullmatch(re.sub(r"[\s().-]", "", value)):
            sentence = gettext("Dit lijkt geen telefoonnummer. Alleen cijfers, zoals 0612345678.")
            yield problem(question, on, "not_phone", sentence)

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        return str(value)

    def typed(self, value: Value) -> Posted:
        return {"value": ["" if value is None else str(value)]}


class Number:
    """A whole number."""

    def read(self, question: Question, posted: Posted) -> Value:
        written = first_of(posted, "value")
        return int(written) if re.fullmatch(r"-?[0-9]{1,9}", written) else written or None

    def problems(self, question: Question, value: Value, on: Circumstances) -> Iterable[Problem]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield problem(question, on, "not_number", gettext("Dit is geen heel getal. Alleen cijfers, zoals 3."))
        else:
            yield from _bounds(question, value, on, most=MOST_NUMBER, shown=str)

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        return str(value)

    def typed(self, value: Value) -> Posted:
        return {"value": ["" if value is None else str(value)]}


class Money:
    """An amount in cents."""

    def read(self, question: Question, posted: Posted) -> Value:
        written = first_of(posted, "value")
        bare = re.sub(r"(?i)€|eur(o)?|,-$|\s+$|^\s+", "", written).strip()
        match = _AMOUNT.fullmatch(bare.replace("\N{NO-BREAK SPACE}", " "))
        return _cents(match) if match and bare.isascii() and len(bare) <= 15 else written or None

    def problems(self, question: Question, value: Value, on: Circumstances) -> Iterable[Problem]:
        if not isinstance(value, int) or isinstance(value, bool):
            sentence = gettext("Dit is geen bedrag. Schrijf het zoals 1.250,50. Is het niets? Schrijf 0.")
            yield problem(question, on, "not_money", sentence)
        else:
            yield from _bounds(question, value, on, most=MOST_CENTS, shown=placeholders.money)

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        return placeholders.money(value)

    def typed(self, value: Value) -> Posted:
        if not isinstance(value, int):
            return {"value": [value or ""]}
        euros, rest = divmod(value, 100)
        return {"value": [f"{euros},{rest:02}" if rest else str(euros)]}


def _cents(match: re.Match[str]) -> int:
    whole = int(re.sub(r"[. ]", "", match["whole"]))
    return whole * 100 + int((match["rest"] or "0").ljust(2, "0"))


def _bounds(
    question: Question, value: int, on: Circumstances, *, most: int, shown: Callable[[int], str]
) -> Iterable[Problem]:
    lower = 0 if question.least is None else question.least
    upper = most if question.most is None else question.most
    if value < lower:
        sentence = gettext("Dit is te laag. Het moet %(least)s of meer zijn.")
        yield problem(question, on, "too_low", sentence % {"least": shown(lower)})
    elif value > upper:
        sentence = gettext("Dit is te hoog. Het kan %(most)s of minder zijn. Klopt het toch? Bel ons.")
        yield problem(question, on, "too_high", sentence % {"most": shown(upper)})


class Date:
    """A day, typed in three fields; kept as ISO 8601."""

    names = ("day", "month", "year")

    def read(self, question: Question, posted: Posted) -> Value:
        written = {name: first_of(posted, name) for name in self.names}
        if not any(written.values()):
            return None
        try:
            return date(*(int(written[name]) for name in reversed(self.names))).isoformat()
        except (ValueError, OverflowError):
            return written

    def problems(self, question: Question, value: Value, on: Circumstances) -> Iterable[Problem]:
        day = _day(value)
        if day is None:
            sentence = gettext("Deze datum bestaat niet. Dag, maand en jaar in cijfers, zoals 1 12 2026.")
            yield problem(question, on, "not_date", sentence, field="day")
            return
        if question.least is not None and day < on.today + timedelta(question.least):
            yield problem(question, on, "too_low", gettext("Deze dag is te lang geleden voor deze vraag."), field="day")
        if question.most is not None and day > on.today + timedelta(question.most):
            yield problem(question, on, "too_high", gettext("Deze dag is te ver weg voor deze vraag."), field="day")

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        return placeholders.day(date.fromisoformat(value))

    def typed(self, value: Value) -> Posted:
        day = _day(value)
        if day is not None:
            return {"day": [str(day.day)], "month": [str(day.month)], "year": [str(day.year)]}
        return {name: [str(value.get(name, ""))] for name in self.names} if isinstance(value, dict) else {}


def _day(value: Value) -> date | None:
    """A day of this age: a birth or a move, not the year 1 or 9999."""
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return day if 1900 <= day.year <= 2100 and value == day.isoformat() else None
