"""After a restore: what was taken back since the backup was made is taken back once more."""

from __future__ import annotations

from uuid import UUID

from naast.dossier import api as dossier
from naast.kernel.actor import SYSTEM
from naast.kernel.clock import now
from naast.kernel.types import Ref
from naast.parties.models import Consent, DigitalAddress, Mandate


def remove_address_again(address: UUID) -> bool:
    """Whether it was in use."""
    rows = DigitalAddress.objects.filter(pk=address, removed_at=None)
    return _noted(rows.update(removed_at=now()), "parties.address_removed", Ref("address", address))


def withdraw_mandate_again(mandate: UUID) -> bool:
    """Whether it was there."""
    rows = Mandate.objects.filter(pk=mandate, withdrawn_at=None)
    return _noted(rows.update(withdrawn_at=now()), "parties.mandate_withdrawn", Ref("mandate", mandate))


def withdraw_consent_again(consent: UUID) -> bool:
    """Whether it was there."""
    rows = Consent.objects.filter(pk=consent, withdrawn_at=None)
    return _noted(rows.update(withdrawn_at=now()), "parties.consent_withdrawn", Ref("consent", consent))


def _noted(rows: int, what: str, about: Ref) -> bool:
    if rows:
        dossier.audit(SYSTEM, organisation=None, what=what, about=about)
    return bool(rows)
