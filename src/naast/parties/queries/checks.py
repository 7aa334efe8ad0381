"""Codes that wait to be sent, for the capability that sends messages."""

from __future__ import annotations

from uuid import UUID

from naast.kernel.clock import now
from naast.parties.models import SentCode
from naast.parties.types import AddressCheck


def address_check(check: UUID) -> AddressCheck | None:
    """What to send and where; None when it is used, replaced or too old."""
    row = SentCode.objects.select_related("address").filter(id=check, until__gt=now()).first()
    if row is None:
        return None
    return AddressCheck(row.address.party_id, row.address.kind, row.address.value, row.code, row.until)
