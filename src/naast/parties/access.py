"""The only door from an actor to people."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from naast.dossier import api as dossier
from naast.kernel.actor import Actor, ActorKind
from naast.kernel.errors import NotFound
from naast.kernel.rows import only
from naast.parties.models import Consent, DigitalAddress, Mandate, Person


def access_person(actor: Actor, party: UUID) -> Person:
    """The person self, somebody the actor acts for, or one whose dossier this worker may open. Raises NotFound."""
    found = only(Person.objects.select_related("party__preference").filter(party=party))
    if found is None or not _may_know(actor, party):
        raise NotFound
    return found


def _may_know(actor: Actor, party: UUID) -> bool:
    if actor.is_resident:
        return party in actor.parties()
    if actor.kind is ActorKind.SYSTEM:
        return True
    here = actor.organisations_with("dossier.open") | actor.organisations_with("dossier.open_without_grant")
    return any(dossier.may_look(actor, party, organisation) for organisation in here)


def own_party(actor: Actor) -> UUID:
    """The party behind a signed-in resident. Raises NotFound."""
    if not actor.is_resident or actor.party is None:
        raise NotFound
    return actor.party


def own_addresses(actor: Actor) -> QuerySet[DigitalAddress]:
    return DigitalAddress.objects.filter(party=own_party(actor), removed_at=None)


def own_consents(actor: Actor) -> QuerySet[Consent]:
    return Consent.objects.filter(party=own_party(actor))


def own_mandates(actor: Actor) -> QuerySet[Mandate]:
    """Those this resident gave, and so may withdraw."""
    return Mandate.objects.filter(by=own_party(actor))
