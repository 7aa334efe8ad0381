"""What stays in the browser between leaving for a provider and coming back."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from naast.identity.actions.sign_in import ATTEMPT_LASTS, Door, begin
from naast.kernel.actor import Assurance
from naast.kernel.limits import limit_request

COOKIE = f"{settings.SESSION_COOKIE_NAME}-start"
STARTS_PER_MINUTE = 20


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
