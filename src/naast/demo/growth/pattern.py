"""A life as it was lifted: rows in which keys, days, names and references are left open, to be filled in for each copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from typing import Any, Protocol
from uuid import UUID

from django.utils.translation import override

from naast.demo.growth.people import Somebody
from naast.kernel import clock
from naast.kernel.terms import is_working_day

CLOSING = time(17)
EARLIEST = date(2024, 1, 8)  # the table of holidays begins in 2024


class Slot(Protocol):
    """A place in a row that each copy fills in by itself."""

    def fill(self, copy: Copy) -> Any: ...


@dataclass(slots=True)
class Copy:
    """What the slots of one copy are filled with. `first` is its first day; `terms` are the days that terms end on."""

    who: Somebody
    keys: Sequence[UUID]
    reference: str
    first: date
    terms: Mapping[int, date]
    later: timedelta  # in the day, so that not all happens at nine sharp

    def term(self, after: int) -> date:
        return self.terms.get(after) or self.first + timedelta(after)


@dataclass(frozen=True, slots=True)
class Key:
    place: int

    def fill(self, copy: Copy) -> UUID:
        return copy.keys[self.place]


@dataclass(frozen=True, slots=True)
class Moment:
    """Something happened, so many days after the first; or a term ends, and then at closing time."""

    after: int
    at: time

    def fill(self, copy: Copy) -> datetime:
        if self.at == CLOSING:
            return _in_utc(copy.term(self.after), CLOSING)
        return _in_utc(copy.first + timedelta(self.after), self.at) + copy.later


@dataclass(frozen=True, slots=True)
class Day:
    after: int

    def fill(self, copy: Copy) -> date:
        return copy.term(self.after)


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """`long` with the day of the week, as in letters; else `2026-11-26`."""

    after: int
    long: bool

    def fill(self, copy: Copy) -> str:
        day = copy.term(self.after)
        return _written(day) if self.long else day.isoformat()


@dataclass(frozen=True, slots=True)
class Who:
    """Something of the person, by the name that it has in `Somebody`."""

    name: str

    def fill(self, copy: Copy) -> Any:
        return getattr(copy.who, self.name)


@dataclass(frozen=True, slots=True)
class Reference:
    def fill(self, copy: Copy) -> str:
        return copy.reference


@dataclass(frozen=True, slots=True)
class Words:
    """A text with slots in it."""

    parts: tuple[str | Slot, ...]

    def fill(self, copy: Copy) -> str:
        return "".join(part if isinstance(part, str) else str(part.fill(copy)) for part in self.parts)


@lru_cache(maxsize=4096)
def _in_utc(day: date, at: time) -> datetime:
    return datetime.combine(day, at, clock.AMSTERDAM).astimezone(UTC)


@lru_cache(maxsize=2048)
def _written(day: date) -> str:
    with override("nl"):
        return clock.written(day)


Rule = tuple[int, Callable[[date], date]]


@dataclass(frozen=True, slots=True)
class Row:
    """The values of one row, and by their place the slots among them."""

    values: tuple[Any, ...]
    slots: tuple[tuple[int, Slot], ...]

    def fill(self, copy: Copy) -> list[Any]:
        filled = [*self.values]
        for place, slot in self.slots:
            filled[place] = slot.fill(copy)
        return filled


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table, in the order of these columns."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One kind of life at one organisation.

    `ages`: how many days ago it can have begun; `at_work`: days on which a worker did something. `rules` say on which day a term
    ends for each first day, by the day after the first on which it ended when this was played. `fits` says whether a life with
    these terms can stand as it is today.
    """

    name: str
    keys: int
    rows: tuple[Rows, ...]
    lines: Rows
    audits: Rows
    ages: range
    at_work: frozenset[int]
    rules: tuple[Rule, ...]
    fits: Callable[[date, Mapping[int, date], date], bool]
    _known: dict[date, Mapping[int, date] | None] = field(default_factory=dict)

    def some_day(self, random: Random, today: date) -> Begun | None:
        """This life from a day on which it can have begun, as of today; None when none was found."""
        for _ in range(40):
            first = today - timedelta(random.choice(self.ages))
            if first not in self._known:
                self._known[first] = self._terms(first, today)
            if terms := self._known[first]:
                return Begun(self, first, terms)
        return None

    def _terms(self, first: date, today: date) -> Mapping[int, date] | None:
        """By the day after the first; None when nobody was at work then, or when two terms that were one fall apart."""
        if first < EARLIEST or not all(is_working_day(first + timedelta(day)) for day in self.at_work):
            return None
        terms: dict[int, date] = {0: first}
        for after, ends in self.rules:
            if terms.setdefault(after, ends(first)) != ends(first):
                return None
        return terms if self.fits(first, terms, today) else None


@dataclass(frozen=True, slots=True)
class Begun:
    """A life with its first day, and the days that its terms end on."""

    pattern: Pattern
    first: date
    terms: Mapping[int, date]
