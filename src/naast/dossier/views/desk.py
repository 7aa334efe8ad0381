"""The same timeline for a worker, at the worker's organisation, after a look that the resident sees.

Who was looked up for a purpose comes with it in the address (`waarom`), so that the resident reads that, and not only what
lets the team look.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from naast.design.types import Link
from naast.dossier import api
from naast.dossier.actions.looks import open_without_grant
from naast.dossier.forms import ReasonForm
from naast.dossier.types import EntryView, Look, PersonNames, Purpose, ReasonNeeded
from naast.dossier.views import line_key
from naast.kernel.errors import NotFound
from naast.kernel.guards import actor_of, staff_page
from naast.kernel.registry import registry
from naast.organisations import api as organisations

LINES = 40
SHOWN = {
    "": ("Alles", None),
    "berichten": ("Gesprekken", ("message",)),
    "besluiten": ("Besluiten", ("decision",)),
    "wie-keek": ("Wie keek", ("look",)),
}


@staff_page("dossier.open_without_grant")
def open_dossier(request: HttpRequest, party: UUID) -> HttpResponse:
    """GET opens the dossier when a matter lets this worker, and asks for a reason otherwise; POST gives the reason."""
    organisation = _organisation(request)
    if request.method == "POST":
        return _with_reason(request, party, organisation)
    chosen = _chosen(request)
    try:
        look = api.look(
            actor_of(request),
            subject=party,
            organisation=organisation,
            purpose=chosen.key if chosen else "dossier.matter",
            about=None,
            because=chosen.label if chosen else "",
        )
    except ReasonNeeded:
        return render(request, "dossier/reason.html", {"form": ReasonForm(), "name": _name(party)})
    return _shown(request, party, organisation, look, chosen)


def _with_reason(request: HttpRequest, party: UUID, organisation: UUID) -> HttpResponse:
    if not actor_of(request).may("dossier.open_without_grant", at=organisation):
        raise NotFound  # before the name stands on a page
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return render(request, "dossier/reason.html", {"form": form, "name": _name(party)}, status=422)
    open_without_grant(actor_of(request), subject=party, organisation=organisation, reason=form.cleaned_data["reason"])
    return redirect("dossier:open", party)


def _shown(request: HttpRequest, party: UUID, organisation: UUID, look: Look, chosen: Purpose | None) -> HttpResponse:
    shown, before = request.GET.get("toon", ""), line_key(request.GET.get("voor", ""))
    if shown not in SHOWN:
        raise NotFound
    groups, why = SHOWN[shown][1], {"waarom": chosen.key} if chosen else {}
    entries = api.timeline(
        actor_of(request), subject=party, organisation=organisation, groups=groups, before=before, limit=LINES + 1
    )
    context = {
        "name": _name(party),
        "look": look,
        "chosen": chosen,
        "team": _team(request, organisation),
        "items": api.timeline_items(entries[:LINES], here=organisation, staff=True),
        "tabs": _tabs(party, shown, why),
        "older": _older(party, shown, entries, why),
    }
    return render(request, "dossier/desk.html", context)


def _chosen(request: HttpRequest) -> Purpose | None:
    """Why this worker looked the person up, where that is how they came here."""
    found = registry.find(Purpose, request.GET.get("waarom", ""))
    return found if found and found.for_search else None


def _older(party: UUID, shown: str, entries: tuple[EntryView, ...], why: Mapping[str, str]) -> str:
    return _address(party, shown, {**why, "voor": str(entries[LINES - 1].id)}) if len(entries) > LINES else ""


def _tabs(party: UUID, shown: str, why: Mapping[str, str]) -> list[Link]:
    return [Link(label, _address(party, key, why), current=key == shown) for key, (label, _g) in SHOWN.items()]


def _address(party: UUID, shown: str, more: Mapping[str, str]) -> str:
    url, query = reverse("dossier:open", args=[party]), urlencode({**({"toon": shown} if shown else {}), **more})
    return f"{url}?{query}" if query else url


def _name(party: UUID) -> str:
    """Raises NotFound when nobody has this key."""
    name = next((one.name_of(party) for one in registry.declared(PersonNames)), "")
    if not name:
        raise NotFound
    return name


def _organisation(request: HttpRequest) -> UUID:
    organisation = actor_of(request).organisation
    if organisation is None:
        raise NotFound
    return organisation


def _team(request: HttpRequest, organisation: UUID) -> str:
    teams = {one.team for one in actor_of(request).assignments if one.team and one.organisation == organisation}
    return organisations.team(min(teams)).name if teams else ""
