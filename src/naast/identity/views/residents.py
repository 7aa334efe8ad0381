"""A resident signs in, stays a little longer, and leaves."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from naast.identity import oidc
from naast.identity.actions.sessions import close_session, open_resident_session
from naast.identity.actions.sign_in import (
    NotSignedIn,
    NotSureEnough,
    TurnedBack,
    finish,
    logout_by_provider,
    person_from,
    provider_for,
)
from naast.identity.api import closed_url, session_end, sign_in_url
from naast.identity.views.browser import browser_of, callback_url, leave_for_provider
from naast.kernel.actor import Assurance
from naast.kernel.guards import public_page, system_page
from naast.kernel.limits import limit_request
from naast.kernel.redirects import own_page
from naast.kernel.speech import remember_speech

MINE = "/mijn/"
LEVELS = {str(level.value): level for level in Assurance if level}


@require_GET
@public_page
def sign_in(request: HttpRequest) -> HttpResponse:
    """Leave for the provider, at the level asked for; straight on for who is there already."""
    level = LEVELS.get(request.GET.get("level", ""), Assurance.LOW)
    page = own_page(request, request.GET.get("next"), otherwise=MINE)
    actor = request.actor  # type: ignore[attr-defined]
    if actor.is_resident and actor.assurance >= level:
        return redirect(page)
    try:
        return leave_for_provider(request, "resident", level=level, next_page=page)
    except NotSignedIn as refusal:
        return _not_signed_in(request, refusal, sign_in_url(page, level))


@require_GET
@public_page
def callback(request: HttpRequest) -> HttpResponse:
    """Back from the provider."""
    limit_request(request, "identity.callback", per_minute=60)
    again = sign_in_url(MINE, Assurance.LOW)
    try:
        attempt, claims = finish(
            "resident", browser=browser_of(request), back=callback_url("resident"), answer=request.GET.dict()
        )
        again = sign_in_url(attempt.next, attempt.level)
        with transaction.atomic():
            person = person_from(claims, level=attempt.level)
            open_resident_session(
                request,
                party=person.party,
                organisation=request.actor.organisation,  # type: ignore[attr-defined]
                assurance=person.assurance,
                subject=person.subject,
                provider_session=person.provider_session,
                vouched_at=person.vouched_at,
            )
    except TurnedBack as refusal:
        return _not_signed_in(request, refusal, sign_in_url(refusal.attempt.next, refusal.attempt.level))
    except NotSignedIn as refusal:
        return _not_signed_in(request, refusal, again)
    back = HttpResponseRedirect(own_page(request, attempt.next, otherwise=MINE))
    if person.speech and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        remember_speech(back, person.speech)  # a device that does not know yet how this person likes to be spoken to
    return back


@require_POST
@public_page
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave. Nothing of this person stays in the browser, except how they like to be spoken to."""
    is_staff = request.actor.is_staff  # type: ignore[attr-defined]
    close_session(request, request.actor)  # type: ignore[attr-defined]
    response = redirect("identity:staff-sign-in" if is_staff else "identity:signed-out")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_GET
@public_page
def signed_out(request: HttpRequest) -> HttpResponse:
    """Says that it is done, or that nobody was there for too long (`next`: the page they were on).

    It links to the end of the provider's own session: a form may not redirect to another site (CSP).
    """
    try:
        end_session = oidc.metadata(provider_for("resident")).end_session
    except (NotSignedIn, oidc.Unreachable, oidc.Untrusted):
        end_session = None
    page = own_page(request, request.GET.get("next"), otherwise="")
    again = sign_in_url(page, LEVELS.get(request.GET.get("level", ""), Assurance.LOW)) if page else ""
    return render(request, "identity/signed_out.html", {"end_session": end_session, "again": again})


@require_POST
@public_page
def extend(request: HttpRequest) -> HttpResponse:
    """Stay longer. The middleware has counted this request already; here we say until when, or that it is over."""
    ends_at = session_end(request)
    if request.accepts("application/json") and not request.accepts("text/html"):
        body = {"ends_at": ends_at.isoformat() if ends_at else None}
        return JsonResponse(body, status=200 if ends_at else 401)
    back = own_page(request, request.headers.get("Referer"), otherwise=MINE)
    return redirect(back if ends_at else closed_url(back, Assurance.LOW))


@system_page
def provider_signs_out(request: HttpRequest) -> HttpResponse:
    """The provider ends sessions of a person (OpenID Connect Back-Channel Logout 1.0), and signs that it is the provider."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    limit_request(request, "identity.backchannel", per_minute=600)
    try:
        logout_by_provider(request.POST.get("logout_token", ""))
    except (NotSignedIn, oidc.Unreachable, oidc.Untrusted):
        return JsonResponse({"error": "invalid_request"}, status=400)
    return HttpResponse(status=200)


def _not_signed_in(request: HttpRequest, refusal: NotSignedIn, again: str) -> HttpResponse:
    if isinstance(refusal, NotSureEnough):
        return _not_sure_enough(request, refusal, again)
    values = {"title": _("U bent niet ingelogd"), "sentence": refusal.sentence, "again": again, "by_digid": True}
    return render(request, "identity/not_signed_in.html", values, status=refusal.status)


def _not_sure_enough(request: HttpRequest, refusal: NotSureEnough, again: str) -> HttpResponse:
    """Which way of signing in the service asks, how one gets it, and how to go on without."""
    organisation = request.organisation  # type: ignore[attr-defined]
    values = {
        "sentence": refusal.sentence,
        "again": again,
        "high": refusal.level >= Assurance.HIGH,
        "phone": organisation.phone if organisation else None,
        "counters": organisation.counters if organisation else (),
        "contact_url": reverse("organisations:contact"),
    }
    return render(request, "identity/not_sure_enough.html", values, status=refusal.status)
