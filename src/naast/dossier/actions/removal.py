"""Content and findings go by retention rule, and nothing else does. Runs on the connection of naast_retention."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from naast.dossier.actions.lines import Line, audit_each, write
from naast.dossier.models import Entry, EntryContent, LookReview, UnusualLooks
from naast.dossier.queries.unusual.found import with_last_word
from naast.dossier.types import FINDING_KEPT
from naast.kernel.actor import SYSTEM
from naast.kernel.clock import now
from naast.kernel.types import Ref

RETENTION = "retention"
FINDING_REMOVED = "dossier.unusual_looks_removed"
AT_ONCE = 500  # findings; the rest goes with the next sweep


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


def remove_findings() -> int:
    """Take away each finding, with what was said of it, a year after the last word or else after it was found. Returns how many.

    The audit says which went and what the last word was: nothing goes unread without a trace.
    """
    until = now() - FINDING_KEPT
    with transaction.atomic(using=RETENTION):
        old = with_last_word(UnusualLooks.objects.using(RETENTION)).filter(since__lte=until)
        gone = list(old.order_by("since").values_list("pk", "week__organisation", "outcome")[:AT_ONCE])
        keys = [key for key, _organisation, _outcome in gone]
        LookReview.objects.using(RETENTION).filter(unusual__in=keys, at__lte=until).delete()
        UnusualLooks.objects.using(RETENTION).filter(pk__in=keys).delete()
        for key, organisation, outcome in gone:
            told = (Ref("unusual-looks", key), outcome or "", "")
            audit_each(SYSTEM, organisation=organisation, what=FINDING_REMOVED, changes=[told], using=RETENTION)
    return len(gone)
