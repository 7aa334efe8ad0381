"""The rules: few, each explained in one sentence, none of them a score. They know looks by ids and times, and names to compare.

What they cannot see: one look at a neighbour by day with a reason that sounds right. That one is for the resident, who reads it.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import TypeVar
from uuid import UUID

from naast.kernel.clock import local_day

# The thresholds, and why each. What they find and leave in invented offices: docs/decisions/0083.
LOOK_BACK = timedelta(days=30)  # as long as somebody may come back to the same person before it is forgotten
DAYS_AGAIN = 3  # two days are a question and what came of it; the third asks why there is no matter
PEOPLE_BY_REASON = 10  # in a week: two a day is more than callers who have no matter yet
PEOPLE_IN_A_DAY = 25  # opened and left: a day of calls about running matters stays under this
PEOPLE_OFF_DUTY = 3  # in one evening, night or free day: one or two may be matters that could not wait
WATCHERS = 6  # colleagues who opened one person and did nothing: more than a case and its advice have
TIMES_THE_TEAM = 3  # that many times what the others of the same team usually do: another job, or another reason
TIMES_ANOTHER = 3  # that many times the watchers that nine of ten others have at most

T = TypeVar("T")
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Seen:
    """One look. `idle`: this worker wrote nothing for this person, from the beginning of the week until it was judged."""

    entry: UUID
    at: datetime
    worker: UUID
    team: UUID | None
    subject: UUID
    without_matter: bool
    idle: bool
    off_duty: bool = False

    @property
    def loose(self) -> bool:
        return self.without_matter or self.idle


@dataclass(frozen=True)
class Looking:
    """The looks of 30 days until the end of a week, oldest first, and names: of colleagues, and of people as (whole, family)."""

    monday: date
    looks: Sequence[Seen]
    staff: Mapping[UUID, str] = field(default_factory=dict)
    people: Mapping[UUID, tuple[str, str]] = field(default_factory=dict)

    @property
    def of_the_week(self) -> list[Seen]:
        return [one for one in self.looks if local_day(one.at) >= self.monday]


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: of one worker, of one person, or both. `count` against what is `usual`, where the rule compares."""

    rule: str
    looks: tuple[Seen, ...]
    count: int
    usual: int = 0
    worker: UUID | None = None
    subject: UUID | None = None


def own_name(week: Looking) -> Iterator[Found]:
    """A person who shares a family name with the worker, without a matter: with one, in a village, a name says nothing."""
    families = {worker: _families(name) for worker, name in week.staff.items()}
    shared = (
        one
        for one in week.of_the_week
        if one.without_matter
        and families.get(one.worker, frozenset()) & _families(week.people.get(one.subject, ("", ""))[1])
    )
    yield from _of_pairs("own-name", shared)


def colleague(week: Looking) -> Iterator[Found]:
    """A person who is called as somebody who works here, the worker too, without a matter."""
    staff = {_plain(name) for name in week.staff.values()}
    named = (
        one
        for one in week.of_the_week
        if one.without_matter and _plain(week.people.get(one.subject, ("", ""))[0]) in staff - {""}
    )
    yield from _of_pairs("colleague", named)


def again(week: Looking) -> Iterator[Found]:
    """The same person on several days of a month, without a matter and without anything done."""
    looks = (one for one in week.looks if one.without_matter and one.idle)
    for (worker, subject), those in _by(looks, lambda one: (one.worker, one.subject)).items():
        days = {local_day(one.at) for one in those}
        if len(days) >= DAYS_AGAIN and max(days) >= week.monday:
            yield Found("again", tuple(those), len(days), worker=worker, subject=subject)


def by_reason(week: Looking) -> Iterator[Found]:
    """Many people without a matter in a week, where colleagues of the team have few."""
    of_team = _by(week.of_the_week, lambda one: one.team)
    yield from _more_than_the_team("by-reason", of_team, lambda one: one.without_matter, PEOPLE_BY_REASON)


