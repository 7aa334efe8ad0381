"""The BSN in the clear, for who needs it: each time is written down."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from naast.dossier import api as dossier
from naast.kernel.actor import Actor
from naast.kernel.errors import Forbidden, NotFound
from naast.kernel.types import Ref
from naast.parties.access import access_person
from naast.parties.models import PartyIdentifier


@transaction.atomic
def bsn_for(actor: Actor, *, party: UUID, organisation: UUID, purpose: str) -> str | None:
    """The BSN of this person; None when there is none. A worker's look at it is an entry. Raises NotFound, Forbidden."""
    if actor.is_staff and not actor.may("parties.see_bsn", at=organisation):
        raise Forbidden
    access_person(actor, party)
    if actor.is_staff and not dossier.may_look(actor, party, organisation):
        raise NotFound
    _tell(actor, party, organisation, purpose)
    row = PartyIdentifier.objects.filter(party=party, kind="bsn").first()
    return row.value if row else None


def _tell(actor: Actor, party: UUID, organisation: UUID, purpose: str) -> None:
    about = Ref("party", party)
    if actor.is_staff:
        dossier.record(
            actor,
            subject=party,
            organisation=organisation,
            kind="parties.bsn_shown",
            purpose=purpose,
            about=about,
            content={},
        )
    dossier.log_processing(
        actor, subjects=[party], organisation=organisation, purpose=purpose, about=about, what="parties.bsn_used"
    )
