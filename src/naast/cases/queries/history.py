"""All that a resident ever asked, narrowed down."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Q, QuerySet

from naast.cases.access import cases_for
from naast.cases.models import Case
from naast.cases.queries import LONGEST_LIST, summaries
from naast.cases.types import CaseSummary, Wanted
from naast.catalogue.api import in_language
from naast.catalogue.api import version as package_version
from naast.kernel.actor import Actor
from naast.kernel.clock import AMSTERDAM
from naast.kernel.errors import NotFound


def own_history(
    actor: Actor, wanted: Wanted, *, before: UUID | None = None, limit: int = 20
) -> tuple[CaseSummary, ...]:
    """The own cases that fit, newest first, those sent before one of them. Raises NotFound for who is no resident."""
    rows = _own(actor)
    if before:
        last = rows.filter(pk=before).first()
        if last is None:
            raise NotFound
        rows = rows.filter(Q(sent_at__lt=last.sent_at) | Q(sent_at=last.sent_at, id__lt=last.pk))
    found = _narrowed(rows, wanted, own_services(actor) if wanted.words else {})
    return summaries(found.order_by("-sent_at", "-id")[: min(limit, LONGEST_LIST)])


def _narrowed(rows: QuerySet[Case], wanted: Wanted, services: Mapping[str, str]) -> QuerySet[Case]:
    if wanted.running is not None:
        rows = rows.filter(outcome="") if wanted.running else rows.exclude(outcome="")
    if wanted.service:
        rows = rows.filter(service=wanted.service)
    if wanted.year:
        rows = rows.filter(sent_at__year=wanted.year)
    if wanted.words:
        sought = wanted.words.casefold()
        named = [slug for slug, title in services.items() if sought in title.casefold()]
        rows = rows.filter(Q(service__in=named) | Q(reference__icontains=wanted.words))
    return rows


def own_services(actor: Actor) -> Mapping[str, str]:
    """What this resident asked before: the titles by slug, in the language of this moment and in order of title."""
    asked = _own(actor).order_by("service", "-sent_at").distinct("service").values_list("service", "service_version")
    titles = {slug: in_language(package_version(one).sections["service"]["title"]) for slug, one in asked}
    return dict(sorted(titles.items(), key=lambda pair: pair[1].casefold()))


def own_years(actor: Actor) -> list[int]:
    """The years in which this resident sent something, the last one first."""
    return [one.year for one in _own(actor).datetimes("sent_at", "year", order="DESC", tzinfo=AMSTERDAM)]


def _own(actor: Actor) -> QuerySet[Case]:
    if not actor.is_resident or actor.party is None:
        raise NotFound
    return cases_for(actor).filter(party=actor.party)
