"""The answer to a question in own words: one answer with its steps, not a list of links. Nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from naast.catalogue import api as catalogue
from naast.catalogue.types import ServicePage
from naast.design.types import Link
from naast.finding import api
from naast.finding.matching.words import cleaned
from naast.finding.types import Answer, Kind
from naast.kernel.errors import NotFound
from naast.kernel.guards import public_page
from naast.kernel.limits import limit_actor
from naast.organisations.types import Organisation

MOST = 6  # an answer, and what it may have been instead
FAIR = 0.04  # how likely another one must be to be named
QUESTIONS_PER_MINUTE, KEYS_PER_MINUTE = 120, 600


@public_page
def answer(request: HttpRequest) -> HttpResponse:
    asked = cleaned(request.GET.get("vraag", ""))
    if asked:
        limit_actor(request, "finding.ask", per_minute=QUESTIONS_PER_MINUTE)
    locale = catalogue.locale_of(get_language() or "nl")
    organisation = _organisation(request)
    found = api.ask(asked, organisation=organisation, limit=MOST, language=locale)
    return render(request, "finding/answer.html", _context(asked, found, organisation, locale))


@public_page
def suggestions(request: HttpRequest) -> JsonResponse:
    """Names of services for what was typed so far: `{"suggestions": ["…"]}`."""
    limit_actor(request, "finding.suggest", per_minute=KEYS_PER_MINUTE)
    typed = cleaned(request.GET.get("vraag", ""))
    locale = catalogue.locale_of(get_language() or "nl")
    return JsonResponse({"suggestions": api.suggestions(typed, organisation=_organisation(request), language=locale)})


def _context(asked: str, found: Answer, organisation: UUID, locale: str) -> dict[str, object]:
    shown = _shown(found)
    pages = {slug: catalogue.page_of(catalogue.current(organisation, slug), locale) for slug in shown}
    fits = found.kind is Kind.SERVICES and found.results
    first = pages.pop(found.results[0].slug) if fits else None
    needed = {need.result.slug for need in found.needs}
    return {
        "asked": asked,
        "answer": found,
        "page": first,
        "needs": _links(one for slug, one in pages.items() if slug in needed),
        "others": _links(one for slug, one in pages.items() if slug not in needed),
        "because": found.results[0].because if first else (),
        "helplines": [(one, one.say.get(locale, one.say["nl"])) for one in found.helplines],
        "elsewhere": found.elsewhere.get(locale, found.elsewhere.get("nl", "")),
        "event": catalogue.in_language(found.event.name) if found.event else "",
        "ask_url": reverse("finding:answer"),
    }


def _shown(found: Answer) -> tuple[str, ...]:
    """Which services the page names: all of an event, else those that are likely enough."""
    if found.event:
        known = [one.slug for one in found.results if one.slug in found.event.slugs]
        return tuple(dict.fromkeys((*known, *found.event.slugs)))
    needed = {need.result.slug for need in found.needs}
    return tuple(
        one.slug
        for place, one in enumerate(found.results)
        if place == 0 or one.slug in needed or (one.score >= FAIR and place < MOST - 1)
    )


def _links(pages: Iterable[ServicePage]) -> list[Link]:
    return [
        Link(one.title, reverse("catalogue:service", args=[one.slug]), text=one.lead, lang=one.named_in)
        for one in pages
    ]


def _organisation(request: HttpRequest) -> UUID:
    """Whose door this is. Raises NotFound where nobody lives yet."""
    organisation: Organisation | None = request.organisation  # type: ignore[attr-defined]
    if organisation is None:
        raise NotFound
    return organisation.id
