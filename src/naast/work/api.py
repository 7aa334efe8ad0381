"""Work, as other capabilities use it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from uuid import UUID

from naast.dossier import api as dossier
from naast.identity import api as identity
from naast.identity.types import Staff
from naast.kernel.actor import Actor
from naast.kernel.errors import NotFound
from naast.kernel.types import Ref
from naast.work import queries
from naast.work.actions import (
    accept,
    add_item,
    finish,
    finish_about,
    give_back,
    hand_over,
    not_reached,
    put_back,
    reschedule,
    restate_about,
    take,
)
from naast.work.queries import due_in_working_days, item, items_about
from naast.work.types import EVERYTHING, Filters, Page, Whose, WorkItemView

__all__ = [
    "accept",
    "add_item",
    "due_in_working_days",
    "finish",
    "finish_about",
    "give_back",
    "hand_over",
    "heads_of_queue",
    "item",
    "items_about",
    "not_reached",
    "open_item",
    "put_back",
    "queue",
    "reschedule",
    "restate_about",
    "take",
    "taken_by",
    "waiting_on",
]


def queue(
    actor: Actor,
    *,
    organisation: UUID,
    whose: Whose = Whose.NOBODYS,
    filters: Filters = EVERYTHING,
    after: str | None = None,
    limit: int = 25,
) -> Page[WorkItemView]:
    """A part of what waits at one organisation (`queries.queue`); every person on it gets a line in the processing log.

    Raises Forbidden for who may not see this queue, Refused for an `after` that is not ours.
    """
    page = queries.queue(actor, organisation=organisation, whose=whose, filters=filters, after=after, limit=limit)
    _note_shown(actor, organisation, page.items)
    return page


def heads_of_queue(
    actor: Actor, *, organisation: UUID, rows: Iterable[Whose], limit: int
) -> tuple[tuple[WorkItemView, ...], ...]:
    """What comes first in each of these rows; the people on them get their lines together. Raises Forbidden."""
    heads = tuple(queries.queue(actor, organisation=organisation, whose=one, limit=limit).items for one in rows)
    _note_shown(actor, organisation, chain.from_iterable(heads))
    return heads


def waiting_on(actor: Actor, page: str, *, organisation: UUID) -> WorkItemView | None:
    """What waits and is done on this page (`queries.waiting_on`); who it is about gets a line in the processing log."""
    found = queries.waiting_on(actor, page, organisation=organisation)
    _note_shown(actor, organisation, [found] if found else [])
    return found


def _note_shown(actor: Actor, organisation: UUID, items: Iterable[WorkItemView]) -> None:
    if people := {one.party for one in items if one.party}:
        dossier.log_processing(
            actor, subjects=people, organisation=organisation, purpose="work.distribute", about=None, what="work.queue"
        )


def open_item(actor: Actor, item: UUID) -> tuple[WorkItemView, tuple[tuple[str, str], ...]]:
    """One item, and for its team the facts of its kind; who it is about gets a line in the processing log. Raises NotFound."""
    found = queries.item(actor, item)
    if found is None:
        raise NotFound
    if found.party:
        dossier.log_processing(
            actor,
            subjects=[found.party],
            organisation=found.organisation,
            purpose="work.distribute",
            about=found.about,
            what="work.item",
        )
    theirs = found.team is None or any(one.team == found.team for one in actor.assignments)
    return found, queries.facts_of(found) if theirs else ()


def taken_by(about: Ref) -> Staff | None:
    """The colleague who holds the work about this."""
    holder: UUID | None = queries.holder_of(about)
    return identity.staff(holder) if holder else None
