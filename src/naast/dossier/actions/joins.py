"""Anonymous matters have a chain of their own, until somebody signs in."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from naast.dossier.actions.lines import record
from naast.dossier.models import ChainJoin
from naast.kernel.actor import Actor
from naast.kernel.types import Ref


@transaction.atomic
def join(actor: Actor, *, anonymous: UUID, subject: UUID, organisation: UUID) -> UUID:
    """Tie the chain of an anonymous matter to the person who signed in, by an entry in the person's chain. Twice is once."""
    known = ChainJoin.objects.filter(anonymous=anonymous).first()
    if known and known.subject == subject:
        return known.entry_id
    entry = record(
        actor,
        subject=subject,
        organisation=organisation,
        kind="dossier.joined",
        purpose="dossier.own_words",
        about=Ref("chain", anonymous),
        content={},
    )
    ChainJoin.objects.create(anonymous=anonymous, subject=subject, organisation=organisation, entry_id=entry)
    return entry
