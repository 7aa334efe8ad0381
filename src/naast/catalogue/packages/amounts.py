"""Amounts and dates in words, as a resident reads them."""

from __future__ import annotations

from datetime import date

from django.utils.translation import override, to_language

from naast.kernel.clock import written

_UNITS = {
    "nl": {
        "day": ("dag", "dagen"),
        "week": ("week", "weken"),
        "working": ("werkdag", "werkdagen"),
        "month": ("maand", "maanden"),
    },
    "en": {
        "day": ("day", "days"),
        "week": ("week", "weeks"),
        "working": ("working day", "working days"),
        "month": ("month", "months"),
    },
}


def money(cents: int, locale: str = "nl") -> str:
    """€ 1.250 or € 12,50: no decimals on a whole amount."""
    sign = "-" if cents < 0 else ""
    euros, rest = divmod(abs(cents), 100)
    whole, decimal = f"{euros:,}", f".{rest:02}" if rest else ""
    text = f"{whole}{decimal}" if locale == "en" else f"{whole}{decimal}".translate(str.maketrans(",.", ".,"))
    return f"{sign}€\N{NO-BREAK SPACE}{text}"


def day(value: date, locale: str = "nl") -> str:
    """woensdag 20 januari 2027"""
    with override(to_language(locale)):
        return written(value)


def period(text: str, locale: str = "nl") -> str:
    """`3 working days` as people say it: 3 werkdagen."""
    count, _, unit = text.partition(" ")
    one, many = _UNITS["en" if locale == "en" else "nl"][unit.split()[0].rstrip("s")]
    return f"{count} {one if count == '1' else many}"


def shown(value: object, kind: str, locale: str = "nl") -> str:
    """A value of a rule in words. `kind` is money (cents), date (ISO) or anything else as it is."""
    if kind == "money" and isinstance(value, int):
        return money(value, locale)
    if kind == "date" and isinstance(value, str):
        return day(date.fromisoformat(value), locale)
    return str(value)
