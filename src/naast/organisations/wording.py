"""Hours, and what else an administrator sets, in words: for pages and for the audit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from naast.design.faces import read
from naast.kernel.clock import AMSTERDAM
from naast.organisations.queries import REACH, change_of, opening, opening_of
from naast.organisations.types import (
    COLOURS,
    SETTINGS,
    ChangeInWords,
    Counter,
    Hours,
    Opening,
    Organisation,
    OtherHours,
)

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


def change_in_words(change: UUID) -> ChangeInWords:
    """What a change of settings was about, in Dutch whoever reads it. Raises NotFound."""
    row = change_of(change)
    with override("nl"):
        before, after = dict(_settings(row.before)), dict(_settings(row.after))
    settings = tuple((key, before[key], after[key]) for key in SETTINGS if before.get(key) != after.get(key))
    return ChangeInWords(row.id, row.organisation_id, row.at, row.actor_kind, row.actor, settings)


def _settings(columns: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each setting that these columns of an organisation hold, as a sentence or a word."""
    for key in ("name", "theme", "tone"):
        if key in columns:
            yield key, columns[key]
    if "colours" in columns:
        yield "colours", colours_in_words(columns["colours"])
    if "phone_display" in columns or "phone_number" in columns:
        yield "phone", columns.get("phone_display") or columns["phone_number"]
    if "switched_off" in columns:
        yield "switched_off", ", ".join(columns["switched_off"])
    if "reach" in columns:
        reach = REACH.validate_python(columns["reach"])
        yield "hours", week(reach.hours)
        yield "counters", " ".join(f"{one.name}: {counter_in_words(one)}" for one in reach.counters)
        yield "other_hours", " ".join(other_day(one) for one in reach.other_hours)


def colours_in_words(word: str) -> str:
    """`Een mens: #7a2862. Wij: #135c4a.` Empty when no colour was chosen."""
    return " ".join(f"{COLOURS[ramp]}: {colour}." for ramp, colour in read(word).items())


def counter_in_words(counter: Counter) -> str:
    """Where it is, when, and on which days otherwise."""
    days = (other_day(one) for one in counter.other_hours)
    return " ".join(part for part in (counter.address and f"{counter.address}.", week(counter.hours), *days) if part)


def other_day(one: OtherHours) -> str:
    """`Donderdag 24 december 2026, 8.00 tot 15.00 uur. We sluiten eerder.`"""
    day = capfirst(date_format(one.day, "l j F Y"))
    if one.opens and one.closes:
        words = {"days": day, "opens": _clock(one.opens), "closes": _clock(one.closes)}
        return f"{_('%(days)s, %(opens)s tot %(closes)s uur.') % words} {one.because}"
    return f"{day}, {_('dicht')}. {one.because}"
