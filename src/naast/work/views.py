"""The page of one thing that waits for a human, for work that has no other page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from naast.dossier.types import AboutPage
from naast.identity.api import staff, staff_page
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.errors import Refused
from naast.kernel.guards import actor_of
from naast.kernel.registry import registry
from naast.parties.api import name_of
from naast.work import api
from naast.work.access import SEE, TAKE
from naast.work.forms import GiveBackForm
from naast.work.types import UNDO_WITHIN, WorkItemView, WorkKind, WorkStatus

QUEUE = "/werk/"  # the workbench lies above
TAKE_IT, DONE, BACK, UNDO, NOT_REACHED = "pak-op", "klaar", "terug", "zet-terug", "niet-bereikt"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(SEE)
def item(request: HttpRequest, item: UUID) -> HttpResponse:
    """What it is, and the verbs that fit: take, put back, done, give back. What has a page elsewhere is done there."""
    actor = actor_of(request)
    if request.method != "POST":
        return _page(request, actor, item, GiveBackForm())
    if (found := api.item(actor, item)) and not _is_done_here(found):
        return redirect(found.url)
    try:
        return _act(request, actor, item)
    except Refused as refused:
        messages.warning(request, refused.sentence)
        return redirect("work:item", item)


def _act(request: HttpRequest, actor: Actor, item: UUID) -> HttpResponse:
    verb = request.POST.get("doe")
    if verb == BACK:
        return _give_back(request, actor, item)
    if verb == DONE:
        api.finish(actor, item)
        messages.success(request, "Klaar. Het staat niet meer in de rij.")
        return redirect(QUEUE)
    if verb == NOT_REACHED:
        api.not_reached(actor, item)
        messages.success(request, "Het staat weer in de rij, voor de volgende werkdag.")
        return redirect(QUEUE)
    if verb == UNDO:
        api.put_back(actor, item, version=_version(request))
        messages.success(request, "Het staat weer in de rij, zoals u het vond.")
        return redirect("work:item", item)
    api.take(actor, item, version=_version(request))
    messages.success(request, "U heeft dit opgepakt.")
    return redirect("work:item", item)


def _give_back(request: HttpRequest, actor: Actor, item: UUID) -> HttpResponse:
    form = GiveBackForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, item, form)
    api.give_back(actor, item, reason=form.cleaned_data["reason"])
    messages.success(request, "Het staat weer in de rij voor iedereen.")
    return redirect(QUEUE)


def _page_about(item: WorkItemView) -> str:
    """Where the thing itself is looked at, for work that is done beside it, such as a call about a case."""
    page = registry.find(AboutPage, item.about.kind)
    return page.staff_url(item.about.id) if page and page.staff_url else ""


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _page(request: HttpRequest, actor: Actor, item: UUID, form: GiveBackForm) -> HttpResponse:
    found, facts = api.open_item(actor, item)
    values = {
        "item": found,
        "facts": facts,
        "name": name_of(found.party) if found.party else "",
        "form": form,
        "about_url": _page_about(found),
        "may_open": found.party and actor.may("dossier.open_without_grant", at=found.organisation),
        "may_take": _may(actor, found) and found.status is WorkStatus.OPEN,
        "mine": _may(actor, found) and found.status is WorkStatus.TAKEN and found.taken_by == actor.id,
        "may_put_back": found.taken_at is not None and now() <= found.taken_at + UNDO_WITHIN,
        "calls": (kind := registry.find(WorkKind, found.kind)) is not None and kind.calls,
        "holder": staff(found.taken_by) if found.taken_by else None,
    }
    return render(request, "work/item.html", values, status=422 if form.errors else 200)


def _may(actor: Actor, item: WorkItemView) -> bool:
    return _is_done_here(item) and actor.may(TAKE, at=item.organisation)


def _is_done_here(item: WorkItemView) -> bool:
    return item.url == reverse("work:item", args=[item.id])
