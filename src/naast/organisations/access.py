"""The only door from an actor to settings of an organisation and to what they were before."""

from __future__ import annotations

from uuid import UUID

from naast.kernel.actor import Actor, ActorKind
from naast.kernel.errors import Forbidden, NotFound
from naast.organisations.models import Change

CHANGE = "organisations.change"


def check_may_change(actor: Actor, organisation: UUID) -> None:
    """Raises Forbidden."""
    if actor.kind is not ActorKind.SYSTEM and not actor.may(CHANGE, at=organisation):
        raise Forbidden


def access_change(actor: Actor, change: UUID) -> Change:
    """A change of settings at an organisation where this actor changes them. Raises NotFound."""
    row = Change.objects.filter(pk=change, organisation__in=actor.organisations_with(CHANGE)).first()
    if row is None:
        raise NotFound
    return row
