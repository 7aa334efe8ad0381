"""The queue as a worker sees it, over all organisations this worker works for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.formats import date_format

from naast.design.types import QueueLine
from naast.kernel.actor import Actor
from naast.kernel.clock import AMSTERDAM, local_day, now, today
from naast.parties.api import names_of
from naast.work.api import queue
from naast.work.types import WorkItemView

WEEK = timedelta(days=7)


def queue_lines(
    actor: Actor, organisation: UUID, *, mine: bool, after: str | None = None, here: str = ""
) -> tuple[list[QueueLine], str | None]:
    """The lines of one page of the queue, and where the next page starts; the line of the page that is open is marked."""
    page = queue(actor, organisation=organisation, mine=mine, after=after)
    names = names_of({item.party for item in page.items if item.party})
    return [replace(_line(item, names), current=item.url == here) for item in page.items], page.after


def _line(item: WorkItemView, names: Mapping[UUID, str]) -> QueueLine:
    return QueueLine(
        title=names.get(item.party, item.title) if item.party else item.title,
        url=item.url,
        what=f"{item.label}: {item.title}",
        icon=item.icon,
        due=due_words(item.due_at),
        soon=item.overdue or local_day(item.due_at) <= today(),
        flag=item.returned or item.because,
    )


def due_words(due: datetime) -> str:
    """When it is due, as a colleague would say it."""
    day = local_day(due)
    if due < now():
        return "te laat"
    if day == today():
        return f"vandaag vóór {due.astimezone(AMSTERDAM):%H.%M}"
    return f"vóór {date_format(day, 'l' if day - today() < WEEK else 'j F')}"
