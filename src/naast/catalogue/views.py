"""Pages of the catalogue: a service, and a question that residents have."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from naast.catalogue import queries
from naast.catalogue.queries import locale_of, page_of, resident_question
from naast.catalogue.types import said
from naast.design.types import Link
from naast.kernel.errors import NotFound
from naast.kernel.guards import public_page
from naast.organisations.types import Organisation

UNSAFE = 8  # the question whose page starts with 112


@public_page
def service(request: HttpRequest, slug: str) -> HttpResponse:
    version = queries.current_version(_organisation(request), slug)
    page = page_of(version, locale_of(get_language() or "nl"))
    return render(request, "catalogue/service.html", {"page": page, "title": page.title})


@public_page
def question(request: HttpRequest, number: int) -> HttpResponse:
    locale = locale_of(get_language() or "nl")
    asked = resident_question(number)
    offered = queries.services_of(_organisation(request))
    links = [
        Link(said(one.title, locale), reverse("catalogue:service", args=[one.slug]), text=said(one.lead, locale))
        for one in offered
        if number in one.resident_questions
    ]
    context = {
        "title": said(asked.title, locale),
        "under": said(asked.under, locale),
        "links": links,
        "unsafe": number == UNSAFE,
    }
    return render(request, "catalogue/question.html", context)


def _organisation(request: HttpRequest) -> UUID:
    """Whose door this is. Raises NotFound where nobody lives yet."""
    organisation: Organisation | None = request.organisation  # type: ignore[attr-defined]
    if organisation is None:
        raise NotFound
    return organisation.id
