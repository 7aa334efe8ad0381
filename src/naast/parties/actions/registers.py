"""What the registers hold about the person who asks: read at that moment, written down, and not kept."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from naast.dossier import api as dossier
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.registry import registry
from naast.kernel.types import Ref
from naast.parties.access import own_party
from naast.parties.actions.preferences import door
from naast.parties.ports import FactSource
from naast.parties.types import Registered

PURPOSE = "parties.see_own"
SHOWN = frozenset({"name", "birth_date", "address", "family"})  # what a person can judge; the rest is reckoned from it


def read_registers(actor: Actor) -> tuple[Registered, ...]:
    """What each connected register says of this resident. A register that gives no answer says so, and nothing fails.

    Must run outside a transaction, since a register may take seconds. Raises NotFound for who is no resident.
    """
    party = own_party(actor)
    return tuple(_read(actor, party, source) for source in registry.declared(FactSource))


def _read(actor: Actor, party: UUID, source: FactSource) -> Registered:
    fetched = source.fetch(actor, party, door(actor), source.facts & SHOWN, PURPOSE)
    if fetched.values:
        _tell(actor, party, source)
    return Registered(source.key, str(source.name), fetched.values, now(), failed=bool(fetched.failed))


@transaction.atomic
def _tell(actor: Actor, party: UUID, source: FactSource) -> None:
    """A line that the resident reads, and one in the processing log for who has to account for it."""
    about = Ref("party", party)
    dossier.record(
        actor,
        subject=party,
        organisation=door(actor),
        kind="parties.register_read",
        purpose=PURPOSE,
        about=about,
        content={"source": str(source.name)},
    )
    dossier.log_processing(
        actor,
        subjects=[party],
        organisation=door(actor),
        purpose=PURPOSE,
        about=about,
        what=f"parties.register_read {source.key}",
    )
