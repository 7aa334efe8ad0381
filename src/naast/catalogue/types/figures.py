"""How it went with the services of a page: counted by whoever handles them, shown beside them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from naast.kernel.registry import Declaration

FEWEST = 10  # below this a count could tell of somebody


@dataclass(frozen=True, slots=True)
class Course:
    """How often a service was asked and finished in a period, and how that went. None: fewer than `FEWEST`, so it is not told.

    `kept` of the finished were ready on the day that was first promised or before; nine of ten within `nine_in_ten` days of
    sending.
    """

    asked: int | None
    finished: int | None
    kept: int | None
    nine_in_ten: int | None


@dataclass(frozen=True, kw_only=True)
class CourseSource(Declaration):
    """Counts by service, for the days from the first up to and not including the last. Declared by what handles requests."""

    count: Callable[[UUID, Collection[str], date, date], Mapping[str, Course]]


@dataclass(frozen=True, slots=True)
class ShownCourse:
    """A line of the figures of a page: the service, what is promised in words ("" for nothing), and how it went."""

    slug: str
    title: str
    promised: str
    course: Course


@dataclass(frozen=True, slots=True, kw_only=True)
class HowItGoes:
    """The sums of the services in `courses`, which were asked often enough to tell; `uncounted` were not."""

    asked: int
    finished: int
    kept: int
    courses: tuple[ShownCourse, ...]
    uncounted: int
