"""Drafts as values, for lists and for other rooms."""

from __future__ import annotations

from collections.abc import Set
from uuid import UUID

from django.urls import reverse

from naast.catalogue import api as catalogue
from naast.catalogue.api import language
from naast.catalogue.types import said
from naast.journeys.access import NOBODY, access_draft, drafts_for
from naast.journeys.models import Draft, Status
from naast.journeys.queries.matters import Matter, matter_of
from naast.journeys.types import Answered, DraftView
from naast.kernel.actor import Actor

MOST = 20  # nobody has more to go on with; the sweep takes away what is old


def draft(actor: Actor, id: UUID, *, held: Set[UUID] = NOBODY) -> DraftView:  # noqa: A002
    """Raises NotFound."""
    return view_of(access_draft(actor, id, held=held))


def matter(actor: Actor, id: UUID, *, held: Set[UUID] = NOBODY) -> Matter:  # noqa: A002
    """A draft with all it stands on. Raises NotFound."""
    return matter_of(access_draft(actor, id, held=held))


def answers_of(actor: Actor, id: UUID) -> tuple[Answered, ...]:  # noqa: A002
    """The answers on the path. Raises NotFound."""
    return matter(actor, id).answered()


def open_drafts(
    actor: Actor, *, party: UUID | None = None, service: str = "", number: str = "", held: Set[UUID] = NOBODY
) -> tuple[DraftView, ...]:
    """What this actor can go on with, last changed first: of one party or service, with a number given for help, or all."""
    rows = drafts_for(actor, held=held).filter(status=Status.OPEN).order_by("-changed_at")
    if party:
        rows = rows.filter(owner=party)
    if service:
        rows = rows.filter(service=service)
    if number:
        rows = rows.filter(helps__reference=number)
    return tuple(view_of(row) for row in rows[:MOST])


def view_of(row: Draft) -> DraftView:
    package = catalogue.version(row.version)
    return DraftView(
        id=row.pk,
        service=row.service,
        title=said(package.sections["service"]["title"], language()),
        organisation=row.organisation,
        owner=row.owner,
        author=row.author,
        status=row.status,
        started_at=row.started_at,
        changed_at=row.changed_at,
        kept_until=row.kept_until,
        url=reverse("journeys:open", args=[row.service, row.pk]),
        reference=row.reference or "",
    )