def opened_and_left(week: Looking) -> Iterator[Found]:
    """Many people with a matter on one day, nothing done for any, where colleagues of the team have few."""
    of_team_and_day = _by(week.of_the_week, lambda one: (one.team, local_day(one.at)))
    yield from _more_than_the_team("opened-and-left", of_team_and_day, _left, PEOPLE_IN_A_DAY)


def off_duty(week: Looking) -> Iterator[Found]:
    """Several people while nobody works here, without a matter or without anything done."""
    looks = (one for one in week.of_the_week if one.off_duty and one.loose)
    for worker, those in _by(looks, lambda one: one.worker).items():
        nights = _by(those, lambda one: local_day(one.at - timedelta(hours=6)))
        worst = max(nights.values(), key=lambda night: len(_people(night)))
        if (count := len(_people(worst))) >= PEOPLE_OFF_DUTY:
            yield Found("off-duty", tuple(those), count, worker=worker)


def many_watchers(week: Looking) -> Iterator[Found]:
    """One person, opened by many colleagues who did nothing, where nine of ten others have few."""
    watched = _by((one for one in week.of_the_week if one.idle), lambda one: one.subject)
    watchers = {subject: len({one.worker for one in those}) for subject, those in watched.items()}
    usual = sorted(watchers.values())[len(watchers) * 9 // 10] if watchers else 0
    for subject, count in watchers.items():
        if count >= max(WATCHERS, TIMES_ANOTHER * usual):
            yield Found("many-watchers", tuple(watched[subject]), count, usual, subject=subject)


RULES: tuple[Callable[[Looking], Iterator[Found]], ...] = (
    own_name, colleague, again, by_reason, opened_and_left, off_duty, many_watchers,
)  # fmt: skip


def _left(look: Seen) -> bool:
    return look.idle and not look.without_matter


def _more_than_the_team(
    rule: str, teams: Mapping[Key, list[Seen]], counts: Callable[[Seen], bool], least: int
) -> Iterator[Found]:
    """Workers with at least so many people, and far more than the median of the others who looked; the worst of each."""
    found = (one for looks in teams.values() for one in _far_above(rule, looks, counts, least))
    for those in _by(found, lambda one: one.worker).values():
        yield max(those, key=lambda one: one.count)


def _far_above(rule: str, looks: list[Seen], counts: Callable[[Seen], bool], least: int) -> Iterator[Found]:
    by_worker = _by(looks, lambda one: one.worker)
    mine = {worker: [one for one in those if counts(one)] for worker, those in by_worker.items()}
    people = {worker: len(_people(those)) for worker, those in mine.items()}
    for worker, count in people.items():
        others = [number for other, number in people.items() if other != worker]
        usual = round(median(others)) if others else 0
        if count >= max(least, TIMES_THE_TEAM * usual):
            yield Found(rule, tuple(mine[worker]), count, usual, worker=worker)


def _of_pairs(rule: str, looks: Iterable[Seen]) -> Iterator[Found]:
    for (worker, subject), those in _by(looks, lambda one: (one.worker, one.subject)).items():
        yield Found(rule, tuple(those), len(those), worker=worker, subject=subject)


def _by(many: Iterable[T], key: Callable[[T], Key]) -> dict[Key, list[T]]:
    found: defaultdict[Key, list[T]] = defaultdict(list)
    for one in many:
        found[key(one)].append(one)
    return dict(found)


def _people(looks: Iterable[Seen]) -> set[UUID]:
    return {one.subject for one in looks}


def _plain(name: str) -> str:
    """A name to compare: small letters, no accents, one space."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return " ".join(bare.casefold().split())


def _families(name: str) -> frozenset[str]:
    """The last word of each half of a name, without prefixes: `Anna de Wit-Jansen` is of Wit and of Jansen."""
    return frozenset(part.split()[-1] for part in _plain(name).split("-") if part.strip())
