"""A member of staff signs in with a passkey, and keeps their own list of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from naast.identity.actions import passkeys as actions
from naast.identity.actions.sessions import open_staff_session
from naast.identity.actions.sign_in import NotSignedIn
from naast.identity.queries import staff_actor
from naast.identity.views.browser import WORK, first_page
from naast.kernel.errors import Refused
from naast.kernel.guards import public_page, staff_page
from naast.kernel.limits import limit_request
from naast.kernel.redirects import own_page

CEREMONY = "passkey"
TRIES_PER_MINUTE = 10


@require_POST
@public_page
def begin(request: HttpRequest) -> HttpResponse:
    """The challenge for signing in."""
    limit_request(request, "identity.passkey", per_minute=TRIES_PER_MINUTE)
    return _challenge(request, actions.begin_authentication())


@require_POST
@public_page
def finish(request: HttpRequest) -> HttpResponse:
    """The answer of the device. JSON: where to go, or the sentence why not."""
    limit_request(request, "identity.passkey", per_minute=TRIES_PER_MINUTE)
    try:
        user = actions.finish_authentication(state=_remembered(request), answer=request.POST.get("credential", ""))
    except NotSignedIn as refusal:
        return JsonResponse({"sentence": refusal.sentence}, status=refusal.status)
    open_staff_session(request, user=user)
    page = own_page(request, request.POST.get("next"), otherwise=WORK)
    return JsonResponse({"next": first_page(staff_actor(user), page)})


@require_GET
@staff_page()
def mine(request: HttpRequest) -> HttpResponse:
    """My passkeys."""
    return render(request, "identity/passkeys.html", {"passkeys": actions.passkeys(_me(request))})


@require_POST
@staff_page()
def begin_adding(request: HttpRequest) -> HttpResponse:
    """The challenge for a new passkey."""
    return _challenge(request, actions.begin_registration(_me(request)))


@require_POST
@staff_page()
def add(request: HttpRequest) -> HttpResponse:
    """Keep a new passkey."""
    try:
        actions.finish_registration(
            _me(request),
            state=_remembered(request),
            answer=request.POST.get("credential", ""),
            name=request.POST.get("name", ""),
        )
    except Refused as refusal:
        return JsonResponse({"sentence": refusal.sentence}, status=refusal.status)
    messages.success(request, "Je passkey is bewaard.")
    return JsonResponse({"next": reverse("identity:passkeys")})


@require_POST
@staff_page()
def remove(request: HttpRequest, passkey: UUID) -> HttpResponse:
    """Forget one of my passkeys."""
    actions.remove_passkey(_me(request), passkey=passkey)
    messages.success(request, "Deze passkey werkt niet meer.")
    return redirect("identity:passkeys")


def _challenge(request: HttpRequest, made: tuple[actions.Ceremony, actions.Ceremony]) -> HttpResponse:
    options, request.session[CEREMONY] = made
    return JsonResponse(options)


def _remembered(request: HttpRequest) -> Any:
    """What belongs to this answer: used once, in the session that asked for it."""
    return request.session.pop(CEREMONY, {})


def _me(request: HttpRequest) -> UUID:
    me: UUID = request.actor.id  # type: ignore[attr-defined]
    return me
