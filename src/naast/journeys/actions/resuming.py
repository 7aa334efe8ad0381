"""The link by which one goes on at another device: signed, for as long as the draft is kept."""

from __future__ import annotations

from uuid import UUID

from django.core import signing

from naast.journeys.models import Draft, Status
from naast.kernel.clock import now
from naast.kernel.errors import NotFound

SALT = "journeys.resume"


def token_for(draft: UUID) -> str:
    return signing.Signer(salt=SALT).sign(draft.hex)


def draft_in(token: str) -> UUID:
    """The draft that the link leads to. Raises BadSignature for a link that is not ours."""
    try:
        return UUID(signing.Signer(salt=SALT).unsign(token))
    except ValueError as error:
        raise signing.BadSignature from error


def owner_of(draft: UUID) -> UUID | None:
    """Whose draft it is; None for one without an owner. Raises NotFound when it is gone or its term is over."""
    row = Draft.objects.filter(pk=draft, status__in=[Status.OPEN, Status.SENT]).first()
    if row is None or (row.status == Status.OPEN and row.kept_until <= now()):
        raise NotFound
    return row.owner
