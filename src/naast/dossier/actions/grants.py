"""Access grants: whoever opens a matter with a person says which team may look, why, and until when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import override

from naast.dossier.actions.lines import audit
from naast.dossier.models import AccessGrant
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.types import Ref

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@transaction.atomic
def grant_access(
    actor: Actor,
    *,
    team: UUID | None,
    organisation: UUID,
    subject: UUID,
    purpose: str,
    about: Ref,
    because: StrOrPromise,
    until: datetime,
) -> UUID:
    """Let a team (None: every team) of the organisation open this dossier. `because` completes "U kijkt omdat …".

    Worker and resident both read it, so it is kept in Dutch, whoever asks; a lazy text is translated again for who reads it.
    """
    with override("nl"):
        reason = str(because)
    grant = AccessGrant.objects.create(
        subject=subject,
        organisation=organisation,
        team=team,
        purpose=purpose,
        about=str(about),
        because=reason,
        until=until,
        granted_at=now(),
    )
    audit(actor, organisation=organisation, what="dossier.access_granted", about=Ref("grant", grant.id))
    return grant.id


@transaction.atomic
def end_access(actor: Actor, *, about: Ref) -> int:
    """End every grant about this matter, at once. Returns how many."""
    open_ones = AccessGrant.objects.select_for_update().filter(about=str(about), ended_at=None).order_by("id")
    grants = list(open_ones)
    AccessGrant.objects.filter(id__in=[grant.id for grant in grants]).update(ended_at=now())
    for grant in grants:
        audit(actor, organisation=grant.organisation, what="dossier.access_ended", about=Ref("grant", grant.id))
    return len(grants)
