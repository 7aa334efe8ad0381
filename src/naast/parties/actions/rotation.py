"""Writes identifiers again under the first key, with their blind index."""

from __future__ import annotations

from django.db import transaction

from naast.kernel.crypto import blind_index, stale_rows
from naast.parties.models import PartyIdentifier


@transaction.atomic
def rotate(limit: int) -> int:
    """At most `limit` rows. Codes that wait to be sent live ten minutes and need no new key."""
    written = 0
    for row in stale_rows(PartyIdentifier, "value").order_by("id").iterator():
        if _under_first_key(row) is None:
            row.index = blind_index(row.kind, row.value)
            row.save(update_fields=["value", "index"])
            written += 1
        if written == limit:
            break
    return written


@transaction.atomic
def standing_twice() -> tuple[str, ...]:
    """The keys of the two parties who have one number, the first that we knew first."""
    both = ((row, _under_first_key(row)) for row in stale_rows(PartyIdentifier, "value").order_by("id"))
    return tuple(f"party {row.party_id} and party {other.party_id}" for row, other in both if other)


def _under_first_key(row: PartyIdentifier) -> PartyIdentifier | None:
    return PartyIdentifier.objects.filter(kind=row.kind, index=blind_index(row.kind, row.value)).first()
