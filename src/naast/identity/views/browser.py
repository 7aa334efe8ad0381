"""What stays in the browser between leaving for a provider and coming back, and where staff come then."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from naast.design.types import NavItem
from naast.identity.actions.sign_in import ATTEMPT_LASTS, Door, begin
from naast.kernel.actor import Actor, Assurance
from naast.kernel.limits import limit_request
from naast.kernel.registry import registry

COOKIE = f"{settings.SESSION_COOKIE_NAME}-start"
STARTS_PER_MINUTE = 20
WORK = "/werk/"  # where staff come who came for no page


def leave_for_provider(request: HttpRequest, door: Door, *, level: Assurance, next_page: str) -> HttpResponse:
    """Send the browser to the provider. Two tabs may leave at the same time: they share the cookie, each has its own state."""
    limit_request(request, f"identity.{door}-sign-in", per_minute=STARTS_PER_MINUTE)
    browser = browser_of(request) or secrets.token_urlsafe(32)
    url = begin(door, browser=browser, level=level, back=callback_url(door), next_page=next_page)
    response = HttpResponseRedirect(url)
    response.set_cookie(
        COOKIE,
        browser,
        max_age=ATTEMPT_LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def browser_of(request: HttpRequest) -> str:
    """The random name of this browser, or nothing."""
    return request.COOKIES.get(COOKIE, "")


def callback_url(door: Door) -> str:
    """Our address at the provider: from the settings, never from the Host header."""
    name = "identity:callback" if door == "resident" else "identity:staff-callback"
    return f"{settings.NAAST.base_url}{reverse(name)}"


def first_page(actor: Actor, page: str) -> str:
    """The page that a worker came for; who came for none gets the first of the menu: not everybody has a queue."""
    if page != WORK:
        return page
    items = sorted((one for one in registry.declared(NavItem) if one.place == "staff"), key=lambda one: one.order)
    theirs = [one for one in items if one.permission and actor.organisations_with(one.permission)]
    return reverse(theirs[0].url_name) if theirs else page
