"""The audit and the processing log as ledgers whose lines are sealed by the hour."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from naast.dossier.models import AuditLine, LedgerLine, ProcessingLine
from naast.dossier.types import Sealed

LEDGERS: dict[str, type[LedgerLine]] = {"audit": AuditLine, "processing": ProcessingLine}
AT_ONCE = 2_000  # digests in memory


def seal_of(ledger: str, since: datetime, until: datetime, *, using: str = "default") -> Sealed:
    """The seal over what now stands in this ledger between these instants."""
    lines = LEDGERS[ledger]._default_manager.using(using).filter(written_at__gte=since, written_at__lt=until)
    count, whole = 0, sha256()
    for digest in lines.order_by("written_at", "id").values_list("digest", flat=True).iterator(AT_ONCE):
        count += 1
        whole.update(digest)
    return Sealed(ledger, since, until, count, whole.digest())
