"""The queue as a worker sees it, over all organisations this worker works for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format

from naast.design.types import QueueLine
from naast.identity.api import colleagues
from naast.kernel.actor import Actor
from naast.kernel.clock import AMSTERDAM, local_day, now, today
from naast.parties.api import names_of
from naast.work.api import heads_of_queue, queue, waiting_on
from naast.work.types import EVERYTHING, Filters, Page, Whose, WorkItemView, WorkStatus
from naast.workbench.access import views_of
from naast.workbench.types import SavedView

WEEK = timedelta(days=7)


def queue_lines(
    actor: Actor,
    organisation: UUID,
    whose: Whose,
    *,
    filters: Filters = EVERYTHING,
    after: str | None = None,
    limit: int = 25,
) -> Page[QueueLine]:
    """The lines of one page of the queue."""
    page = queue(actor, organisation=organisation, whose=whose, filters=filters, after=after, limit=limit)
    by_name = whose in (Whose.COLLEAGUES, Whose.TEAMS)
    return Page(_lines(actor, organisation, page.items, by_name=by_name), page.after, page.partly)


def first_lines(
    actor: Actor, organisation: UUID, *, here: str, limit: int
) -> tuple[tuple[QueueLine, ...], tuple[QueueLine, ...], tuple[QueueLine, ...]]:
    """What this worker took and what nobody took, most urgent first; the line of the page that is open is marked. When it
    stands further down, or a colleague has it, it comes by itself, as the third.
    """
    mine, waiting = heads_of_queue(actor, organisation=organisation, rows=(Whose.MINE, Whose.NOBODYS), limit=limit)
    lines = _lines(actor, organisation, mine + waiting, here=here)
    further = () if any(one.current for one in lines) else _open_now(actor, organisation, here)
    return lines[: len(mine)], lines[len(mine) :], further


def _open_now(actor: Actor, organisation: UUID, here: str) -> tuple[QueueLine, ...]:
    item = waiting_on(actor, here, organisation=organisation)
    return _lines(actor, organisation, (item,), here=here, by_name=True) if item else ()


def _lines(
    actor: Actor, organisation: UUID, items: tuple[WorkItemView, ...], *, here: str = "", by_name: bool = False
) -> tuple[QueueLine, ...]:
    """`by_name`: who has it stands with each line."""
    names = dict(names_of({item.party for item in items if item.party}))
    if by_name or any(item.handed_by for item in items):
        names |= {one.id: one.name for one in colleagues(organisation)}
    handles = actor.may("work.take", at=organisation)  # who only watches over the work opens no matter of a person
    urls = {item.id: item.url if handles else reverse("work:item", args=[item.id]) for item in items}
    return tuple(_line(item, names, urls[item.id], here) for item in items)


def saved_views(actor: Actor) -> tuple[SavedView, ...]:
    """The worker's own views, by name."""
    return tuple(SavedView(one.pk, one.name, one.asked) for one in views_of(actor).order_by("name"))


def _line(item: WorkItemView, names: Mapping[UUID, str], url: str, here: str) -> QueueLine:
    return QueueLine(
        title=names.get(item.party, item.title) if item.party else item.title,
        url=url,
        what=f"{item.label}: {item.title}",
        icon=item.icon,
        due=due_words(item.due_at),
        soon=item.due_soon or local_day(item.due_at) <= today(),
        flag=_flag(item, names),
        current=url == here,
        new=item.handed_by is not None and item.status is WorkStatus.TAKEN,
    )


def _flag(item: WorkItemView, names: Mapping[UUID, str]) -> str:
    """Why it waits and who else has it; until it is taken or seen, what a colleague wrote on letting go of it."""
    if item.handed_by and item.handed_by in names:
        return f"Van {names[item.handed_by]}: ‘{item.returned}’"
    if item.status is WorkStatus.OPEN:
        return item.returned or item.because
    holder = names.get(item.taken_by) if item.taken_by else None
    return f"{holder}: {item.because}" if holder else item.because


def due_words(due: datetime) -> str:
    """When it is due, as a colleague would say it."""
    day = local_day(due)
    if due < now():
        return "te laat"
    if day == today():
        return f"vandaag vóór {due.astimezone(AMSTERDAM):%H.%M}"
    return f"vóór {date_format(day, 'l' if day - today() < WEEK else 'j F')}"
