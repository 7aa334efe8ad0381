"""Writes identifiers again under the first key, with their blind index."""

from __future__ import annotations

from django.db import transaction

from naast.kernel.crypto import blind_index, stale_rows
from naast.parties.models import PartyIdentifier


@transaction.atomic
def rotate(limit: int) -> int:
    """At most `limit` rows. Codes that wait to be sent live ten minutes and need no new key."""
    rows = list(stale_rows(PartyIdentifier, "value")[:limit])
    for row in rows:
        row.index = blind_index(row.kind, row.value)
        row.save(update_fields=["value", "index"])
    return len(rows)
