"""How it went with what starts here: for the page of a question, and for all services together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from math import inf
from uuid import UUID

from naast.catalogue.packages.amounts import period
from naast.catalogue.queries.lists import plain
from naast.catalogue.queries.versions import services_of
from naast.catalogue.types import Course, CourseSource, HowItGoes, Service, ShownCourse, said
from naast.kernel.clock import today
from naast.kernel.registry import registry

DAYS = 90
NOBODY = Course(None, None, None, None)


def how_it_goes(organisation: UUID, locale: str) -> HowItGoes:
    """Of all that starts here, what goes worst first. Nothing of what is not told is in the sums: a difference would tell it."""
    told, uncounted = courses_of(organisation, services_of(organisation), locale)
    return HowItGoes(
        asked=sum(one.course.asked or 0 for one in told),
        finished=sum(one.course.finished or 0 for one in told),
        kept=sum(one.course.kept or 0 for one in told),
        courses=tuple(sorted(told, key=_kept)),
        uncounted=uncounted,
    )


def _kept(one: ShownCourse) -> float:
    """The share of promises kept; of what is not told nobody can say that it goes badly."""
    return (one.course.kept or 0) / one.course.finished if one.course.finished else inf


def courses_of(organisation: UUID, own: Iterable[Service], locale: str) -> tuple[tuple[ShownCourse, ...], int]:
    """What was asked often enough to tell, by title, and how many were not. Nobody counts what another does."""
    here = {one.slug: one for one in own if one.has_journey}
    counted = _counted(organisation, tuple(sorted(here)), today()) if here else {}
    lines = (_course(one, counted.get(slug, NOBODY), locale) for slug, one in here.items())
    told = tuple(sorted((one for one in lines if one.course.asked is not None), key=lambda one: plain(one.title)))
    return told, len(here) - len(told)


def _course(service: Service, course: Course, locale: str) -> ShownCourse:
    usual = service.promise.usual
    return ShownCourse(service.slug, said(service.title, locale), period(usual, locale) if usual else "", course)


@lru_cache(maxsize=256)
def _counted(organisation: UUID, services: tuple[str, ...], day: date) -> Mapping[str, Course]:
    """Up to and including yesterday, so that it is counted once a day by each process."""
    found: dict[str, Course] = {}
    for source in registry.declared(CourseSource):
        found |= source.count(organisation, services, day - timedelta(days=DAYS), day)
    return found
