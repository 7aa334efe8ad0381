"""The only door from an actor to rows of the catalogue. What is published is public; publishing asks a permission."""

from __future__ import annotations

from uuid import UUID

from naast.kernel.actor import Actor, ActorKind
from naast.kernel.errors import Forbidden

PUBLISH, OFFER = "catalogue.publish", "catalogue.offer"


def check_may_publish(actor: Actor, organisation: UUID) -> None:
    """Raises Forbidden. The installation itself may: it publishes the packages that come along."""
    if actor.kind is not ActorKind.SYSTEM and not actor.may(PUBLISH, at=organisation):
        raise Forbidden


def check_may_offer(actor: Actor, organisation: UUID) -> None:
    """Whether this actor decides which services are offered, and which not for a while. Raises Forbidden."""
    if not actor.may(OFFER, at=organisation):
        raise Forbidden
