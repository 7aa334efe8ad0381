"""Reading the pool of work."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from naast.dossier.types import AboutPage
from naast.kernel.actor import Actor
from naast.kernel.clock import AMSTERDAM, now, today
from naast.kernel.errors import Forbidden, Refused
from naast.kernel.registry import registry
from naast.kernel.terms import add_working_days
from naast.kernel.types import Ref
from naast.parties.api import names_of
from naast.parties.types import searchable
from naast.work.access import SEE, items_for
from naast.work.models import WorkItem
from naast.work.types import EVERYTHING, Filters, Page, Standing, Whose, WorkItemView, WorkKind, WorkStatus

LONGEST_PAGE = 100
SEARCHED = 500  # lines that one search reads; more waiting in one queue has other trouble than finding
CLOSING = time(17)
KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def queue(
    actor: Actor,
    *,
    organisation: UUID,
    whose: Whose = Whose.NOBODYS,
    filters: Filters = EVERYTHING,
    after: str | None = None,
    limit: int = 25,
) -> Page[WorkItemView]:
    """What waits at one organisation, first due first.

    Words are looked for in the first SEARCHED lines. Raises Forbidden for who may not see this queue, Refused for an `after`
    that is not ours.
    """
    if not actor.may(SEE, at=organisation):
        raise Forbidden
    wanted = _whose(actor, organisation, whose) & _passing(filters)
    rows = _after(items_for(actor).filter(wanted, organisation=organisation), after).order_by("due_at", "id")
    if words := searchable(filters.words):
        return _search(rows, words, limit=min(limit, LONGEST_PAGE))
    return _page(rows, limit=min(limit, LONGEST_PAGE))


def _whose(actor: Actor, organisation: UUID, whose: Whose) -> Q:
    match whose:
        case Whose.NOBODYS:
            return Q(status=WorkStatus.OPEN)
        case Whose.MINE:
            return Q(status=WorkStatus.TAKEN, taken_by=actor.id)
        case Whose.TEAMS:
            mine = [one.team for one in actor.assignments if one.team and one.organisation == organisation]
            return ~Q(status=WorkStatus.DONE) & (Q(team=None) | Q(team__in=mine))
        case Whose.COLLEAGUES:
            return Q(status=WorkStatus.TAKEN) & ~Q(taken_by=actor.id)


STANDING = {
    Standing.OPEN: Q(status=WorkStatus.OPEN),
    Standing.BUSY: Q(status=WorkStatus.TAKEN, waiting=False),
    Standing.WAITING: Q(status=WorkStatus.TAKEN, waiting=True),
    Standing.RETURNED: Q(status=WorkStatus.OPEN) & ~Q(returned=""),
}


def _passing(filters: Filters) -> Q:
    passing = STANDING[filters.standing] if filters.standing else Q()
    if filters.kind:
        passing &= Q(kind=filters.kind)
    if filters.service:
        passing &= Q(service=filters.service)
    if filters.due_before:
        passing &= Q(due_at__lt=filters.due_before)
    return passing


def _search(rows: QuerySet[WorkItem], words: str, *, limit: int) -> Page[WorkItemView]:
    read = list(rows[:SEARCHED])
    return replace(_page(_with_words(read, words), limit=limit), partly=len(read) == SEARCHED)


def _with_words(rows: list[WorkItem], words: str) -> list[WorkItem]:
    names = names_of({row.party for row in rows if row.party})
    return [row for row in rows if all(word in _said(row, names) for word in words.split())]


def _said(row: WorkItem, names: Mapping[UUID, str]) -> str:
    name = names.get(row.party, "") if row.party else ""
    return searchable(name, row.title, row.reference, row.because, row.returned)


def item(actor: Actor, item: UUID) -> WorkItemView | None:
    row = items_for(actor).filter(pk=item).first()
    return view_of(row) if row else None


def facts_of(item: WorkItemView) -> tuple[tuple[str, str], ...]:
    """What its kind lets a worker know beside the item itself."""
    kind = registry.find(WorkKind, item.kind)
    return tuple(kind.facts(item.about)) if kind and kind.facts else ()


def items_about(about: Ref) -> tuple[WorkItemView, ...]:
    """All work about one thing, first due first. Whoever asks has already let the actor in to what it is about."""
    rows = WorkItem.objects.filter(about_kind=about.kind, about_id=about.id).order_by("due_at", "id")
    return tuple(view_of(row) for row in rows[:LONGEST_PAGE])


def waiting_on(actor: Actor, page: str, *, organisation: UUID) -> WorkItemView | None:
    """What waits and is done on the page with this address, or has its own page there; of several what is due first."""
    named = KEY.search(page)
    if named is None:
        return None
    kinds = [one.key for one in registry.declared(AboutPage)]
    it = Q(pk=named[0]) | Q(about_kind__in=kinds, about_id=named[0])
    rows = (
        items_for(actor).filter(it, organisation=organisation).exclude(status=WorkStatus.DONE).order_by("due_at", "id")
    )
    found = map(view_of, rows[:LONGEST_PAGE])
    return next((one for one in found if page in (one.url, reverse("work:item", args=[one.id]))), None)


def holder_of(about: Ref) -> UUID | None:
    """Who holds work about this; the one who took it last when several do."""
    rows = WorkItem.objects.filter(about_kind=about.kind, about_id=about.id, status=WorkStatus.TAKEN)
    return rows.order_by("-taken_at").values_list("taken_by", flat=True).first()


def to_warn(after: UUID | None, limit: int) -> list[UUID]:
    """Items whose warning moment has come, in order of their key."""
    waiting = WorkItem.objects.exclude(status=WorkStatus.DONE).filter(warned_at=None, warn_at__lte=now())
    if after:
        waiting = waiting.filter(id__gt=after)
    return list(waiting.order_by("id").values_list("id", flat=True)[:limit])


def due_in_working_days(count: int) -> datetime:
    """Five o'clock in the Netherlands, so many working days from today."""
    return datetime.combine(add_working_days(today(), count), CLOSING, tzinfo=AMSTERDAM)


