"""The only door from an actor to rows of the catalogue. What is published is public; publishing asks a permission."""

from __future__ import annotations

from uuid import UUID

from naast.catalogue.models import OwnText
from naast.kernel.actor import Actor, ActorKind
from naast.kernel.errors import Forbidden, NotFound

EDIT, PUBLISH, OFFER = "catalogue.edit", "catalogue.publish", "catalogue.offer"
FIGURES = "catalogue.see_figures"


def check_may_publish(actor: Actor, organisation: UUID) -> None:
    """Raises Forbidden. The installation itself may: it publishes the packages that come along."""
    if actor.kind is not ActorKind.SYSTEM and not actor.may(PUBLISH, at=organisation):
        raise Forbidden


def check_may_offer(actor: Actor, organisation: UUID) -> None:
    """Whether this actor decides which services are offered, and which not for a while. Raises Forbidden."""
    if not actor.may(OFFER, at=organisation):
        raise Forbidden


def check_may_edit(actor: Actor, organisation: UUID) -> None:
    """Whether this actor writes texts here. Raises Forbidden."""
    if not actor.may(EDIT, at=organisation):
        raise Forbidden


def access_text(actor: Actor, own_text: UUID) -> OwnText:
    """Raises NotFound for a text of an organisation where this actor is no editor."""
    found = OwnText.objects.filter(organisation__in=actor.organisations_with(EDIT), pk=own_text).first()
    if found is None:
        raise NotFound
    return found
