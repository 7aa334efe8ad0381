"""Pages of the dossier, for both sides."""

from uuid import UUID

from django.http import HttpRequest

from naast.kernel.actor import Actor
from naast.kernel.errors import NotFound


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, as identity resolved it for this request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def line_key(text: str) -> UUID | None:
    """The line to go on from; None for the newest. Raises NotFound for what is no key."""
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound from None
