"""The only door from an actor to a work item."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from naast.kernel.actor import Actor, ActorKind
from naast.kernel.errors import Forbidden, NotFound
from naast.work.models import WorkItem

SEE, TAKE = "work.see_queue", "work.take"


def items_for(actor: Actor) -> QuerySet[WorkItem]:
    """What this actor may know of: the work of the organisations where they may see the queue."""
    if actor.kind is ActorKind.SYSTEM:
        return WorkItem.objects.all()
    return WorkItem.objects.filter(organisation__in=actor.organisations_with(SEE))


def access_item_to_change(actor: Actor, item: UUID) -> WorkItem:
    """The item, locked until the transaction ends. Raises NotFound, or Forbidden for who may only look."""
    row = items_for(actor).select_for_update().filter(pk=item).first()
    if row is None:
        raise NotFound
    if actor.kind is not ActorKind.SYSTEM and not actor.may(TAKE, at=row.organisation):
        raise Forbidden
    return row


def may_follow_queue(actor: Actor, organisation: UUID) -> bool:
    return actor.may(SEE, at=organisation)
