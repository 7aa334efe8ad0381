"""The worker's front page, and the queue column that stands beside whatever is open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from naast.design.types import Link
from naast.identity.api import Request, staff_page
from naast.kernel.actor import Actor
from naast.kernel.errors import NotFound
from naast.organisations.api import organisation
from naast.workbench.queries import queue_lines

SEE = "work.see_queue"
MINE = "van-mij"


@require_safe
@staff_page(SEE)
def queue(request: Request) -> HttpResponse:
    """What waits, first due first: for everybody, or what this worker took."""
    here = _organisation(request)
    mine = request.GET.get("rij") == MINE
    lines, after = queue_lines(request.actor, here, mine=mine, after=request.GET.get("na"))
    values = {
        "lines": lines,
        "mine": mine,
        "at": here,
        "tabs": _tabs(here, mine=mine),
        "organisations": _organisations(request.actor, here),
        "next_url": _address(here, mine=mine, na=after) if after else "",
        "first_url": _address(here, mine=mine) if request.GET.get("na") else "",
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


def _column(request: Request, *, here: str) -> Mapping[str, Any]:
    at = _organisation(request)
    mine, _ = queue_lines(request.actor, at, mine=True, here=here)
    waiting, _ = queue_lines(request.actor, at, mine=False, here=here)
    return {"mine": mine, "lines": waiting, "here": here, "at": at}


def _organisation(request: Request) -> UUID:
    """The organisation whose queue is shown: the one asked for, else the one of this door, else the first of this worker."""
    allowed = sorted(request.actor.organisations_with(SEE))
    if asked := request.GET.get("bij"):
        return next((one for one in allowed if str(one) == asked), None) or _nothing()
    return request.organisation.id if request.organisation.id in allowed else allowed[0]


def _nothing() -> UUID:
    raise NotFound


def _tabs(here: UUID, *, mine: bool) -> list[Link]:
    return [
        Link("In de rij", _address(here, mine=False), current=not mine),
        Link("Van mij", _address(here, mine=True), current=mine),
    ]


def _organisations(actor: Actor, here: UUID) -> list[Link]:
    """The organisations this worker works for; nothing to choose when there is one."""
    allowed = sorted(actor.organisations_with(SEE))
    links = [Link(organisation(one).name, _address(one, mine=False), current=one == here) for one in allowed]
    return links if len(links) > 1 else []


def _address(here: UUID, *, mine: bool, **more: str) -> str:
    return f"?{urlencode({'bij': str(here), **({'rij': MINE} if mine else {}), **more})}"
