"""A worker opens a dossier: always an entry that the resident reads, and a line in the processing log."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from naast.dossier.access import open_grant
from naast.dossier.actions.lines import Line, audit, log_processing, team_of, write
from naast.dossier.models import AccessGrant
from naast.dossier.types import REASON_LENGTH, Look, ReasonNeeded
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.errors import NotFound
from naast.kernel.types import Ref

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OPEN_FOR = timedelta(hours=1)  # after a written reason


@transaction.atomic
def look(
    actor: Actor,
    *,
    subject: UUID,
    organisation: UUID,
    purpose: str,
    about: Ref | None,
    reason: str | None = None,
    because: StrOrPromise = "",
) -> Look:
    """Open a dossier: writes exactly one look entry and one processing line, and says what lets this worker look.

    Without a grant a `reason` opens it for an hour, for this worker alone. With one, `because` is what the resident reads
    instead of what the grant says: why this worker looks just now. Raises ReasonNeeded, or NotFound for an actor that may not
    look at all at this organisation.
    """
    grant = open_grant(actor, subject, organisation)
    if grant is None:
        grant = _open_with_reason(actor, subject, organisation, reason)
    return _note_look(actor, grant, purpose, about, because)


@transaction.atomic
def open_without_grant(actor: Actor, *, subject: UUID, organisation: UUID, reason: str) -> None:
    """Keep the reason and let this worker look for an hour. Raises ReasonNeeded when it is too short, NotFound."""
    if open_grant(actor, subject, organisation) is None:
        _open_with_reason(actor, subject, organisation, reason)


def _open_with_reason(actor: Actor, subject: UUID, organisation: UUID, reason: str | None) -> AccessGrant:
    if not actor.is_staff or not actor.may("dossier.open_without_grant", at=organisation):
        raise NotFound
    because = " ".join((reason or "").split())
    if len(because) < REASON_LENGTH:
        raise ReasonNeeded(_sentence(because))
    grant = AccessGrant.objects.create(
        subject=subject,
        organisation=organisation,
        team=team_of(actor, organisation),
        staff=actor.id,
        purpose="dossier.reason",
        about=str(Ref("party", subject)),
        because=because,
        until=now() + OPEN_FOR,
        granted_at=now(),
    )
    audit(actor, organisation=organisation, what="dossier.opened_without_grant", about=Ref("grant", grant.id))
    return grant


def _sentence(because: str) -> str:
    if because:
        return _("Schrijf de reden in een hele zin. De inwoner leest die mee.")
    return _("Er loopt nu geen zaak bij dit dossier. Schrijf op waarom het toch open moet.")


def _note_look(actor: Actor, grant: AccessGrant, purpose: str, about: Ref | None, because: StrOrPromise) -> Look:
    without_grant = grant.staff is not None
    with override("nl"):  # kept as a grant keeps it
        why = grant.because if without_grant or not because else str(because)
    line = Line(
        kind="dossier.looked_without_matter" if without_grant else "dossier.looked",
        purpose="dossier.reason" if without_grant else purpose,
        about=about,
        content={"because": why},
        team=grant.team,
    )
    entry = write(actor, line, [grant.subject], grant.organisation)[grant.subject]
    log_processing(
        actor,
        subjects=[grant.subject],
        organisation=grant.organisation,
        purpose=line.purpose,
        about=about,
        what=line.kind,
        entry=entry,
    )
    return Look(entry, grant.because, without_grant)
