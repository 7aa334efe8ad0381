"""What a resident allows an organisation beyond what the law says, and takes back as easily (AVG article 7, paragraph 3)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from naast.dossier import api as dossier
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.errors import NotFound, Refused
from naast.kernel.events import announce
from naast.kernel.removals import removed
from naast.kernel.types import Ref
from naast.parties.access import own_consents, own_party
from naast.parties.events import ConsentGiven, ConsentWithdrawn
from naast.parties.models import Consent
from naast.parties.queries.consents import consent_words


@transaction.atomic
def give_consent(actor: Actor, *, organisation: UUID, purpose: str, source: str, until: datetime | None = None) -> UUID:
    """Allow this organisation to use data for a purpose that asks consent. `source` says where it was said. Raises Refused."""
    if not consent_words(purpose):
        raise Refused(_("Hiervoor hebben we uw toestemming niet nodig."))
    row = Consent.objects.create(
        party_id=own_party(actor),
        organisation=organisation,
        purpose=purpose,
        source=source,
        given_at=now(),
        until=until,
    )
    _tell(actor, row, "parties.consent_given")
    announce(ConsentGiven(consent=row.id, party=row.party_id, organisation=organisation))
    return row.id


@transaction.atomic
def withdraw_consent(actor: Actor, consent: UUID) -> None:
    """Take a consent back, from now on. Twice is once. Raises NotFound for a consent of somebody else."""
    row = own_consents(actor).select_for_update().filter(id=consent).first()
    if row is None:
        raise NotFound
    if row.withdrawn_at:
        return
    row.withdrawn_at = now()
    row.save(update_fields=["withdrawn_at"])
    _tell(actor, row, "parties.consent_withdrawn")
    announce(ConsentWithdrawn(consent=row.id, party=row.party_id, organisation=row.organisation))
    removed("parties.consent", row.id)


def _tell(actor: Actor, consent: Consent, kind: str) -> None:
    dossier.record(
        actor,
        subject=consent.party_id,
        organisation=consent.organisation,
        kind=kind,
        purpose="parties.own_details",
        about=Ref("consent", consent.id),
        content={"what": consent_words(consent.purpose)},
    )
