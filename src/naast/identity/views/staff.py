"""A member of staff signs in at the employer's provider."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from naast.identity.actions.sessions import open_staff_session
from naast.identity.actions.sign_in import NotSignedIn, finish, worker_from
from naast.identity.api import staff_sign_in_url
from naast.identity.queries import staff_actor
from naast.identity.views.browser import WORK, browser_of, callback_url, first_page, leave_for_provider
from naast.kernel.actor import Assurance
from naast.kernel.guards import public_page
from naast.kernel.limits import limit_request
from naast.kernel.redirects import own_page


@require_GET
@public_page
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door of the staff: the employer's account, or a passkey."""
    page = own_page(request, request.GET.get("next"), otherwise=WORK)
    if request.actor.is_staff:  # type: ignore[attr-defined]
        return redirect(page)
    start = f"{reverse('identity:staff-start')}?{urlencode({'next': page})}"
    return render(request, "identity/staff_sign_in.html", {"start": start, "next": page})


@require_GET
@public_page
def start(request: HttpRequest) -> HttpResponse:
    """Leave for the employer's provider."""
    page = own_page(request, request.GET.get("next"), otherwise=WORK)
    try:
        return leave_for_provider(request, "staff", level=Assurance.NONE, next_page=page)
    except NotSignedIn as refusal:
        return _not_signed_in(request, refusal, page)


@require_GET
@public_page
def callback(request: HttpRequest) -> HttpResponse:
    """Back from the employer's provider."""
    limit_request(request, "identity.callback", per_minute=60)
    page = WORK
    try:
        attempt, claims = finish(
            "staff", browser=browser_of(request), back=callback_url("staff"), answer=request.GET.dict()
        )
        page = attempt.next
        user = worker_from(claims)
        open_staff_session(request, user=user)
    except NotSignedIn as refusal:
        return _not_signed_in(request, refusal, page)
    return HttpResponseRedirect(first_page(staff_actor(user), own_page(request, page, otherwise=WORK)))


def _not_signed_in(request: HttpRequest, refusal: NotSignedIn, page: str) -> HttpResponse:
    values = {"title": "Niet ingelogd", "sentence": refusal.sentence, "again": staff_sign_in_url(page)}
    return render(request, "identity/not_signed_in.html", values, status=refusal.status)
