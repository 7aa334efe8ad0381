"""Content goes by retention rule, and nothing else does. Runs on the connection of naast_retention."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from naast.dossier.actions.lines import Line, write
from naast.dossier.models import Entry, EntryContent
from naast.kernel.actor import SYSTEM
from naast.kernel.clock import now

RETENTION = "retention"


def remove_content(*, subject: UUID, organisation: UUID, entries: Collection[UUID], rule: str) -> int:
    """Take the content and salt of these entries away and say so in the chain. Returns how many; done twice is done once.

    `rule` names the retention rule in words that the resident reads.
    """
    with transaction.atomic(using=RETENTION):
        there = Entry.objects.using(RETENTION).filter(
            id__in=entries,
            chain__subject=subject,
            chain__organisation=organisation,
            content__removed_at=None,
        )
        seqs = dict(there.exclude(kind="dossier.content_removed").order_by("seq").values_list("seq", "id"))
        if not seqs:
            return 0
        line = Line("dossier.content_removed", "dossier.retention", None, {"rule": rule, "seqs": list(seqs)})
        write(SYSTEM, line, [subject], organisation, using=RETENTION)
        gone = EntryContent.objects.using(RETENTION).filter(entry_id__in=seqs.values())
        return gone.update(salt=None, text=None, removed_at=now(), removed_by=rule)
