"""What every page of a journey needs: who is there, what this browser holds, which draft, and how far it is."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naast.catalogue.types import said
from naast.design.templatetags.naast_words import clock_time, day
from naast.design.types import Step
from naast.journeys.actions.starting import level_of, require_level
from naast.journeys.flow.walking import parts_seen
from naast.journeys.queries.drafts import matter as matter_for
from naast.journeys.queries.matters import Matter
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.errors import NotFound
from naast.kernel.guards import actor_of

HELD = "journeys.held"
MOST_HELD = 10


def held_by(request: HttpRequest) -> Set[UUID]:
    """Drafts without an owner that this browser began, or was given by a link."""
    return frozenset(UUID(one) for one in request.session.get(HELD, ()))


def hold(request: HttpRequest, draft: UUID) -> None:
    held = [one for one in request.session.get(HELD, ()) if one != str(draft)]
    request.session[HELD] = [*held, str(draft)][-MOST_HELD:]


def open_matter(request: HttpRequest, slug: str, draft: UUID) -> Matter:
    """The matter of this page. Raises NotFound, and SignInNeeded where one has to sign in more surely."""
    found = matter_for(actor_of(request), draft, held=held_by(request))
    if found.draft.service != slug:
        raise NotFound
    require_level(actor_of(request), level_of(found.package.sections))
    return found


def step_url(matter: Matter, question: str) -> str:
    return reverse("journeys:step", args=[matter.draft.service, matter.draft.pk, question])


def page_url(matter: Matter, page: str) -> str:
    return reverse(f"journeys:{page}", args=[matter.draft.service, matter.draft.pk])


def next_url(matter: Matter) -> str:
    """Where this draft stands: its open question, the answer it came to, the check page, or done."""
    if matter.draft.status == "sent":
        return page_url(matter, "done")
    if matter.walk.at:
        return step_url(matter, matter.walk.at)
    ending = matter.ending
    return page_url(matter, "outcome" if ending and ending.kind == "answer" else "check")


MINE = "/mijn/"  # the portal lies above


def home_of(actor: Actor, matter: Matter) -> str:
    """Where one goes when this is over: the own pages, or for a worker the dossier of whose it is."""
    if actor.is_staff and matter.draft.owner:
        return reverse("dossier:open", args=[matter.draft.owner])
    return MINE if actor.is_resident else "/"


def frame(matter: Matter, at: str | None) -> dict[str, Any]:
    """What the head and foot of each page of a journey show; `at` is the question, none on the check page."""
    language = matter.on.language
    parts = {part.key: part for part in matter.journey.parts}
    seen = list(parts_seen(matter.journey, at))
    steps = [
        Step(said(parts[key].label, language).capitalize(), state, said(parts[key].detail, language))
        for key, state in seen
    ]
    last = Step(_("Nakijken en versturen"), "later" if at else "now", _("u kunt alles nog veranderen"))
    steps.append(last)
    here = next(index for index, step in enumerate(steps) if step.state == "now")
    return {
        "matter": matter,
        "draft": matter.draft,
        "journey_title": matter.title,
        "steps": steps,
        "step": here + 1,
        "total": len(steps),
        "where": _("Stap %(step)s van %(total)s: %(label)s.")
        % {"step": here + 1, "total": len(steps), "label": _lower(steps[here].label)},
        "then": _("Hierna: %(label)s.") % {"label": _lower(steps[here + 1].label)} if here + 1 < len(steps) else "",
        "saved": saved_words(matter),
        "saved_detail": _("Stopt u nu? Dan komt u later terug bij deze vraag. Ook op een ander apparaat."),
        "stop_url": page_url(matter, "later"),
    }


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def saved_words(matter: Matter) -> str:
    if not matter.draft.revision:
        return _("Wat u invult, bewaren we meteen.")
    return _("Bewaard, %(ago)s.") % {"ago": ago(matter.draft.changed_at)}


def ago(moment: datetime) -> str:
    """How long ago, as one says it: zojuist, 2 minuten geleden, vandaag om 9.04 uur, woensdag 25 november 2026."""
    passed = now() - moment
    if passed < timedelta(minutes=1):
        return _("zojuist")
    if passed < timedelta(hours=1):
        minutes = int(passed / timedelta(minutes=1))
        return ngettext("%(n)s minuut geleden", "%(n)s minuten geleden", minutes) % {"n": minutes}
    return _("%(day)s om %(time)s uur") % {"day": day(moment), "time": clock_time(moment)}