def _after(rows: QuerySet[WorkItem], after: str | None) -> QuerySet[WorkItem]:
    if not after:
        return rows
    due_at, key = _place(after)
    return rows.filter(Q(due_at__gte=due_at) & (Q(due_at__gt=due_at) | Q(id__gt=key)))


def _page(rows: QuerySet[WorkItem] | list[WorkItem], *, limit: int) -> Page[WorkItemView]:
    found = list(rows[: limit + 1])
    shown, last = found[:limit], found[limit - 1] if len(found) > limit else None
    return Page(tuple(view_of(row) for row in shown), f"{last.due_at.isoformat()}~{last.pk}" if last else None)


def _place(after: str) -> tuple[datetime, UUID]:
    due_at, _, key = after.partition("~")
    try:
        return datetime.fromisoformat(due_at), UUID(key)
    except ValueError as error:
        raise Refused("Deze plek in de lijst bestaat niet. Begin weer bovenaan.") from error


def view_of(row: WorkItem) -> WorkItemView:
    kind = registry.find(WorkKind, row.kind)
    status = WorkStatus(row.status)
    return WorkItemView(
        id=row.pk,
        organisation=row.organisation,
        team=row.team,
        kind=row.kind,
        label=kind.label if kind else row.kind,
        icon=kind.icon if kind else "task",
        url=kind.url(row.about) if kind and kind.url else reverse("work:item", args=[row.pk]),
        title=row.title,
        about=row.about,
        reference=row.reference,
        service=row.service,
        party=row.party,
        because=row.because,
        returned=row.returned,
        due_at=row.due_at,
        due_soon=status is not WorkStatus.DONE and row.warn_at <= now(),
        waiting=row.waiting,
        skills=tuple(row.skills),
        language=row.language,
        status=status,
        taken_by=row.taken_by,
        taken_at=row.taken_at,
        handed_by=row.handed_by,
        handed_at=row.handed_at,
        version=row.version,
    )
