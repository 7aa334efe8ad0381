"""What the resident adds: a remark on a line, or that it is wrong. It weighs as much as what we wrote."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from django.db import transaction

from naast.dossier.access import access_entry
from naast.dossier.actions.lines import record
from naast.dossier.events import EntryDisputed
from naast.dossier.models import AccessGrant, Entry
from naast.kernel.actor import Actor
from naast.kernel.events import announce
from naast.kernel.types import Ref


@transaction.atomic
def add_note(actor: Actor, *, entry: UUID, text: str, kind: Literal["note", "wrong"]) -> UUID:
    """Add the resident's words to a line of the own dossier. `wrong` says that the line is not true. Raises NotFound."""
    about = access_entry(actor, entry)
    written = record(
        actor,
        subject=about.chain.subject,
        organisation=about.chain.organisation,
        kind="dossier.disputed" if kind == "wrong" else "dossier.noted",
        purpose="dossier.own_words",
        about=Ref("entry", entry),
        content={"words": text},
    )
    if kind == "wrong":
        announce(
            EntryDisputed(
                entry=entry,
                note=written,
                subject=about.chain.subject,
                organisation=about.chain.organisation,
                team=_whose(about),
            )
        )
    return written


def _whose(entry: Entry) -> UUID | None:
    """The team that may look because of the matter of this line, so that handles it; else the team that wrote the line."""
    grants = AccessGrant.objects.filter(about=entry.about, organisation=entry.chain.organisation, staff=None)
    newest = grants.exclude(about="").order_by("-granted_at").first()
    return newest.team if newest else entry.team
