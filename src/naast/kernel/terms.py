"""Working days and terms after the Algemene termijnenwet (Awt), for 2024 to 2040.

Days are days on the wall in the Netherlands; a day ends at midnight there, also on the days that the clock is changed.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from django.conf import settings

from naast.kernel.clock import AMSTERDAM, local_day

# Easter Sundays (month, day). The other movable days follow from them.
EASTER = {
    2024: (3, 31),
    2025: (4, 20),
    2026: (4, 5),
    2027: (3, 28),
    2028: (4, 16),
    2029: (4, 1),
    2030: (4, 21),
    2031: (4, 13),
    2032: (3, 28),
    2033: (4, 17),
    2034: (4, 9),
    2035: (3, 25),
    2036: (4, 13),
    2037: (4, 5),
    2038: (4, 25),
    2039: (4, 10),
    2040: (4, 1),
}
SATURDAY = 5


class OutsideTable(LookupError):
    """The table of holidays does not hold this year. Extend EASTER in kernel/terms.py and the list in its test."""


class BadTerm(ValueError):
    """A term is a whole number and a unit: `8 weeks`, `5 working days`, `2 months`, `48 hours`."""


class Unit(StrEnum):
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


# Awt article 4, under a: beyond these lengths the law does not extend; terms in hours or years it never does.
LONGEST = {Unit.DAYS: 90, Unit.WEEKS: 12, Unit.MONTHS: 3}


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time as a law or a promise states it (Dutch: termijn)."""

    n: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.n < 1:
            raise BadTerm(BadTerm.__doc__)

    def __str__(self) -> str:
        return f"{self.n} {self.unit if self.n > 1 else self.unit[:-1]}"

    @classmethod
    def parse(cls, text: str) -> Term:
        """The term written as `8 weeks` or `1 working day`. Raises BadTerm."""
        found = re.fullmatch(r"(\d{1,4}) (hour|day|working day|week|month|year)s?", text.strip())
        if not found:
            raise BadTerm(BadTerm.__doc__)
        return cls(int(found[1]), Unit(f"{found[2]}s"))

    @property
    def is_extended(self) -> bool:
        """Whether the Awt moves its end (article 4)."""
        return self.n <= LONGEST.get(self.unit, 0)


def is_working_day(day: date) -> bool:
    """Not a Saturday, Sunday or holiday."""
    return day.weekday() < SATURDAY and holiday_name(day) is None


def holiday_name(day: date) -> str | None:
    """Dutch name of the holiday in the sense of Awt article 3; None on other days. Raises OutsideTable."""
    if day in settings.NAAST_DECREE_DAYS:  # paragraph 3
        return "Aangewezen bij koninklijk besluit"
    return _holidays(day.year).get(day)


@lru_cache
def _holidays(year: int) -> dict[date, str]:
    if year not in EASTER:
        raise OutsideTable(year)
    easter = date(year, *EASTER[year])
    return {
        date(year, 1, 1): "Nieuwjaarsdag",
        easter - timedelta(2): "Goede Vrijdag",  # paragraph 2 makes it equal to those of paragraph 1
        easter + timedelta(1): "Tweede Paasdag",
        _kings_day(year): "Koningsdag",
        date(year, 5, 5): "Bevrijdingsdag",
        easter + timedelta(39): "Hemelvaartsdag",
        easter + timedelta(50): "Tweede Pinksterdag",
        date(year, 12, 25): "Eerste Kerstdag",
        date(year, 12, 26): "Tweede Kerstdag",
    }


def _kings_day(year: int) -> date:
    """27 April; the day before when that is a Sunday."""
    birthday = date(year, 4, 27)
    return birthday - timedelta(1) if birthday.weekday() > SATURDAY else birthday


def next_working_day(day: date) -> date:
    """This day, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(1)
    return day


def add_working_days(day: date, n: int) -> date:
    """The n-th working day after this day; before it when n is negative; the day itself when n is 0."""
    step = timedelta(1 if n > 0 else -1)
    for _ in range(abs(n)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def end_of_term(day: date, term: Term, *, stood_still: int = 0) -> date:
    """The last day of a term that runs from this day on; the day itself does not count. Raises BadTerm for hours.

    `stood_still`: days that the term was suspended in between (Awb 4:15).
    """
    end = _count(day, term) + timedelta(stood_still)
    if not term.is_extended:
        return end
    end = next_working_day(end)  # Awt article 1, paragraph 1
    if term.unit is not Unit.DAYS or term.n >= 3:
        end = _with_two_working_days(day, end)
    return end


def ends_at(moment: datetime, term: Term) -> datetime:
    """The instant at which the term is over: exact for hours, else the midnight that closes its last day."""
    if term.unit is Unit.HOURS:
        return moment + timedelta(hours=term.n)
    return end_of_day(end_of_term(local_day(moment), term))


def end_of_day(day: date) -> datetime:
    """The midnight in the Netherlands that closes this day, which is the first instant that is too late."""
    return datetime.combine(day + timedelta(1), time(), AMSTERDAM)


def _count(day: date, term: Term) -> date:
    match term.unit:
        case Unit.DAYS:
            return day + timedelta(term.n)
        case Unit.WEEKS:
            return day + timedelta(weeks=term.n)
        case Unit.WORKING_DAYS:
            return add_working_days(day, term.n)
        case Unit.MONTHS:
            return _add_months(day, term.n)
        case Unit.YEARS:
            return _add_months(day, 12 * term.n)
        case Unit.HOURS:
            raise BadTerm("A term in hours has no last day; ask ends_at.")


def _add_months(day: date, n: int) -> date:
    """The same number in the later month, or its last day (European Convention on the Calculation of Time-Limits, article 4)."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _with_two_working_days(day: date, end: date) -> date:
    """Awt article 2: a term of at least three days holds at least two working days."""
    return max(end, add_working_days(day, 2))
