"""Texts that name a value: "De grens is {verdict.limit:money}." Only a lookup by name; a text from a package runs nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.dateformat import format as formatted

_PLACE = re.compile(r"\{(?P<path>[a-z_]\w*(?:\.[a-z_]\w*)*)(?::(?P<form>money|date|number))?\}")


def names_said(text: str) -> frozenset[str]:
    """The first names of all places in the text."""
    return frozenset(match["path"].split(".")[0] for match in _PLACE.finditer(text))


def fill(text: str, values: Mapping[str, Any]) -> str:
    """The text with each place filled in; a value that is not there leaves "onbekend"."""
    return _PLACE.sub(lambda match: _shown(_found(values, match["path"]), match["form"]), text)


def _found(values: Any, path: str) -> Any:
    for name in path.split("."):
        values = values.get(name) if isinstance(values, Mapping) else None
    return values


def _shown(value: Any, form: str | None) -> str:
    if value is None:
        return "onbekend"
    if form == "money":
        return money(round(value))
    if form == "date":
        return day(date.fromisoformat(str(value)))
    return number(value) if isinstance(value, float) else str(value)


def money(cents: int) -> str:
    """Euros as one writes them: € 1.234,50, and € 50 for a round amount."""
    euros, rest = divmod(abs(cents), 100)
    whole = f"{euros:,}".replace(",", ".")
    return f"{'min ' if cents < 0 else ''}€\N{NO-BREAK SPACE}{whole}{f',{rest:02}' if rest else ''}"


def number(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def day(value: date) -> str:
    """A date with its weekday, in the language of the page: woensdag 20 januari 2027."""
    return formatted(value, "l j F Y")
