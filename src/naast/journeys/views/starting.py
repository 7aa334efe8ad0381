"""Beginning, going on, coming back by a link, and making a draft yours."""

from __future__ import annotations

from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from naast.catalogue import api as catalogue
from naast.catalogue.types import said
from naast.design.types import Link
from naast.identity.api import sign_in_url
from naast.journeys import actions
from naast.journeys.actions.resuming import draft_in, owner_of
from naast.journeys.actions.starting import level_of, require_level
from naast.journeys.queries.drafts import open_drafts
from naast.journeys.queries.matters import journey_of
from naast.journeys.views.doors import ago, held_by, hold, next_url, open_matter
from naast.kernel.actor import Assurance
from naast.kernel.errors import NotFound
from naast.kernel.guards import actor_of, public_page
from naast.kernel.limits import limit_actor
from naast.organisations.api import at_door
from naast.parties.types import Lane

STARTS_PER_MINUTE = 120
LINKS_PER_MINUTE = 60
LANES = {"rustig": Lane.TOGETHER, "snel": Lane.FAST}  # as the links of a service page name them


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """What this asks, and what one has open already. Beginning is a POST: a link that is followed begins nothing."""
    package = catalogue.current(at_door(request).id, slug)
    if "journey" not in package.sections:
        raise NotFound
    if request.method != "POST" and catalogue.why_paused(at_door(request).id, slug):
        return redirect("catalogue:service", slug)  # where it says why, before anybody signs in for nothing
    require_level(actor_of(request), level_of(package.sections))
    if request.method == "POST":
        limit_actor(request, "journeys.start", per_minute=STARTS_PER_MINUTE)
        return _begin(request, slug)
    drafts = open_drafts(actor_of(request), service=slug, held=held_by(request))
    context = {
        "title": catalogue.in_language(package.sections["service"]["title"]),
        "lead": catalogue.in_language(package.sections["service"]["lead"]),
        "need": catalogue.text(package, "need", catalogue.language()),
        "parts": [
            (said(one.label, catalogue.language()).capitalize(), said(one.detail, catalogue.language()))
            for one in journey_of(package.id).parts
        ],
        "keep_days": journey_of(package.id).keep_days,
        "drafts": [Link(one.title, one.url, text=ago(one.changed_at), icon="edit") for one in drafts],
        "service_url": reverse("catalogue:service", args=[slug]),
        "sign_in_url": _way_in(request),
    }
    return render(request, "journeys/start.html", context)


def _way_in(request: HttpRequest) -> str:
    """Where who need not sign in may do so all the same; empty for who did, and for a worker."""
    actor = actor_of(request)
    return "" if actor.is_resident or actor.is_staff else sign_in_url(request.get_full_path(), Assurance.LOW)


def _begin(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = at_door(request).id
    lane = LANES.get(request.GET.get("baan", ""))
    begun = actions.start(actor_of(request), organisation=organisation, slug=slug, lane=lane)
    if begun.owner is None:
        hold(request, begun.id)
    return _onwards(request, slug, begun.id)


def _onwards(request: HttpRequest, slug: str, draft: UUID) -> HttpResponse:
    """To where the draft stands, after fetching what is asked there."""
    actions.fetch_for(actor_of(request), draft, held=held_by(request))
    return redirect(next_url(open_matter(request, slug, draft)))


@require_safe
@public_page
def go_on(request: HttpRequest, slug: str, draft: UUID) -> HttpResponse:
    matter = open_matter(request, slug, draft)
    if matter.draft.owner is None and actor_of(request).is_resident:
        return redirect("journeys:claim", slug, draft)
    return redirect(next_url(matter))


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def claim(request: HttpRequest, slug: str, draft: UUID) -> HttpResponse:
    """Somebody began without signing in and signed in since: is it hers? She says so; nothing is tied to her by looking."""
    matter = open_matter(request, slug, draft)
    if request.method == "POST":
        actions.claim(actor_of(request), draft, held=held_by(request))
        return _onwards(request, slug, draft)
    if matter.draft.owner is not None:
        return redirect(next_url(matter))
    return render(request, "journeys/claim.html", {"matter": matter, "changed": ago(matter.draft.changed_at)})


@require_safe
@public_page
def resume(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The link wins over what was going on in this browser. What has an owner opens for that owner only, signed in."""
    limit_actor(request, "journeys.resume", per_minute=LINKS_PER_MINUTE)
    try:
        draft = draft_in(token)
        owner = owner_of(draft)
    except (signing.BadSignature, NotFound):
        return render(
            request, "journeys/link_over.html", {"start_url": reverse("journeys:start", args=[slug])}, status=410
        )
    actor = actor_of(request)
    if owner is None:
        hold(request, draft)
        return redirect("journeys:open", slug, draft)
    if owner in actor.parties(slug):
        return redirect("journeys:open", slug, draft)
    package = catalogue.current(at_door(request).id, slug)
    way_in = sign_in_url(request.get_full_path(), max(actor.assurance, Assurance.LOW, level_of(package.sections)))
    if not actor.is_resident:
        return redirect(way_in)
    return render(request, "journeys/other_person.html", {"sign_in_url": way_in}, status=403)
