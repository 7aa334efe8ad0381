"""Stopping for now, throwing away, and not getting any further."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naast.catalogue.types import said
from naast.journeys import actions
from naast.journeys.actions.resuming import token_for
from naast.journeys.forms import CallForm
from naast.journeys.queries.helping import help_for, known_phone
from naast.journeys.queries.matters import Matter
from naast.journeys.types import Question
from naast.journeys.views.doors import frame, held_by, next_url, open_matter, page_url, step_url
from naast.kernel.clock import now
from naast.kernel.guards import actor_of, public_page
from naast.organisations import api as organisations


@require_safe
@public_page
def later(request: HttpRequest, slug: str, draft: UUID) -> HttpResponse:
    """How one comes back, on this device or another, and until when it is kept."""
    matter = open_matter(request, slug, draft)
    if matter.draft.status != "open":
        return redirect(next_url(matter))
    link = request.build_absolute_uri(reverse("journeys:resume", args=[slug, token_for(draft)]))
    context = {
        **frame(matter, matter.walk.at),
        "link": link,
        "here": next_url(matter),
        "owned": matter.draft.owner is not None,
    }
    return render(request, "journeys/later.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def discard(request: HttpRequest, slug: str, draft: UUID) -> HttpResponse:
    matter = open_matter(request, slug, draft)
    if matter.draft.status != "open":
        return redirect(next_url(matter))
    if request.method == "POST":
        actions.discard(actor_of(request), draft, held=held_by(request))
        messages.success(request, _("Wat u invulde, is weggegooid."))
        return redirect("journeys:start", slug)
    return render(request, "journeys/discard.html", {"matter": matter, "back_url": page_url(matter, "later")})


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def stuck(request: HttpRequest, slug: str, draft: UUID) -> HttpResponse:
    """What happens now that one asked for a human, the ways to one, and the way back; POST asks to be phoned."""
    matter = open_matter(request, slug, draft)
    if matter.draft.status != "open":
        return redirect(next_url(matter))
    form = CallForm(request.POST if request.method == "POST" else None, initial={"phone": known_phone(matter)})
    if form.is_valid():
        question = _question(request, matter)
        actions.ask_call(actor_of(request), draft, question.key, **form.cleaned_data, held=held_by(request))
        return redirect(f"{page_url(matter, 'stuck')}?vraag={question.key}")
    return render(
        request, "journeys/stuck.html", _stuck_page(request, matter, form), status=422 if form.errors else 200
    )


def _stuck_page(request: HttpRequest, matter: Matter, form: CallForm) -> dict[str, Any]:
    question = _question(request, matter)
    organisation = organisations.at_door(request)
    return {
        "matter": matter,
        "question": question,
        "label": said(question.label, matter.on.language),
        "back_url": step_url(matter, question.key),
        "help": help_for(matter),
        "form": form,
        "phone": organisation.phone,
        "opening": organisations.opening(organisation, now()),
    }


def _question(request: HttpRequest, matter: Matter) -> Question:
    """The question one stood at; where that is not told, the one that is open or the first."""
    asked = request.GET.get("vraag", "")
    known = matter.journey.questions
    return known.get(asked) or known[matter.walk.at or matter.journey.start]
