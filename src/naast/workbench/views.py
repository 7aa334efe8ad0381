"""The worker's front page, and the queue column that stands beside whatever is open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from naast.design.types import Link
from naast.identity.api import Request, staff_page
from naast.kernel.actor import Actor
from naast.kernel.errors import NotFound, Refused
from naast.organisations.api import names_of
from naast.work.types import Whose
from naast.workbench import actions
from naast.workbench.forms import FindForm, ViewForm
from naast.workbench.queries import first_lines, queue_lines, saved_views
from naast.workbench.types import SavedView

SEE = "work.see_queue"
BESIDE = 10  # lines of each beside an open page; everybody on them gets a line in the processing log, at every page
ROWS = {"van-mij": Whose.MINE, "van-mijn-team": Whose.TEAMS, "van-collegas": Whose.COLLEAGUES}  # else what nobody took
TITLES = {
    Whose.NOBODYS: "In de rij",
    Whose.MINE: "Van mij",
    Whose.TEAMS: "Mijn team",
    Whose.COLLEAGUES: "Collega’s",
}
EMPTY = {
    Whose.NOBODYS: "Er wacht nu niemand.",
    Whose.MINE: "U heeft nu niets opgepakt. Kies iets uit de rij.",
    Whose.TEAMS: "Uw team heeft nu niets te doen.",
    Whose.COLLEAGUES: "Geen collega heeft nu iets opgepakt.",
}


@require_safe
@staff_page(SEE)
def queue(request: Request) -> HttpResponse:
    """What waits, first due first: for everybody, what this worker took, what the team has, or what colleagues took."""
    return _page(request, ViewForm())


@require_POST
@staff_page(SEE)
def keep_view(request: Request) -> HttpResponse:
    """Keep what this address shows, under a name."""
    form = ViewForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    asked = {"bij": str(_organisation(request)), **_row(request), **_find(request).chosen}
    try:
        actions.keep_view(request.actor, name=form.cleaned_data["naam"], asked=asked)
        messages.success(request, f"‘{form.cleaned_data['naam']}’ staat bij uw weergaven.")
    except Refused as refused:
        messages.warning(request, refused.sentence)
    return redirect(f"{reverse('workbench:queue')}?{urlencode(asked)}")


@require_POST
@staff_page(SEE)
def remove_view(request: Request, view: UUID) -> HttpResponse:
    actions.remove_view(request.actor, view)
    messages.success(request, "De weergave is weg.")
    return redirect("workbench:queue")


@require_safe
@staff_page(SEE)
def column(request: Request) -> HttpResponse:
    """The queue column by itself, for a page that keeps it up to date."""
    return render(request, "workbench/column.html", _column(request, here=request.GET.get("hier", "")))


def queue_column(request: Request) -> Mapping[str, Any] | None:
    """The start of the queue, for the first column of any staff page."""
    return _column(request, here=request.path) if request.actor.organisations_with(SEE) else None


def find_box(request: Request) -> Mapping[str, Any] | None:
    """Search in the queue from any staff page; the queue itself has its own box, with more to choose."""
    url = reverse("workbench:queue")
    if request.resolver_match and request.resolver_match.view_name in ("workbench:queue", "workbench:keep-view"):
        return None
    return {"url": url, "name": "woorden", "label": "Vind in de rij"} if request.actor.organisations_with(SEE) else None


def _page(request: Request, naming: ViewForm) -> HttpResponse:
    """The part of the queue that the address asks for, and what leads to other parts."""
    here, form, row = _organisation(request), _find(request), _row(request)
    whose, asked = ROWS.get(row.get("rij", ""), Whose.NOBODYS), form.asked
    place = request.GET.get("na", "")
    shown = queue_lines(request.actor, here, whose, filters=form.filters, after=place)
    at = {"bij": str(here), **row}
    views = saved_views(request.actor)
    values = {
        "lines": shown.items,
        "partly": shown.partly,
        "title": TITLES[whose],
        "empty": EMPTY[whose],
        "at": here,
        "row": row.get("rij", ""),
        "form": form,
        "asked": asked,
        "chosen": form.chosen,
        "find_key": {"data-key": "/", "data-key-label": "Vind in de rij"},
        "tabs": [Link(TITLES[one], _address(here, one, **asked), current=one is whose) for one in Whose],
        "organisations": _organisations(request.actor, here),
        "views": views,
        "view_links": _view_links(views, {**at, **form.chosen}),
        "naming": naming,
        "keep_url": f"{reverse('workbench:keep-view')}?{urlencode({**at, **form.chosen})}",
        "shown_url": _address(here, whose, **asked, **({"na": place} if place else {})),
        "next_url": _address(here, whose, **asked, na=shown.after) if shown.after else "",
        "first_url": _address(here, whose, **asked) if place else "",
        "all_url": _address(here, whose),
    }
    return render(request, "workbench/queue.html", values, status=422 if naming.errors else 200)


def _find(request: Request) -> FindForm:
    return FindForm(request.GET, organisation=_organisation(request))


def _row(request: Request) -> dict[str, str]:
    """The row as it stands in the address; nothing for the one that opens first."""
    asked = request.GET.get("rij", "")
    return {"rij": asked} if asked in ROWS else {}


def _view_links(views: tuple[SavedView, ...], now_shown: Mapping[str, str]) -> list[Link]:
    queue = reverse("workbench:queue")
    return [Link(one.name, f"{queue}?{urlencode(one.asked)}", current=one.asked == now_shown) for one in views]


def _column(request: Request, *, here: str) -> Mapping[str, Any]:
    at = _organisation(request)
    mine, waiting, further = first_lines(request.actor, at, here=here, limit=BESIDE)
    own, queue = (TITLES[Whose.MINE], mine, ""), (TITLES[Whose.NOBODYS], waiting, EMPTY[Whose.NOBODYS])
    from_queue = any(line.current for line in waiting)  # then its place there comes first, else what one has
    rows = (queue, own) if from_queue else (own, queue)
    return {"rows": (("Nu open", further, ""), *rows), "here": here, "at": at}


def _organisation(request: Request) -> UUID:
    """The organisation whose queue is shown: the one asked for, else the one of this door, else the first of this worker."""
    allowed = sorted(request.actor.organisations_with(SEE))
    if asked := request.GET.get("bij"):
        for one in allowed:
            if str(one) == asked:
                return one
        raise NotFound
    return request.organisation.id if request.organisation.id in allowed else allowed[0]


def _organisations(actor: Actor, here: UUID) -> list[Link]:
    """The organisations this worker works for; nothing to choose when there is one."""
    allowed = sorted(actor.organisations_with(SEE))
    if len(allowed) == 1:
        return []
    names = names_of(allowed)
    return [Link(names[one], _address(one, Whose.NOBODYS), current=one == here) for one in allowed]


def _address(here: UUID, whose: Whose, **more: str) -> str:
    row = next((word for word, one in ROWS.items() if one is whose), "")
    asked = {"bij": str(here), **({"rij": row} if row else {}), **more}
    return f"{reverse('workbench:queue')}?{urlencode(asked)}"
