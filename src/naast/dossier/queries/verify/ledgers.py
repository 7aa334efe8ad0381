"""Checks each line of the audit and the processing log by itself; that none is missing is for the anchors to say."""

from __future__ import annotations

from collections.abc import Iterator

from naast.dossier.queries.ledgers import AT_ONCE, LEDGERS
from naast.dossier.types import BadLine


def bad_ledger_lines(using: str) -> Iterator[BadLine]:
    for name, model in LEDGERS.items():
        for line in model._default_manager.using(using).order_by("written_at", "id").iterator(AT_ONCE):
            if bytes(line.digest) != line.expected_digest:
                yield BadLine(name, str(line.pk), "is not as it was written")
