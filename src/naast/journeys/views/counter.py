"""A worker fills in a request together with somebody at the counter or on the phone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from naast.catalogue import api as catalogue
from naast.catalogue.types import said
from naast.dossier.api import may_look
from naast.journeys import actions
from naast.journeys.access import START_FOR_OTHERS
from naast.journeys.forms import BeginForm
from naast.journeys.queries.drafts import draft as draft_of
from naast.journeys.queries.drafts import open_drafts
from naast.journeys.types import Identified
from naast.journeys.views.doors import ago, next_url, open_matter
from naast.journeys.views.starting import STARTS_PER_MINUTE
from naast.kernel.actor import ANONYMOUS
from naast.kernel.errors import NotFound, Refused
from naast.kernel.guards import actor_of, staff_page
from naast.kernel.limits import limit_actor
from naast.organisations.api import at_door
from naast.parties.api import name_of


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(START_FOR_OTHERS)
def begin_for(request: HttpRequest, party: UUID) -> HttpResponse:
    """Which service, and how sure we are who this is. For whose dossier this worker may open now."""
    actor, organisation = actor_of(request), at_door(request).id
    if not may_look(actor, party, organisation):
        raise NotFound
    form = BeginForm(request.POST if request.method == "POST" else None, services=_services(organisation))
    if form.is_valid():
        limit_actor(request, "journeys.start", per_minute=STARTS_PER_MINUTE)
        try:
            return _begin(request, party, **form.cleaned_data)
        except Refused as refused:
            form.add_error("service", refused.sentence)
    values = {"form": form, "name": name_of(party), "back_url": reverse("dossier:open", args=[party])}
    return render(request, "journeys/begin_for.html", values, status=422 if form.errors else 200)


def _begin(request: HttpRequest, party: UUID, *, service: str, identified: str) -> HttpResponse:
    actor, organisation = actor_of(request), at_door(request).id
    begun = actions.start(
        actor, organisation=organisation, slug=service, owner=party, identified=Identified(identified)
    )
    actions.fetch_for(actor, begun.id)
    return redirect(next_url(open_matter(request, service, begun.id)))


def _services(organisation: UUID) -> list[tuple[str, str]]:
    """What can be filled in here, by name."""
    asked = (one for one in catalogue.current_versions(organisation) if "journey" in one.sections)
    named = [(one.slug, said(one.sections["service"]["title"], "nl")) for one in asked]
    return sorted(named, key=lambda pair: pair[1].casefold())


def begun_for_person(request: HttpRequest) -> Mapping[str, Any] | None:
    """Beside an open dossier: what this worker began with this person and did not send, and the way to begin."""
    actor = actor_of(request)
    if request.resolver_match is None or not actor.organisations_with(START_FOR_OTHERS):
        return None
    party = request.resolver_match.kwargs["party"]
    drafts = [(one.title, one.url, ago(one.changed_at)) for one in open_drafts(actor, party=party)]
    return {"drafts": drafts, "begin_url": reverse("journeys:begin-for", args=[party])}


def for_whom(request: HttpRequest) -> Mapping[str, Any] | None:
    """Above each page of a draft that a worker fills in: with whom, and the way back."""
    match, actor = request.resolver_match, getattr(request, "actor", ANONYMOUS)  # a page about an error may come first
    if match is None or match.namespace != "journeys" or "draft" not in match.kwargs or not actor.is_staff:
        return None
    try:
        owner = draft_of(actor, match.kwargs["draft"]).owner
    except NotFound:
        return None
    return {"name": name_of(owner), "url": reverse("dossier:open", args=[owner])} if owner else None
