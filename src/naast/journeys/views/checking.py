"""Where a journey ends: an answer, the check page, and what happens next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naast.catalogue import api as catalogue
from naast.catalogue.types import said
from naast.journeys import actions
from naast.journeys.forms import seen_in
from naast.journeys.queries.matters import Matter
from naast.journeys.queries.promises import promised
from naast.journeys.types import ANSWER, Answered, Ending
from naast.journeys.views.doors import MINE, frame, held_by, home_of, next_url, open_matter, page_url, step_url
from naast.kernel.clock import local_day, now
from naast.kernel.errors import Stale
from naast.kernel.guards import actor_of, public_page
from naast.kernel.registry import registry
from naast.parties.ports import FactSource


@dataclass(frozen=True)
class Checked:
    """One answer on the check page."""

    label: str
    shown: str
    source: str
    change_url: str


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def outcome(request: HttpRequest, slug: str, draft: UUID) -> HttpResponse:
    """An answer, and the ways on from it: done, ask all the same, a human."""
    matter = open_matter(request, slug, draft)
    ending = matter.ending
    if matter.draft.status != "open" or ending is None or ending.kind != ANSWER:
        return redirect(next_url(matter))
    if request.method == "POST":
        return _leave(request, matter, ending)
    context = {
        **frame(matter, None),
        "title": said(ending.title, matter.on.language),
        "text": matter.text_of(ending),
        "ending": ending,
        "onward": said(ending.onward.label, matter.on.language) if ending.onward else "",
        "door": said(ending.door.text, matter.on.language) if ending.door else "",
        "answers": list(_lines(matter)),
        "back_url": _last_step(matter),
    }
    return render(request, "journeys/outcome.html", context)


def _leave(request: HttpRequest, matter: Matter, ending: Ending) -> HttpResponse:
    actor, held = actor_of(request), held_by(request)
    if request.POST.get("toch") and ending.onward:
        actions.go_onward(actor, matter.draft.pk, ending.key, held=held)
        actions.fetch_for(actor, matter.draft.pk, held=held)
        return redirect(next_url(open_matter(request, matter.draft.service, matter.draft.pk)))
    actions.close_answered(actor, matter.draft.pk, held=held)
    return redirect(home_of(actor, matter))


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def check(request: HttpRequest, slug: str, draft: UUID) -> HttpResponse:
    """Everything on one page, to look over and send."""
    matter = open_matter(request, slug, draft)
    if matter.draft.status == "sent":
        return redirect(page_url(matter, "done"))
    if matter.draft.status != "open" or matter.ending is None or matter.ending.kind == ANSWER:
        return redirect(next_url(matter))
    if request.method == "POST":
        return _send(request, matter)
    return render(request, "journeys/check.html", _check_page(matter, matter.ending))


def _send(request: HttpRequest, matter: Matter) -> HttpResponse:
    try:
        actions.send(actor_of(request), matter.draft.pk, seen=seen_in(request.POST), held=held_by(request))
    except Stale as stale:
        messages.warning(request, stale.sentence)
        return redirect(page_url(matter, "check"))
    return redirect(page_url(matter, "done"))


def _check_page(matter: Matter, ending: Ending) -> dict[str, Any]:
    return {
        **frame(matter, None),
        "title": said(ending.title, matter.on.language),
        "text": matter.text_of(ending),
        "answers": list(_lines(matter)),
        "version": matter.draft.revision,
        "back_url": _last_step(matter),
    }


def _lines(matter: Matter) -> Iterator[Checked]:
    for one in matter.answered():
        yield Checked(one.label, one.shown, _from(one), step_url(matter, one.key))


def _from(one: Answered) -> str:
    if one.source == "self":
        return _("Dat vulde u zelf in. U schreef erbij: %(reason)s") % {"reason": one.reason} if one.reason else ""
    source = registry.find(FactSource, one.source)
    return _("Van de %(source)s. U zag dat het klopt.") % {"source": source.name if source else one.source}


@require_safe
@public_page
def done(request: HttpRequest, slug: str, draft: UUID) -> HttpResponse:
    """It is in: the number, what happens next and when."""
    matter = open_matter(request, slug, draft)
    if matter.draft.status != "sent":
        return redirect(next_url(matter))
    sent = local_day(matter.draft.sent_at or now())
    ending = matter.journey.endings[matter.draft.ending]
    context = {
        "matter": matter,
        "draft": matter.draft,
        "text": matter.text_of(ending),
        "promise": promised(matter.package.sections["service"], sent=sent, counts_from=matter.counts_from(sent)),
        "counts_from": matter.counts_from(sent) if matter.counts_from(sent) > sent else None,
        "to_follow": [(one.label, one.shown) for one in matter.to_follow()],
        "mine": home_of(actor_of(request), matter) if actor_of(request).is_staff else MINE,
        "steps": [
            (catalogue.in_language(one["label"]), catalogue.in_language(one.get("detail", {})))
            for one in matter.package.sections.get("steps", ())
            if one["who"] != "resident"
        ],
    }
    return render(request, "journeys/done.html", context)


def _last_step(matter: Matter) -> str:
    passed = [key for key in matter.walk.path if key in matter.journey.questions]
    return step_url(matter, passed[-1]) if passed else page_url(matter, "open")
