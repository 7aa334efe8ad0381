"""Invented offices whose workers look for weeks: ordinary looks drawn by lot, and patterns planted among them.

Written from what work at a counter and with cases is like, never from the thresholds. The names of a village are fewer than those
of a town, so that many share one.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate
from uuid import UUID

from naast.dossier.queries.unusual.rules import Looking, Seen

FIRST = date(2026, 5, 4)  # a Monday


@dataclass(frozen=True)
class Planted:
    """Something that a privacy officer should see: by which rule, about whom."""

    rule: str
    worker: UUID | None
    subject: UUID | None


@dataclass
class Office:
    """`by_reason`: which part of the looks is without a matter; `idle`: of how many people nothing came that week."""

    seed: int
    workers: int
    teams: int
    family_names: int
    by_reason: float
    idle: float
    weeks: int
    looks_a_week: int = 60
    looks: list[Seen] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)
    lot: random.Random = field(init=False)
    strangers: Iterator[UUID] = field(init=False)

    def __post_init__(self) -> None:
        self.lot = random.Random(self.seed)
        self.staff = {self.key(): self.name() for _ in range(self.workers)}
        self.team_of = {one: UUID(int=number % self.teams) for number, one in enumerate(self.staff)}
        self.people = {self.key(): self.name() for _ in range(300 * self.workers)}
        at_home = self.lot.sample(sorted(self.people), max(3, self.workers // 2))
        self.people |= dict(zip(at_home, self.staff.values(), strict=False))  # colleagues who live here
        for week in range(self.weeks):
            for worker in self.staff:
                self.looks += self._ordinary(worker, week)
        self.ordinary = len(self.looks)
        self.strangers = iter(self.lot.sample(sorted(self.people.keys() - set(at_home)), 60))

    def key(self) -> UUID:
        return UUID(int=self.lot.getrandbits(128))

    def name(self) -> tuple[str, str]:
        family = f"Naam{self.lot.choices(range(self.family_names), cum_weights=self._commonness)[0]}"
        return f"Voor{self.lot.randrange(400)} {family}", family

    @cached_property
    def _commonness(self) -> list[float]:
        """The commonest name of a village of 400 names is that of one in forty; of a town, of one in a hundred and fifty."""
        return list(accumulate(1 / (rank + self.family_names / 40 + 5) for rank in range(self.family_names)))

    @cached_property
    def _everybody(self) -> list[UUID]:
        return list(self.people)

    def _ordinary(self, worker: UUID, week: int) -> Iterator[Seen]:
        own = self.lot.sample(self._everybody, 20)  # whose case this worker has
        team = self._everybody[self.team_of[worker].int * 200 :][:200]  # whose case the team has
        came_of_it: dict[UUID, bool] = {}
        for _ in range(self.lot.randint(self.looks_a_week // 2, self.looks_a_week * 3 // 2)):
            without = self.lot.random() < self.by_reason
            subject = self.lot.choice(self._everybody if without else own if self.lot.random() < 0.7 else team)
            idle = came_of_it.setdefault(subject, self.lot.random() < self.idle)
            late = self.lot.random() < 0.01
            yield self.look(worker, subject, week, without=without, idle=idle, late=late)

    def look(
        self, worker: UUID, subject: UUID, week: int, *, without: bool, idle: bool, late: bool = False, day: int = -1
    ) -> Seen:
        on = FIRST + timedelta(weeks=week, days=self.lot.randrange(5) if day < 0 else day)
        at = time(20 if late else self.lot.randrange(7, 15), self.lot.randrange(60))
        moment = datetime.combine(on, at, UTC)
        return Seen(self.key(), moment, worker, self.team_of[worker], subject, without, idle, late)

    def plant(self) -> None:
        """Twenty patterns, each of another worker where there are enough."""
        ways: list[tuple[int, Callable[[UUID, int], None]]] = [
            (4, self._relative), (3, self._colleague), (4, self._former_partner), (3, self._curious),
            (2, self._browsing), (2, self._at_night), (2, self._famous),
        ]  # fmt: skip
        workers = [*self.lot.sample(sorted(self.staff), self.workers)] * 20
        for number, plant in enumerate([way for times, way in ways for _ in range(times)]):
            plant(workers[number], number % self.weeks)
        self.looks.sort(key=lambda one: one.at)

    def _relative(self, worker: UUID, week: int) -> None:
        subject = next(self.strangers)
        self.people[subject] = (f"Voor401 {self.staff[worker][1]}", self.staff[worker][1])
        self._several(worker, subject, week, self.lot.randint(1, 3))
        self.planted.append(Planted("own-name", worker, subject))

    def _colleague(self, worker: UUID, week: int) -> None:
        others = [one for one in self.staff if one != worker]
        subject = next(self.strangers)
        self.people[subject] = self.staff[self.lot.choice(others)]
        self._several(worker, subject, week, self.lot.randint(1, 3))
        self.planted.append(Planted("colleague", worker, subject))

    def _former_partner(self, worker: UUID, week: int) -> None:
        subject = next(self.strangers)
        for day in self.lot.sample(range(5), self.lot.randint(3, 5)):
            self.looks.append(self.look(worker, subject, week, without=True, idle=True, day=day))
        self.planted.append(Planted("again", worker, subject))

    def _curious(self, worker: UUID, week: int) -> None:
        for subject in self.lot.sample(self._everybody, self.lot.randint(25, 40)):
            self._several(worker, subject, week, 1)
        self.planted.append(Planted("by-reason", worker, None))

    def _browsing(self, worker: UUID, week: int) -> None:
        day = self.lot.randrange(5)
        for subject in self.lot.sample(self._everybody, self.lot.randint(30, 60)):
            self.looks.append(self.look(worker, subject, week, without=False, idle=True, day=day))
        self.planted.append(Planted("opened-and-left", worker, None))

    def _at_night(self, worker: UUID, week: int) -> None:
        day = self.lot.randrange(5)
        for subject in self.lot.sample(self._everybody, self.lot.randint(3, 6)):
            self.looks.append(self.look(worker, subject, week, without=True, idle=True, late=True, day=day))
        self.planted.append(Planted("off-duty", worker, None))

    def _famous(self, _worker: UUID, week: int) -> None:
        subject = next(self.strangers)
        for watcher in self.lot.sample(sorted(self.staff), min(self.workers, self.lot.randint(9, 14))):
            self.looks.append(self.look(watcher, subject, week, without=False, idle=True))
        self.planted.append(Planted("many-watchers", None, subject))

    def _several(self, worker: UUID, subject: UUID, week: int, times: int) -> None:
        self.looks += [self.look(worker, subject, week, without=True, idle=True) for _ in range(times)]

    def judged(self) -> Iterator[Looking]:
        """Each week with the thirty days before its end, as it is judged."""
        staff = {key: name for key, (name, _family) in self.staff.items()}
        for number in range(self.weeks):
            monday = FIRST + timedelta(weeks=number)
            end = monday + timedelta(days=7)
            looks = [one for one in self.looks if end - timedelta(days=30) <= one.at.date() < end]
            yield Looking(monday, looks, staff, self.people)
