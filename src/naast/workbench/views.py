"""The worker's front page, and the queue column that stands beside whatever is open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from naast.design.types import Link
from naast.identity.api import Request, staff_page
from naast.kernel.actor import Actor
from naast.kernel.errors import NotFound
from naast.organisations.api import organisation
from naast.work.types import Whose
from naast.workbench.forms import FindForm
from naast.workbench.queries import queue_lines

SEE = "work.see_queue"
ROWS = {"van-mij": Whose.MINE, "van-collegas": Whose.COLLEAGUES}  # as in the address; else what nobody took
TITLES = {Whose.NOBODYS: "In de rij", Whose.MINE: "Van mij", Whose.COLLEAGUES: "Van collega’s"}
EMPTY = {
    Whose.NOBODYS: "Er wacht nu niemand.",
    Whose.MINE: "U heeft nu niets opgepakt. Kies iets uit de rij.",
    Whose.COLLEAGUES: "Geen collega heeft nu iets opgepakt.",
}


@require_safe
@staff_page(SEE)
def queue(request: Request) -> HttpResponse:
    """What waits, first due first: for everybody, what this worker took, or what colleagues took."""
    here = _organisation(request)
    whose, form = ROWS.get(request.GET.get("rij", ""), Whose.NOBODYS), FindForm(request.GET)
    asked = form.asked
    lines, after = queue_lines(
        request.actor,
        here,
        whose,
        kind=asked.get("soort", ""),
        words=asked.get("woorden", ""),
        after=request.GET.get("na"),
    )
    values = {
        "lines": lines,
        "title": TITLES[whose],
        "empty": EMPTY[whose],
        "at": here,
        "row": request.GET.get("rij", "") if whose is not Whose.NOBODYS else "",
        "form": form,
        "asked": asked,
        "find_key": {"data-key": "/", "data-key-label": "Vind in de rij"},
        "tabs": [Link(TITLES[one], _address(here, one, **asked), current=one is whose) for one in Whose],
        "organisations": _organisations(request.actor, here),
        "next_url": _address(here, whose, **asked, na=after) if after else "",
        "first_url": _address(here, whose, **asked) if request.GET.get("na") else "",
        "all_url": _address(here, whose),
    }
    return render(request, "workbench/queue.html", values)


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
    if request.path == url or not request.actor.organisations_with(SEE):
        return None
    return {"url": url, "name": "woorden", "label": "Vind in de rij"}


def _column(request: Request, *, here: str) -> Mapping[str, Any]:
    at = _organisation(request)
    mine, _ = queue_lines(request.actor, at, Whose.MINE, here=here)
    waiting, _ = queue_lines(request.actor, at, Whose.NOBODYS, here=here)
    return {"mine": mine, "lines": waiting, "here": here, "at": at}


def _organisation(request: Request) -> UUID:
    """The organisation whose queue is shown: the one asked for, else the one of this door, else the first of this worker."""
    allowed = sorted(request.actor.organisations_with(SEE))
    if asked := request.GET.get("bij"):
        return next((one for one in allowed if str(one) == asked), None) or _nothing()
    return request.organisation.id if request.organisation.id in allowed else allowed[0]


def _nothing() -> UUID:
    raise NotFound


def _organisations(actor: Actor, here: UUID) -> list[Link]:
    """The organisations this worker works for; nothing to choose when there is one."""
    allowed = sorted(actor.organisations_with(SEE))
    links = [Link(organisation(one).name, _address(one, Whose.NOBODYS), current=one == here) for one in allowed]
    return links if len(links) > 1 else []


def _address(here: UUID, whose: Whose, **more: str) -> str:
    row = next((word for word, one in ROWS.items() if one is whose), "")
    return f"?{urlencode({'bij': str(here), **({'rij': row} if row else {}), **more})}"
