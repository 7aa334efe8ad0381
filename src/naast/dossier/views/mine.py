"""The dossier as its own person reads it, over all organisations."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from naast.design.types import Link
from naast.dossier import api
from naast.dossier.forms import NoteForm
from naast.dossier.queries.timeline import one_line
from naast.dossier.types import EntryView
from naast.dossier.views import line_key
from naast.kernel.errors import NotFound
from naast.kernel.guards import actor_of, resident_page

LINES, ON_PAPER = 30, 500
SHOWN = {"": None, "berichten": ("message",), "gegevens": ("data", "decision")}


@resident_page()
def mine(request: HttpRequest) -> HttpResponse:
    """Everything, or one group of lines."""
    shown = request.GET.get("toon", "")
    if shown not in SHOWN:
        raise NotFound
    context = _page(request, reverse("dossier:mine"), SHOWN[shown], {"toon": shown} if shown else {})
    return render(request, "dossier/mine.html", {**context, "chips": _chips(shown)})


@resident_page()
def looks(request: HttpRequest) -> HttpResponse:
    """Who looked, and why."""
    context = _page(request, reverse("dossier:looks"), ("look",), {})
    return render(request, "dossier/looks.html", {**context, "chips": _chips("wie-keek")})


@resident_page()
def on_paper(request: HttpRequest) -> HttpResponse:
    """The same lines on one page, to print or keep."""
    entries = _lines(request, None, ON_PAPER + 1)
    items = api.timeline_items(entries[:ON_PAPER], here=_door(request))
    return render(request, "dossier/paper.html", {"items": items, "more": len(entries) > ON_PAPER, "most": ON_PAPER})


@resident_page()
def note(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Say something about a line."""
    actor = actor_of(request)
    line = one_line(actor, entry)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        api.add_note(actor, entry=entry, text=form.cleaned_data["words"], kind=form.cleaned_data["kind"])
        messages.success(request, _("Dank u. Uw woorden staan nu in het dossier. Wij lezen ze ook."))
        return redirect("dossier:mine")
    items = api.timeline_items([line], here=_door(request))
    status = 422 if form.errors else 200
    return render(request, "dossier/note.html", {"form": form, "items": items}, status=status)


def _page(request: HttpRequest, url: str, groups: tuple[str, ...] | None, query: dict[str, str]) -> dict[str, Any]:
    """One line more than is shown tells whether there is a next page."""
    entries = _lines(request, groups, LINES + 1)
    more = len(entries) > LINES
    older = f"{url}?{urlencode({**query, 'voor': str(entries[LINES - 1].id)})}" if more else ""
    newest = f"{url}?{urlencode(query)}" if request.GET.get("voor") else ""
    return {"items": api.timeline_items(entries[:LINES], here=_door(request)), "older": older, "newest": newest}


def _lines(request: HttpRequest, groups: tuple[str, ...] | None, limit: int) -> tuple[EntryView, ...]:
    actor = actor_of(request)
    if actor.party is None:
        raise NotFound
    before = line_key(request.GET.get("voor", ""))
    return api.timeline(actor, subject=actor.party, groups=groups, before=before, limit=limit)


def _chips(current: str) -> list[Link]:
    mine = reverse("dossier:mine")
    return [
        Link(_("Alles"), mine, current=current == ""),
        Link(_("Wie keek er mee"), reverse("dossier:looks"), current=current == "wie-keek"),
        Link(_("Berichten"), f"{mine}?toon=berichten", current=current == "berichten"),
        Link(_("Gegevens"), f"{mine}?toon=gegevens", current=current == "gegevens"),
    ]


def _door(request: HttpRequest) -> UUID | None:
    return actor_of(request).organisation
