"""A worker finds somebody. By POST, so that no name, birth date or BSN ever stands in an address."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from naast.kernel.errors import NotFound, Refused
from naast.kernel.guards import actor_of, staff_page
from naast.kernel.limits import limit_request
from naast.parties import api
from naast.parties.forms import SearchForm
from naast.parties.queries.search import purposes_to_search
from naast.parties.types import PersonCard

SEARCHES_PER_MINUTE = 20


@staff_page("parties.search")
def search(request: HttpRequest) -> HttpResponse:
    purposes = [(one.key, one.staff_label or f"Omdat {one.label}") for one in purposes_to_search()]
    form = SearchForm(request.POST if request.method == "POST" else None, purposes=purposes)
    found: tuple[PersonCard, ...] | None = None
    if form.is_valid():
        limit_request(request, "parties.search", per_minute=SEARCHES_PER_MINUTE)
        try:
            found = _found(request, form)
        except Refused as refused:
            form.add_error(None, refused.sentence)
    status = 422 if form.errors else 200
    return render(request, "parties/search.html", {"form": form, "found": found}, status=status)


def _found(request: HttpRequest, form: SearchForm) -> tuple[PersonCard, ...]:
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
    )


@staff_page("parties.search")
def person(request: HttpRequest, party: UUID) -> HttpResponse:
    """Somebody's page is the dossier."""
    return redirect("dossier:open", party)
