"""Answers in one field: text, number, money, date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from naast.catalogue import api as catalogue
from naast.design import forms as fields
from naast.journeys.answers.ground import Circumstances, Posted, Value, posted
from naast.journeys.types import Question

LONG, SHORT = 2000, 200
MOST_NUMBER = 100_000


class Email(fields.Text):
    def clean(self, value: Any) -> str:
        given: str = super().clean(value)
        if given:
            EmailValidator(_("Dit lijkt geen e-mailadres. Schrijf het zoals naam@voorbeeld.nl."), "email")(given)
        return given


class Phone(fields.Text):
    width = "short"

    def clean(self, value: Any) -> str:
        given: str = super().clean(value)
        if given and not re.fullmatch(r"\+?[0-9]{8,15}", re.sub(r"[\s().-]", "", given)):
            raise ValidationError(_("Dit lijkt geen telefoonnummer. Alleen cijfers, zoals 0612345678."), code="phone")
        return given


class WholeNumber(fields.Text):
    """A number without decimals, between two bounds."""

    width = "shorter"

    def __init__(self, *, least: int, most: int, **options: Any) -> None:
        self.least, self.most = least, most
        super().__init__(max_length=20, **options)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
        self.error_messages["required"] = _("We missen een getal. Alleen cijfers, zoals 3. Niets? Vul dan 0 in.")

    def clean(self, value: Any) -> int | None:
        given = super().clean(value)
        if not given:
            return None
        if not re.fullmatch(r"-?[0-9]{1,9}", given):
            raise ValidationError(_("Dit is geen heel getal. Alleen cijfers, zoals 3."), code="unreadable")
        if not self.least <= int(given) <= self.most:
            sentence = _("Het kan van %(least)s tot en met %(most)s. Klopt uw getal toch? Bel ons.")
            raise ValidationError(sentence, params={"least": self.least, "most": self.most}, code="bounds")
        return int(given)


class Text:
    def fields(self, question: Question, on: Circumstances) -> dict[str, forms.Field]:
        return {"value": self._field(question)}

    def _field(self, question: Question) -> forms.Field:
        if question.form == "email":
            return Email(required=question.required, max_length=254)
        if question.form == "phone":
            return Phone(required=question.required, max_length=40)
        long = question.form == "long"
        most = question.most or (LONG if long else SHORT)
        return fields.Text(required=question.required, max_length=most, lines=6 if long else 1)

    def value(self, cleaned: Mapping[str, Any]) -> Value:
        return cleaned["value"] or None

    def typed(self, value: Value) -> Posted:
        return posted(value=value if isinstance(value, str) else "")

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        return str(value)


class Number:
    def fields(self, question: Question, on: Circumstances) -> dict[str, forms.Field]:
        least, most = question.least or 0, MOST_NUMBER if question.most is None else question.most
        return {"value": WholeNumber(required=question.required, least=least, most=most)}

    def value(self, cleaned: Mapping[str, Any]) -> Value:
        return cleaned["value"]

    def typed(self, value: Value) -> Posted:
        return posted(value=str(value) if isinstance(value, int) else "")

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        return str(value)


class Money:
    """An amount in cents."""

    def fields(self, question: Question, on: Circumstances) -> dict[str, forms.Field]:
        bounds = {"smallest": question.least, "largest": question.most}
        given = {name: Decimal(cents) / 100 for name, cents in bounds.items() if cents is not None}
        return {"value": fields.Money(required=question.required, **given)}

    def value(self, cleaned: Mapping[str, Any]) -> Value:
        amount = cleaned["value"]
        return None if amount is None else int(amount * 100)

    def typed(self, value: Value) -> Posted:
        if not isinstance(value, int) or isinstance(value, bool):
            return posted(value="")
        return posted(value=fields.written_amount(Decimal(value) / 100))

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        return catalogue.money(value, on.language)


def _day_from(today: date, days: int | None) -> date | None:
    return None if days is None else today + timedelta(days)


class Date:
    """A day as ISO 8601."""

    def fields(self, question: Question, on: Circumstances) -> dict[str, forms.Field]:
        earliest, latest = _day_from(on.today, question.least), _day_from(on.today, question.most)
        return {"value": fields.Day(required=question.required, earliest=earliest, latest=latest)}

    def value(self, cleaned: Mapping[str, Any]) -> Value:
        day = cleaned["value"]
        return day.isoformat() if day else None

    def typed(self, value: Value) -> Posted:
        day = fields.read_date(value) if isinstance(value, str) and len(value) == len("2026-11-26") else None
        if day is None:
            return {}
        return posted(value_dag=str(day.day), value_maand=str(day.month), value_jaar=str(day.year))

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        return catalogue.day(date.fromisoformat(value), on.language)
