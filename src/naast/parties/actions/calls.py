"""What was said on the phone or at the counter stands in the dossier, for both."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.db import transaction

from naast.dossier import api as dossier
from naast.kernel.actor import Actor
from naast.kernel.errors import NotFound, Refused
from naast.kernel.idempotency import once
from naast.kernel.types import Ref

CLOSED = "U mag dit dossier nu niet meer openen. Open het opnieuw met een reden; uw woorden staan hier nog."


@transaction.atomic
def note_call(actor: Actor, party: UUID, *, words: str, key: str) -> None:
    """A contact moment that the resident reads too; once for each `key`. Raises NotFound; Refused without words or a way in."""
    organisation = actor.organisation
    if not actor.is_staff or organisation is None or organisation not in actor.organisations_with("parties.search"):
        raise NotFound
    if not dossier.may_look(actor, party, organisation):
        raise Refused(CLOSED)
    if not words.strip():
        raise Refused("Schrijf in een zin wat u besprak.")
    once(actor, f"{party} call {key}", partial(_write, actor, party, organisation, words.strip()), body=words.strip())


def _write(actor: Actor, party: UUID, organisation: UUID, words: str) -> Ref:
    entry = dossier.record(
        actor,
        subject=party,
        organisation=organisation,
        kind="parties.called",
        purpose="parties.caller",
        about=Ref("party", party),
        content={"words": words},
    )
    return Ref("entry", entry)
