"""A browser whose actor the test gives, since signing in belongs to a capability above this one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client

from naast.kernel.actor import ANONYMOUS, Actor, at

GIVEN = "naast.given_actor"


class GivenActor:
    """Stands where identity resolves the actor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor: Actor = request.META.get(GIVEN, ANONYMOUS)
        request.actor = at(actor, request.organisation.id)  # type: ignore[attr-defined]
        request.session_ends_at = None  # type: ignore[attr-defined]
        return self.get_response(request)


def middleware() -> list[str]:
    """The site's own, with the given actor in the place of who signed in."""
    mine = f"{__name__}.GivenActor"
    return [mine if one == "naast.identity.middleware.ActorMiddleware" else one for one in settings.MIDDLEWARE]


def browser_of(actor: Actor) -> Client:
    given: dict[str, Any] = {GIVEN: actor}
    return Client(**given)
