"""Stopping for now, throwing away, and not getting any further."""

from __future__ import annotations

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
from naast.journeys.views.doors import actor_of, frame, held_by, next_url, open_matter, page_url, step_url
from naast.kernel.guards import public_page


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


@require_safe
@public_page
def stuck(request: HttpRequest, slug: str, draft: UUID) -> HttpResponse:
    """The ways to a human, with what one stood at; and the way back to it."""
    matter = open_matter(request, slug, draft)
    question = matter.journey.questions.get(request.GET.get("vraag", ""))
    context = {
        "matter": matter,
        "label": said(question.label, matter.on.language) if question else "",
        "back_url": step_url(matter, question.key) if question else next_url(matter),
        "link": request.build_absolute_uri(reverse("journeys:resume", args=[slug, token_for(draft)])),
    }
    return render(request, "journeys/stuck.html", context)
