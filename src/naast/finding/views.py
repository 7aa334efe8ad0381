"""The answer to a question in own words: one answer with its steps, not a list of links. Nothing is stored."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
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

QUESTIONS_PER_MINUTE = 120
MOST = 3  # an answer, and at most two more that it may have been


@public_page
def answer(request: HttpRequest) -> HttpResponse:
    asked = cleaned(request.GET.get("vraag", ""))
    if asked:
        limit_actor(request, "finding.ask", per_minute=QUESTIONS_PER_MINUTE)
    locale = catalogue.locale_of(get_language() or "nl")
    organisation = _organisation(request)
    found = api.ask(asked, organisation=organisation, limit=MOST, language=locale)
    pages = tuple(catalogue.page_of(catalogue.current(organisation, one.slug), locale) for one in found.results)
    return render(request, "finding/answer.html", _context(asked, found, pages, locale))


def _context(asked: str, found: Answer, pages: tuple[ServicePage, ...], locale: str) -> dict[str, object]:
    fits = found.kind is Kind.SERVICES and not found.helplines
    first, others = (pages[0], pages[1:]) if pages and fits else (None, pages)
    return {
        "asked": asked,
        "answer": found,
        "page": first,
        "others": [Link(one.title, reverse("catalogue:service", args=[one.slug]), text=one.lead) for one in others],
        "because": found.results[0].because if first else (),
        "helplines": [(one, one.say.get(locale, one.say["nl"])) for one in found.helplines],
        "edit_url": f"{reverse('finding:answer')}#vraag",
        "ask_url": reverse("finding:answer"),
    }


def _organisation(request: HttpRequest) -> UUID:
    """Whose door this is. Raises NotFound where nobody lives yet."""
    organisation: Organisation | None = request.organisation  # type: ignore[attr-defined]
    if organisation is None:
        raise NotFound
    return organisation.id
