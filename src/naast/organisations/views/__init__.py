"""Pages of organisations: how to reach a human, and how we speak."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from naast.kernel.clock import now, today
from naast.kernel.errors import NotFound
from naast.kernel.guards import public_page
from naast.kernel.redirects import own_page
from naast.kernel.speech import remember_speech
from naast.organisations.actions import choose_language
from naast.organisations.middleware import LANGUAGES
from naast.organisations.wording import counter_hours, until, week


@require_GET
@public_page
def contact(request: HttpRequest) -> HttpResponse:
    """All ways to a human, with when and where."""
    organisation = request.organisation  # type: ignore[attr-defined]
    if organisation is None:
        raise NotFound
    counters = [(counter, counter_hours(counter, now())) for counter in organisation.counters]
    values = {
        "phone": organisation.phone,
        "phone_hours": week(organisation.hours),
        "until": until(organisation, now()),
        "counters": counters,
        "other_hours": [one for one in organisation.other_hours if one.day >= today()],
    }
    return render(request, "organisations/contact.html", values)


@require_POST
@public_page
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep how somebody wants to be spoken to, and go back to the page they were on."""
    language = request.POST.get("taal", "")
    back = HttpResponseRedirect(own_page(request, request.POST.get("next"), otherwise="/"))
    if language not in LANGUAGES:
        return back
    organisation = request.organisation  # type: ignore[attr-defined]
    if organisation:
        choose_language(request.actor, organisation=organisation.id, language=language)  # type: ignore[attr-defined]
    remember_speech(back, language)
    return back
