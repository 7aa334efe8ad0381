"""The face of finding: from own words to services, or to a human. What is asked is kept without who asked it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from naast.catalogue import api as catalogue
from naast.catalogue.types import Package, PackageVersion, Service
from naast.finding.actions import choose, remember
from naast.finding.matching.answering import Finder
from naast.finding.matching.documents import document_of
from naast.finding.matching.index import Index
from naast.finding.matching.learned import Learned, learned
from naast.finding.matching.suggesting import Suggester
from naast.finding.types import Answer, Event
from naast.kernel import algorithms

__all__ = ["ask", "choose", "finder", "finder_of", "made_of", "remember", "suggestions"]

ANSWER = "finding.answer"


def ask(text: str, *, organisation: UUID, limit: int = 5, language: str = "nl") -> Answer:
    """What an organisation offers for this, best first. It is counted in the algorithm register."""
    found: Answer = algorithms.run(
        ANSWER, organisation=organisation, finder=finder(organisation), text=text, limit=limit, language=language
    )
    return found


def suggestions(typed: str, *, organisation: UUID, language: str = "nl") -> list[str]:
    """Names of services that what was typed may become, best first."""
    return _suggester(finder(organisation), language).suggestions(typed)


def finder(organisation: UUID | None = None) -> Finder:
    """The finder over what the organisation offers now; without one, over the packages on disk. Raises PackageError."""
    if organisation is None:
        return _from_disk()
    return _published(tuple(one.id for one in catalogue.current_versions(organisation)))


def finder_of(packages: Iterable[Package | PackageVersion], knowing: Learned | None = None) -> Finder:
    """A finder over these packages, with what was learned."""
    return Finder(*made_of(packages), knowing or learned())


def made_of(packages: Iterable[Package | PackageVersion]) -> tuple[list[Service], list[Event], Index]:
    """What a finder needs of these packages."""
    chosen = list(packages)
    index = Index((document_of(one.sections, one.texts) for one in chosen), Path(settings.NAAST_CACHE))
    return [catalogue.service_from(one.sections) for one in chosen], _events(chosen), index


def _events(packages: Sequence[Package | PackageVersion]) -> list[Event]:
    """What may happen in a life, with the services that name it."""
    touched: dict[str, list[str]] = {}
    for one in packages:
        service: Any = one.sections["service"]
        for name in service.get("life_events", ()):
            touched.setdefault(name, []).append(service["slug"])
    events = catalogue.shelf().surroundings().life_events
    return [Event(one.key, one.name, tuple(touched.get(name, ()))) for name, one in events.items()]


@lru_cache(maxsize=24)
def _suggester(finder: Finder, language: str) -> Suggester:
    return Suggester(finder.typed_names(language))


@lru_cache(maxsize=1)
def _from_disk() -> Finder:
    return finder_of(catalogue.packages())


@lru_cache(maxsize=8)  # versions never change, so the same set gives the same finder
def _published(versions: tuple[UUID, ...]) -> Finder:
    return finder_of(catalogue.version(one) for one in versions)
