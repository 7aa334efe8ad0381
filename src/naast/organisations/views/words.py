"""Hours in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naast.kernel.clock import AMSTERDAM
from naast.organisations.queries import opening, opening_of
from naast.organisations.types import Counter, Hours, Opening, Organisation

A_MONDAY = date(2024, 1, 1)


def until(organisation: Organisation, at: datetime) -> str:
    """What stands beside the phone number: `tot 20.00 uur`, or `morgen vanaf 8.00 uur`."""
    return in_words(opening(organisation, at), at)


def in_words(found: Opening, at: datetime) -> str:
    """Until when it is open or from when it will be; empty when it does not open in the coming weeks."""
    if found.until:
        return _("tot %(time)s uur") % {"time": _clock(found.until)}
    if found.next_open:
        return _("%(day)s vanaf %(time)s uur") % {"day": _day(found.next_open, at), "time": _clock(found.next_open)}
    return ""


def phone_hours(organisation: Organisation) -> str:
    """The week of the phone in a few words."""
    return week(organisation.hours)


def counter_hours(counter: Counter, at: datetime) -> str:
    """Where a counter is and when: `dinsdag 9.00 tot 12.00 uur in Kleiwinde. Nu open tot 12.00 uur in Kleiwinde.`"""
    parts = [counter.address and f"{counter.address}.", week(counter.hours), _now(counter, at)]
    return " ".join(part for part in parts if part)


def place_now(counter: Counter, at: datetime) -> str:
    """One line for a way to go: `De bus staat tot 12.00 uur in Kleiwinde`, or when the desk is open."""
    found = opening_of(counter, at)
    if found.until and found.place:
        return _("%(name)s staat tot %(time)s uur in %(place)s") % {
            "name": counter.name,
            "time": _clock(found.until),
            "place": found.place,
        }
    where = _(" in %(place)s") % {"place": found.place} if found.place else ""
    return f"{counter.name}, {in_words(found, at)}{where}" if found.until or found.next_open else ""


def week(hours: Iterable[Hours]) -> str:
    """Days with the same times together: `Maandag tot en met vrijdag, 8.00 tot 17.00 uur.`"""
    return _week(tuple(hours), get_language())


@lru_cache(maxsize=512)  # it stands on every page; `language` is that of this moment
def _week(hours: tuple[Hours, ...], language: str | None) -> str:
    by_times: dict[tuple[time, time, str], list[int]] = {}
    for one in sorted(hours, key=lambda one: (one.weekday, one.opens)):
        by_times.setdefault((one.opens, one.closes, one.place), []).append(one.weekday)
    return " ".join(_line(days, *times) for times, days in by_times.items())


def _line(days: list[int], opens: time, closes: time, place: str) -> str:
    words = {"days": capfirst(_days(days)), "opens": _clock(opens), "closes": _clock(closes), "place": place}
    if place:
        return _("%(days)s %(opens)s tot %(closes)s uur in %(place)s.") % words
    return _("%(days)s, %(opens)s tot %(closes)s uur.") % words


def _days(weekdays: list[int]) -> str:
    """`maandag tot en met woensdag en vrijdag`"""
    names = [_range(run) for run in _runs(weekdays)]
    flat = [name for group in names for name in group]
    return flat[0] if len(flat) == 1 else _("%(first)s en %(last)s") % {"first": ", ".join(flat[:-1]), "last": flat[-1]}


def _runs(weekdays: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for weekday in weekdays:
        if runs and runs[-1][-1] == weekday - 1:
            runs[-1].append(weekday)
        else:
            runs.append([weekday])
    return runs


def _range(run: list[int]) -> list[str]:
    if len(run) < 3:
        return [_weekday(one) for one in run]
    return [_("%(first)s tot en met %(last)s") % {"first": _weekday(run[0]), "last": _weekday(run[-1])}]


def _now(counter: Counter, at: datetime) -> str:
    found = opening_of(counter, at)
    if not found.until:
        return ""
    if found.place:
        return _("Vandaag tot %(time)s uur in %(place)s.") % {"time": _clock(found.until), "place": found.place}
    return _("Vandaag tot %(time)s uur.") % {"time": _clock(found.until)}


def _day(then: datetime, at: datetime) -> str:
    day, today = then.astimezone(AMSTERDAM).date(), at.astimezone(AMSTERDAM).date()
    if day == today:
        return _("vandaag")
    if day == today + timedelta(days=1):
        return _("morgen")
    return date_format(day, "l" if day < today + timedelta(days=7) else "l j F")


def _weekday(weekday: int) -> str:
    return date_format(A_MONDAY + timedelta(days=weekday - 1), "l")


def _clock(value: datetime | time) -> str:
    """`8.00`, the way opening hours are written on a door."""
    local = value.astimezone(AMSTERDAM) if isinstance(value, datetime) else value
    return f"{local.hour}.{local.minute:02}"
