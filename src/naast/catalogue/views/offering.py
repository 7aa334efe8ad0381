"""An administrator sees what is offered, switches it off for a while, and puts a newer version from disk in use."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from naast.catalogue import queries
from naast.catalogue.access import OFFER
from naast.catalogue.actions import pause, publish_seen, resume
from naast.catalogue.forms import FindForm, PauseForm
from naast.catalogue.types import Difference, Offered
from naast.design.refused import came_back, come_back, forget_refused
from naast.design.types import Column, Link, Table
from naast.kernel.clock import AMSTERDAM
from naast.kernel.errors import Refused
from naast.kernel.guards import actor_of, staff_page
from naast.organisations import api as organisations
from naast.organisations.types import Workplace

MOST_DIFFERENCES, LONGEST = 100, 300  # lines, and characters of a cell


@require_safe
@staff_page(OFFER)
def offering(request: HttpRequest) -> HttpResponse:
    """Every service that is offered, found by name, and what stands on disk and is not offered."""
    here, form = _here(request), FindForm(request.GET)
    found = queries.offered_by(actor_of(request), here.organisation.id, words=form.words)
    values = {
        "here": here,
        "form": form,
        "table": _list(found, here, empty="Geen dienst gevonden." if form.words else "Er wordt nog niets aangeboden."),
        "others": [
            Link(one, _at(here, "catalogue:offer", one))
            for one in queries.not_offered(actor_of(request), here.organisation.id)
        ],
    }
    return render(request, "catalogue/offering.html", values)


@require_safe
@staff_page(OFFER)
def offer(request: HttpRequest, slug: str) -> HttpResponse:
    """One service: whether it is on, and what would change with the package as it is on disk."""
    here, kept = _here(request), came_back(request)
    one = queries.offer_of(actor_of(request), here.organisation.id, slug)
    disk = queries.on_shelf(actor_of(request), here.organisation.id, slug, local=here.organisation.slug)
    values = {
        "here": here,
        "offer": one,
        "disk": disk,
        "form": kept.on(PauseForm(kept.typed)) if kept else PauseForm(),
        "is_newer": bool(disk.hash) and disk.hash != one.hash,
        "newer": _compared("Wat verandert", disk.newer, "Nu", "Straks"),
        "own": _compared("Eigen zinnen en regels", disk.own, "In het basispakket", "Bij ons"),
        "more": max(len(disk.newer) - MOST_DIFFERENCES, 0),
        "back_url": _at(here, "catalogue:offering"),
        "query": urlencode({"bij": str(here.organisation.id)}),
    }
    return render(request, "catalogue/offer.html", values)


@require_POST
@staff_page(OFFER)
def switch_off(request: HttpRequest, slug: str) -> HttpResponse:
    form = PauseForm(request.POST)
    if not form.is_valid():
        return come_back(request, form, _at(_here(request), "catalogue:offer", slug))
    forget_refused(request)
    act = partial(pause, sentence=form.cleaned_data["zin"])
    return _act(request, slug, act, "Deze dienst staat uit. Inwoners lezen uw zin.")


@require_POST
@staff_page(OFFER)
def switch_on(request: HttpRequest, slug: str) -> HttpResponse:
    return _act(request, slug, resume, "Deze dienst staat weer aan.")


@require_POST
@staff_page(OFFER)
def put_in_use(request: HttpRequest, slug: str) -> HttpResponse:
    """The package as the page showed it, and no other."""
    act = partial(publish_seen, local=_here(request).organisation.slug, seen=request.POST.get("inhoud", ""))
    return _act(request, slug, act, "Deze versie staat live. Wat al loopt, gaat verder met de versie van toen.")


def _act(request: HttpRequest, slug: str, act: Callable[..., object], done: str) -> HttpResponse:
    """Do this with a service that is offered or on disk, and say so on its page, or why not."""
    actor, here = actor_of(request), _here(request)
    queries.offer_of(actor, here.organisation.id, slug)
    try:
        act(actor, organisation=here.organisation.id, slug=slug)
        messages.success(request, done)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(_at(here, "catalogue:offer", slug))


def _here(request: HttpRequest) -> Workplace:
    return organisations.workplace(actor_of(request), OFFER, request.GET.get("bij"))


def _at(here: Workplace, name: str, *keys: str | UUID) -> str:
    return f"{reverse(name, args=keys)}?{urlencode({'bij': str(here.organisation.id)})}"


def _list(found: tuple[Offered, ...], here: Workplace, *, empty: str) -> Table:
    rows = tuple(
        (Link(one.title, _at(here, "catalogue:offer", one.slug)), "even uit" if one.paused else "aan", _since(one))
        for one in found
    )
    return Table("Diensten", (Column("Dienst"), Column("Staat"), Column("Deze versie sinds")), rows, empty=empty)


def _since(one: Offered) -> str:
    return f"{one.since.astimezone(AMSTERDAM):%-d-%-m-%Y}" if one.since else ""


def _compared(caption: str, lines: tuple[Difference, ...], before: str, after: str) -> Table:
    rows = tuple((one.where, _cut(one.before), _cut(one.after)) for one in lines[:MOST_DIFFERENCES])
    return Table(caption, (Column("Waar"), Column(before), Column(after)), rows, empty="Er verandert niets.")


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
