"""The face of finding: from own words to services, or to a human. Nothing of what is asked is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from naast.catalogue import api as catalogue
from naast.catalogue.types import Service, said
from naast.finding.matching.index import ENOUGH, PERHAPS, Fit, Index, index_of
from naast.finding.matching.urgent import Urgency, urgencies_in
from naast.finding.matching.words import all_words, language_of, telling_words
from naast.finding.types import Answer, Helpline, Kind, Result, Upl

# How people ask after a running case, or for a human. Each is a set of stems or plain words that all occur.
_STATUS = (
    ("hoe", "staat", "met", "mijn"),
    ("hoe", "staat", "met", "aanvraag"),
    ("wanneer", "hoor", "ik"),
    ("wanneer", "krijg", "antwoord"),
    ("al", "iets", "bekend"),
    ("nog", "niets", "gehoord"),
    ("status", "aanvraag"),
    ("status", "request"),
)
_HUMAN = (
    ("iemand", "spreken"),
    ("mens", "spreken"),
    ("medewerker", "spreken"),
    ("bel", "mij"),
    ("terugbellen",),
    ("telefoonnummer",),
    ("afspraak", "maken"),
    ("speak", "someone"),
    ("talk", "human"),
)


class Finder:
    """Answers over one set of services."""

    def __init__(self, packages: Iterable[Mapping[str, Any]]) -> None:
        sections = list(packages)
        self._services: dict[str, Service] = {one["service"]["slug"]: catalogue.service_from(one) for one in sections}
        self._index: Index = index_of((one["service"]["slug"], one) for one in sections)

    def ask(self, text: str, *, limit: int = 5, language: str = "") -> Answer:
        """What fits, best first; `language` of the titles, else that of the question."""
        spoken = language or language_of(text)
        fits = [one for one in self._index.fits(text) if one.weight >= PERHAPS]
        urgent = urgencies_in(text)
        kind = _kind(text, fits, urgent)
        shown = [one for one in fits if one.weight >= ENOUGH] if kind is Kind.SERVICES else fits
        return Answer(
            kind=kind,
            results=tuple(self._result(one, spoken) for one in shown[: max(limit, 0)]),
            human=kind in (Kind.HUMAN, Kind.OUT_OF_SCOPE),
            language=spoken,
            heard=fits[0].because if fits else (),
            helplines=_helplines(urgent),
        )

    def _result(self, fit: Fit, language: str) -> Result:
        service = self._services[fit.slug]
        upl = tuple(Upl(one.name, one.uri) for one in service.upl)
        return Result(fit.slug, said(service.title, language), upl, fit.score, fit.because)


def _kind(text: str, fits: list[Fit], urgent: tuple[Urgency, ...]) -> Kind:
    best = fits[0].weight if fits else 0.0
    if urgent or (_says(text, _HUMAN) and best < ENOUGH):
        return Kind.HUMAN
    if _says(text, _STATUS):
        return Kind.STATUS
    if best >= ENOUGH:
        return Kind.SERVICES
    if fits or len(telling_words(text)) == 0:
        return Kind.CLARIFY
    return Kind.OUT_OF_SCOPE


def _says(text: str, patterns: Iterable[tuple[str, ...]]) -> bool:
    words = {word.plain for word in all_words(text)}
    return any(words.issuperset(pattern) for pattern in patterns)


def _helplines(urgent: tuple[Urgency, ...]) -> tuple[Helpline, ...]:
    """Each number once, the first that is named first."""
    return tuple({line.phone: line for one in urgent for line in one.helplines}.values())


def ask(text: str, *, organisation: UUID | None = None, limit: int = 5, language: str = "nl") -> Answer:
    """What an organisation offers for this; without one, what stands in the packages on disk (no database)."""
    return finder(organisation).ask(text, limit=limit, language=language)


def finder(organisation: UUID | None = None) -> Finder:
    """The finder over what the organisation offers now; without one, over the packages on disk. Raises PackageError."""
    if organisation is None:
        return _from_disk()
    return _published(tuple(one.id for one in catalogue.current_versions(organisation)))


@lru_cache(maxsize=1)
def _from_disk() -> Finder:
    return Finder(one.sections for one in catalogue.packages())


@lru_cache(maxsize=32)  # versions never change, so the same set gives the same finder
def _published(versions: tuple[UUID, ...]) -> Finder:
    return Finder(catalogue.version(one).sections for one in versions)
