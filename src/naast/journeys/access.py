"""The only door from an actor to a draft."""

from __future__ import annotations

from collections.abc import Set
from uuid import UUID

from django.db.models import Q, QuerySet

from naast.journeys.models import Draft, Status
from naast.kernel.actor import Actor, ActorKind
from naast.kernel.errors import NotFound
from naast.kernel.rows import only
from naast.parties.api import matters_of

START_FOR_OTHERS = "journeys.start_for_resident"
NOBODY: Set[UUID] = frozenset()


def drafts_for(actor: Actor, *, held: Set[UUID] = NOBODY) -> QuerySet[Draft]:
    """All drafts this actor may see: a resident's own and those of whom she acts for, a worker's own work.

    `held` are drafts without an owner that this browser began or was given by a link; a link opens nothing that has an owner.
    """
    mine = Q(owner=None, pk__in=held)
    if actor.is_resident:
        mine |= matters_of(actor, owner="owner")
    if actor.is_staff:
        mine |= Q(author=actor.id, organisation__in=actor.organisations_with(START_FOR_OTHERS))
    return Draft.objects.filter(mine).exclude(status=Status.DISCARDED)


def access_draft(actor: Actor, draft: UUID, *, held: Set[UUID] = NOBODY, lock: bool = False) -> Draft:
    """The draft, when this actor may see it; locked until the transaction ends if asked. Raises NotFound."""
    rows = drafts_for(actor, held=held)
    found = only((rows.select_for_update() if lock else rows).filter(pk=draft))
    if found is None:
        raise NotFound
    return found


def may_read_files(actor: Actor, draft: UUID) -> bool:
    """Files of a draft are for who may see it by name; a browser that merely holds it lists them and opens none."""
    return drafts_for(actor).filter(pk=draft).exists()


def may_remove_files(actor: Actor, draft: UUID) -> bool:
    """Whoever may see the draft, and the system when a term ends or when a file is no part of what is sent."""
    return actor.kind is ActorKind.SYSTEM or may_read_files(actor, draft)
