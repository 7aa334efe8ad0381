"""Who is there, resolved from the database for every request, and the way to sign in for who is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from naast.identity.api import Presence, closed_url, presence, sign_in_url, staff_sign_in_url, touch
from naast.kernel.actor import Actor, at
from naast.kernel.answers import API, problem
from naast.kernel.errors import SignInNeeded
from naast.kernel.guards import STAFF
from naast.kernel.redirects import own_page

BACKGROUND_HEADER = "X-Naast-Background"
BACKGROUND_PATHS = ("/live/", "/health/", "/metrics")


class ActorMiddleware:
    """Sets `request.actor`, `request.actor_now`, `request.staff_name`, `request.session_ends_at` and `request.session_over`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        present = presence(key)
        if present.over:
            request.session.flush()  # the next person at this screen finds nothing of the last
        request.actor = _at_this_door(request, present.actor)  # type: ignore[attr-defined]
        request.actor_now = lambda: _at_this_door(request, presence(key).actor)  # type: ignore[attr-defined]
        request.staff_name = present.name  # type: ignore[attr-defined]
        request.session_ends_at = _active(request, present)  # type: ignore[attr-defined]
        request.session_over = present.over  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return _way_in(request, error.level) if isinstance(error, SignInNeeded) else None


def _at_this_door(request: HttpRequest, actor: Actor) -> Actor:
    organisation = request.organisation  # type: ignore[attr-defined]
    return at(actor, organisation.id if organisation else None)


def _active(request: HttpRequest, present: Presence) -> datetime | None:
    """When the session ends, after counting this request unless the page made it by itself."""
    if present.session is None or present.last_active_at is None:
        return None
    if BACKGROUND_HEADER in request.headers or request.path.startswith(BACKGROUND_PATHS):
        return present.ends_at
    return touch(present.session, last_active_at=present.last_active_at) or present.ends_at


def _way_in(request: HttpRequest, level: int) -> HttpResponse:
    if request.path.startswith(API):
        return problem(401, "Meld u eerst aan.")
    back = request.get_full_path() if request.method in ("GET", "HEAD") else _page_before(request)
    url = _door(request, back, level)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


def _door(request: HttpRequest, back: str, level: int) -> str:
    if level == STAFF:
        return staff_sign_in_url(back)
    return closed_url(back, level) if request.session_over else sign_in_url(back, level)  # type: ignore[attr-defined]


def _page_before(request: HttpRequest) -> str:
    """The page a form was sent from, so that signing in leads back to what was typed."""
    return own_page(request, request.headers.get("Referer"), otherwise="/")
