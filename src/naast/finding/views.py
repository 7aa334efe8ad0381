"""The answer to a question in own words: one answer with its steps, not a list of links. It is kept without who asked it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from naast.catalogue import api as catalogue
from naast.catalogue.types import ServicePage, said
from naast.design.types import Link
from naast.finding import api
from naast.finding.matching.words import cleaned
from naast.finding.types import Answer, Event
from naast.kernel.guards import public_page
from naast.kernel.limits import limit_actor
from naast.organisations.api import at_door

MOST = 5  # services: an answer, and what it may have been instead
QUESTIONS_PER_MINUTE, KEYS_PER_MINUTE = 120, 600
NOT_KEPT = "no-store"  # by a browser: what is typed may say who somebody is
FAST, CALM, DOOR = "snel", "rustig", "deur"  # where one begins

Pages = Mapping[str, ServicePage]


@public_page
def answer(request: HttpRequest) -> HttpResponse:
    asked = cleaned(request.GET.get("vraag", ""))
    if asked:
        limit_actor(request, "finding.ask", per_minute=QUESTIONS_PER_MINUTE)
    locale = catalogue.language()
    organisation = at_door(request).id
    found = api.ask(asked, organisation=organisation, limit=MOST, language=locale)
    shown = shown_of(found)
    token = api.remember(asked, found, organisation=organisation, shown=shown)
    page = render(request, "finding/answer.html", _context(asked, found, shown, token, organisation, locale))
    page["Cache-Control"] = NOT_KEPT
    return page


@require_safe
@public_page
def onward(request: HttpRequest, slug: str) -> HttpResponse:
    """From an answer to a service, its form or its door. That it was chosen is kept, not by whom."""
    organisation = at_door(request).id
    page = catalogue.page_of(catalogue.current(organisation, slug), catalogue.language())
    begins = {FAST: page.fast_url, CALM: page.calm_url, DOOR: page.door.url if page.door else ""}
    begin = begins.get(request.GET.get("naar", ""), "")
    api.choose(request.GET.get("van", ""), slug, organisation=organisation, begun=bool(begin))
    return redirect(begin or reverse("catalogue:service", args=[slug]))


@public_page
def suggestions(request: HttpRequest) -> JsonResponse:
    """Names of services for what was typed so far: `{"suggestions": ["…"]}`."""
    limit_actor(request, "finding.suggest", per_minute=KEYS_PER_MINUTE)
    typed = cleaned(request.GET.get("vraag", ""))
    locale = catalogue.language()
    names = api.suggestions(typed, organisation=at_door(request).id, language=locale)
    return JsonResponse({"suggestions": names}, headers={"Cache-Control": NOT_KEPT})


def _context(
    asked: str, found: Answer, shown: tuple[str, ...], token: str, organisation: UUID, locale: str
) -> dict[str, object]:
    pages = {slug: _page(organisation, slug, token, locale) for slug in shown}
    first = pages.pop(found.leads_to, None)
    needed = _also(found) if first or found.event else set()
    needs = _links((one for slug, one in pages.items() if slug in needed), token)
    return {
        "asked": asked,
        "answer": found,
        "page": first,
        "service_url": _url(first.slug, token) if first else "",
        "needs": needs,
        "others": _links((one for slug, one in pages.items() if slug not in needed), token),
        "because": found.results[0].because if first else (),
        "parts": (Link(first.title, "#stappen"), *(replace(one, url="#ook") for one in needs))
        if first and needs
        else (),
        "plan": _plan(found.event, organisation, locale, pages, token) if found.event else (),
        "helplines": [(one, said(one.name, locale), said(one.say, locale)) for one in found.helplines],
        "elsewhere": said(found.elsewhere, locale),
        "event": catalogue.in_language(found.event.name) if found.event else "",
        "plan_url": reverse("catalogue:life-event", args=[found.event.key]) if found.event else "",
        "ask_url": reverse("finding:answer"),
    }


def _also(found: Answer) -> set[str]:
    """What was asked beside the first, and beside an event that has it."""
    return {need.result.slug for need in found.needs} - {*(found.event.slugs if found.event else ())}


def _page(organisation: UUID, slug: str, token: str, locale: str) -> ServicePage:
    """What is shown of the service, with links that bring back from which answer one came."""
    page = catalogue.page_of(catalogue.current(organisation, slug), locale)
    if not token:
        return page
    return replace(
        page,
        fast_url=page.fast_url and _url(slug, token, FAST),
        calm_url=page.calm_url and _url(slug, token, CALM),
        door=replace(page.door, url=_url(slug, token, DOOR)) if page.door and page.door.url else page.door,
    )


def _url(slug: str, token: str, to: str = "") -> str:
    """The service itself where nothing is kept of the question."""
    if not token:
        return reverse("catalogue:service", args=[slug])
    query = urlencode({"van": token, **({"naar": to} if to else {})})
    return f"{reverse('finding:onward', args=[slug])}?{query}"


def shown_of(found: Answer) -> tuple[str, ...]:
    """Which services the page names: those that are worth it, and all others of an event."""
    return tuple(dict.fromkeys((*found.named, *(found.event.slugs if found.event else ()))))


def _plan(event: Event, organisation: UUID, locale: str, pages: Pages, token: str) -> tuple[list[Link], ...]:
    """What to arrange first when this happens, what comes next, and what later or only when it fits."""
    plan = catalogue.plan_of(organisation, event.key, locale)
    early = [[one.slug for one in turn if one.slug in pages] for turn in (plan.first, plan.next)]
    later = [one.slug for one in plan.later if one.slug in pages]
    first, then, other = (_links((pages[slug] for slug in turn), token) for turn in (*early, later))
    return first, then, [replace(one, text="") for one in other]


def _links(pages: Iterable[ServicePage], token: str) -> list[Link]:
    return [Link(one.title, _url(one.slug, token), text=one.lead, lang=one.named_in) for one in pages]
