"""The only door from an actor to messages."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from naast.dossier import api as dossier
from naast.kernel.actor import Actor, ActorKind
from naast.kernel.errors import Forbidden, NotFound
from naast.messages.models import Message

SEND = "messages.send"


def messages_to(actor: Actor, party: UUID) -> QuerySet[Message]:
    """The messages of one person that this actor may read: their own, or of where they may open the dossier."""
    rows = Message.objects.filter(party=party).select_related("delivery")
    if actor.kind is ActorKind.SYSTEM:
        return rows
    if actor.is_resident and party in actor.parties():
        here = rows.exclude(sent_at=None)
        return here if _reads_everywhere(actor, party) else here.filter(organisation__in=[actor.organisation])
    return rows.filter(organisation__in=_may_look(actor, party))


def _reads_everywhere(actor: Actor, party: UUID) -> bool:
    """The person self, and who acts for them without bounds; a mandate at one organisation opens its messages only."""
    unbound = {one.party for one in actor.acting_for if not one.services and one.organisation is None}
    return party == actor.party or party in unbound


def access_message(actor: Actor, message: UUID) -> Message:
    """Raises NotFound, also when it is somebody else's."""
    party = Message.objects.filter(pk=message).values_list("party", flat=True).first()
    row = messages_to(actor, party).filter(pk=message).first() if party else None
    if row is None:
        raise NotFound
    return row


def check_may_send(actor: Actor, organisation: UUID) -> None:
    """A member of staff needs the permission. Others get a message sent by what they do, such as sending a draft."""
    if actor.is_staff and not actor.may(SEND, at=organisation):
        raise Forbidden


def may_follow_messages(actor: Actor, party: UUID) -> bool:
    return actor.is_resident and party in actor.parties()


def _may_look(actor: Actor, party: UUID) -> list[UUID]:
    if not actor.is_staff:
        return []
    places = actor.organisations_with("dossier.open")
    return [place for place in places if dossier.may_look(actor, party, place)]
