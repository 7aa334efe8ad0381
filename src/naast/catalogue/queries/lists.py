"""Services as lines of a list, and all of them by letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from uuid import UUID

from naast.catalogue.models import Pause
from naast.catalogue.ports import surroundings
from naast.catalogue.queries.versions import current_versions, service_of
from naast.catalogue.types import Letter, PackageVersion, Service, ShownService, said, spoken

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[^a-z\s])")


def lines_of(services: Iterable[Service], organisation: UUID, locale: str) -> dict[str, ShownService]:
    """By slug, in this order. What the organisation switched off for a while does not start here now."""
    off = set(Pause.objects.filter(organisation=organisation, ended_at=None).values_list("slug", flat=True))
    return {one.slug: _shown(one, locale, is_off=one.slug in off) for one in services}


def _shown(service: Service, locale: str, *, is_off: bool) -> ShownService:
    """A provider that this release no longer knows is not named."""
    provider = surroundings().providers.get(service.provider)
    named = spoken(locale, service.title, service.lead)
    return ShownService(
        slug=service.slug,
        named_in="" if named == locale else named,
        title=said(service.title, named),
        line=_line(said(service.lead, named)),
        by=provider.name if provider else "",
        starts_here=service.has_journey and not is_off,
    )


@lru_cache(maxsize=4_096)
def _line(lead: str) -> str:
    """The first sentence, and the next where the first only asks something."""
    first, *more = _SENTENCE_END.split(lead, maxsplit=2)
    return f"{first} {more[0]}" if more and first.endswith("?") else first


def services_by_letter(organisation: UUID, locale: str, words: str = "") -> tuple[Letter, ...]:
    """All that the organisation offers, or what has each of these words in its title, official names or short names."""
    sought = plain(words).split()
    found = [one for one in current_versions(organisation) if all(word in _names(one) for word in sought)]
    lines = by_title(lines_of(map(service_of, found), organisation, locale).values())
    return tuple(Letter(letter, tuple(of)) for letter, of in groupby(lines, lambda one: plain(one.title)[:1].upper()))


def by_title(lines: Iterable[ShownService]) -> list[ShownService]:
    return sorted(lines, key=lambda one: plain(one.title))


@lru_cache(maxsize=4_096)  # the same few hundred titles and names for every visitor
def plain(text: str) -> str:
    """In small letters and without accents: how people type what they look for."""
    return "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))


def _names(version: PackageVersion) -> str:
    service = service_of(version)
    short: Iterable[str] = version.sections.get("words", {}).get("strong", {}).get("nl", ())
    return plain(" ".join((*service.title.values(), *(one.name for one in service.upl), *short)))
