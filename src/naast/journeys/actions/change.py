"""What every change of a draft does: lock it, refuse when it is closed, count the change, note it in the dossier."""

from __future__ import annotations

from collections.abc import Iterator, Set
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _
from psycopg.errors import LockNotAvailable

from naast.dossier import api as dossier
from naast.journeys.access import access_draft
from naast.journeys.models import Draft, Status
from naast.journeys.queries.matters import journey_of
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.errors import Refused

PURPOSE = "journeys.fill_in"


@contextmanager
def locked_draft(actor: Actor, draft: UUID, held: Set[UUID]) -> Iterator[Draft]:
    """The draft, locked for one transaction. Raises NotFound, and Refused when another press of the button takes too long."""
    try:
        with transaction.atomic():
            yield access_draft(actor, draft, held=held, lock=True)
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable):
            raise
        raise Refused(_("We zijn nog bezig met wat u net deed. Wacht even en laad dan deze pagina opnieuw.")) from error


def require_open(draft: Draft) -> None:
    """Raises Refused for what was sent or ended; nothing about it can be changed here any more."""
    if draft.status != Status.OPEN:
        raise Refused(
            _("Dit is al verstuurd of afgerond. Hier kunt u niets meer veranderen. Bel ons als er iets niet klopt.")
        )


def touch(draft: Draft) -> None:
    """Count a change; from now on the draft is kept for its whole term again."""
    draft.revision += 1
    draft.changed_at = now()
    draft.kept_until = draft.changed_at + timedelta(days=journey_of(draft.version).keep_days)
    draft.save(update_fields=["revision", "changed_at", "kept_until"])


BY_WORKER = frozenset({"started", "sent", "corrected", "discarded"})  # these read otherwise when a worker did them


def note(actor: Actor, draft: Draft, kind: str, **content: Any) -> None:
    """An entry in the dossier of the owner, or in the draft's own chain while nobody signed in."""
    if actor.is_staff and draft.owner and kind in BY_WORKER:
        kind = f"{kind}-for"
    dossier.record(
        actor,
        subject=draft.subject,
        organisation=draft.organisation,
        kind=f"journeys.{kind}",
        purpose=PURPOSE,
        about=draft.ref,
        content=content,
    )


def person_behind(actor: Actor) -> UUID | None:
    """Whoever fills in: the resident or helper as a party, a worker as a member of staff; None when nobody signed in."""
    return actor.party if actor.is_resident else actor.id
