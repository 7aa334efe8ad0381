"""What somebody allowed, now and before."""

from __future__ import annotations

from uuid import UUID

from naast.dossier.types import Purpose
from naast.kernel.clock import now
from naast.kernel.registry import registry
from naast.parties.models import Consent
from naast.parties.types import ConsentView, Term


def has_consent(*, party: UUID, organisation: UUID, purpose: str) -> bool:
    """Whether this purpose is allowed at this instant."""
    return any(one.purpose == purpose for one in consents_of(party, organisation))


def consents_of(party: UUID, organisation: UUID | None = None) -> tuple[ConsentView, ...]:
    """The consents that hold now, newest first."""
    rows = Consent.objects.filter(party=party, withdrawn_at=None).order_by("-given_at")
    views = [_view(row) for row in (rows.filter(organisation=organisation) if organisation else rows)]
    return tuple(view for view in views if view.term.holds_at(now()))


def _view(row: Consent) -> ConsentView:
    term = Term(row.given_at, row.until, row.withdrawn_at)
    return ConsentView(row.id, row.organisation, row.purpose, row.source, term)


def consent_words(purpose: str) -> str:
    """What this consent allows, to follow "om"; empty for a purpose that needs no consent."""
    known = registry.find(Purpose, purpose)
    return str(known.consent) if known else ""
