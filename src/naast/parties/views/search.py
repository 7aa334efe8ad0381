"""A worker finds somebody. By POST, so that no name, birth date or BSN ever stands in an address."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from naast.kernel.errors import NotFound, Refused
from naast.kernel.guards import actor_of, staff_page
from naast.kernel.limits import limit_request
from naast.parties import api
from naast.parties.forms import CallForm, FindPersonForm
from naast.parties.ports import Nameless
from naast.parties.queries.search import purposes_to_search
from naast.parties.types import PersonCard

SEARCHES_PER_MINUTE = 20


@staff_page("parties.search")
def search(request: HttpRequest) -> HttpResponse:
    return _search(request)


@staff_page("parties.search")
def caller(request: HttpRequest) -> HttpResponse:
    """Somebody is on the phone: that is why, and the name can be typed at once."""
    return _search(request, chosen="parties.caller")


def _search(request: HttpRequest, chosen: str = "") -> HttpResponse:
    purposes = [(one.key, one.staff_label or f"Omdat {one.label}") for one in purposes_to_search()]
    typed = request.POST if request.method == "POST" else None
    form = FindPersonForm(typed, purposes=purposes, initial={"purpose": chosen})
    found: tuple[PersonCard, ...] | None = None
    nameless: tuple[Nameless, ...] = ()
    if form.is_valid():
        limit_request(request, "parties.search", per_minute=SEARCHES_PER_MINUTE)
        try:
            found = _found(request, form)
            nameless = _nameless(request, form) if not found else ()
        except Refused as refused:
            form.add_error(None, refused.sentence)
    status = 422 if form.errors else 200
    at_once = {"autofocus": True} if chosen and typed is None else {}
    context = {"form": form, "found": found, "nameless": nameless, "at_once": at_once}
    return render(request, "parties/search.html", context, status=status)


def _found(request: HttpRequest, form: FindPersonForm) -> tuple[PersonCard, ...]:
    actor, values = actor_of(request), form.cleaned_data
    if actor.organisation is None:
        raise NotFound
    return api.search_people(
        actor,
        organisation=actor.organisation,
        purpose=values["purpose"],
        name=values["name"] or None,
        birth_date=values["birth_date"],
        bsn=values["bsn"] or None,
        number=values["number"] or None,
    )


def _nameless(request: HttpRequest, form: FindPersonForm) -> tuple[Nameless, ...]:
    actor, values = actor_of(request), form.cleaned_data
    if actor.organisation is None or not values["number"]:
        return ()
    return api.search_nameless(
        actor, organisation=actor.organisation, purpose=values["purpose"], number=values["number"]
    )


@require_POST
@staff_page("parties.search")
def note_call(request: HttpRequest, party: UUID) -> HttpResponse:
    """What was said, in the dossier; what cannot be kept comes back with its reason."""
    form, status = CallForm(request.POST), 422
    if form.is_valid():
        try:
            api.note_call(actor_of(request), party, **form.cleaned_data)
            messages.success(request, "Het gesprek staat in het dossier. De inwoner kan het daar lezen.")
            return _to_dossier(party, "parties.caller")
        except Refused as refused:
            form.add_error(None, refused.sentence)
            status = refused.status
    return render(request, "parties/call_page.html", {"form": form, "party": party}, status=status)


@staff_page("parties.search")
def person(request: HttpRequest, party: UUID) -> HttpResponse:
    """Somebody's page is the dossier; why they were looked up goes along."""
    return _to_dossier(party, request.GET.get("waarom", ""))


def _to_dossier(party: UUID, why: str) -> HttpResponse:
    url = reverse("dossier:open", args=[party])
    return redirect(f"{url}?{urlencode({'waarom': why})}" if why else url)
