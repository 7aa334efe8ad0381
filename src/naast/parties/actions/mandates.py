"""Who may act for whom. Asked again for every request, so that an end or withdrawal works at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from naast.dossier import api as dossier
from naast.kernel.actor import ActingFor, Actor
from naast.kernel.clock import AMSTERDAM, now
from naast.kernel.errors import NotFound, Refused
from naast.kernel.events import announce
from naast.kernel.removals import removed
from naast.kernel.types import Ref
from naast.parties.access import own_mandates, own_party
from naast.parties.events import MandateGiven, MandateWithdrawn
from naast.parties.models import Mandate
from naast.parties.queries.people import name_of


@transaction.atomic
def give_mandate(
    actor: Actor,
    *,
    to: UUID,
    ground: str,
    until: datetime,
    services: Iterable[str] = (),
    organisation: UUID | None = None,
    starts: datetime | None = None,
) -> UUID:
    """Let somebody act for this resident, for these services (none: all) until an instant. Raises Refused or NotFound."""
    by = own_party(actor)
    begins = starts or now()
    if to == by or until <= begins:
        raise Refused("Kies iemand anders dan uzelf, en een einddatum die later is dan het begin.")
    row = Mandate.objects.create(
        by_id=by,
        to_id=to,
        ground=ground,
        services=sorted(services),
        organisation=organisation,
        starts=begins,
        until=until,
    )
    _tell_both(actor, row, "parties.mandate_given")
    announce(MandateGiven(mandate=row.id, by=by, to=to))
    return row.id


@transaction.atomic
def withdraw_mandate(actor: Actor, mandate: UUID) -> None:
    """Take a mandate back; it ends now. Twice is once. Raises NotFound for a mandate of somebody else."""
    row = own_mandates(actor).select_for_update().filter(id=mandate).first()
    if row is None:
        raise NotFound
    if row.withdrawn_at:
        return
    row.withdrawn_at = now()
    row.save(update_fields=["withdrawn_at"])
    _tell_both(actor, row, "parties.mandate_withdrawn")
    announce(MandateWithdrawn(mandate=row.id, by=row.by_id, to=row.to_id))
    removed("parties.mandate", row.id)


def _tell_both(actor: Actor, mandate: Mandate, kind: str) -> None:
    organisation = mandate.organisation or actor.organisation
    if organisation is None:
        raise NotFound
    dossier.record_for(
        actor,
        subjects=[mandate.by_id, mandate.to_id],
        organisation=organisation,
        kind=kind,
        purpose="parties.own_details",
        about=Ref("mandate", mandate.id),
        content={"by": name_of(mandate.by_id), "to": name_of(mandate.to_id), "until": mandate.until.isoformat()},
    )


def with_mandates(actor: Actor) -> Actor:
    """The resident with everybody this resident may act for at this instant."""
    if not actor.is_resident or actor.party is None:
        return actor
    instant = now()
    held = Mandate.objects.filter(to=actor.party, withdrawn_at=None, until__gt=instant).order_by("id")
    valid = [one.view for one in held if one.view.term.holds_at(instant)]
    acting_for = tuple(
        ActingFor(
            mandate=one.id,
            party=one.by,
            services=one.services,
            until=one.term.until.astimezone(AMSTERDAM).date() if one.term.until else None,
            organisation=one.organisation,
        )
        for one in valid
    )
    return replace(actor, acting_for=acting_for)
