"""Pages about people, for both sides."""

from django.http import HttpRequest

from naast.kernel.actor import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, as identity resolved it for this request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
