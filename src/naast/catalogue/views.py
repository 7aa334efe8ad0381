"""Pages of the catalogue: a service, and a question that residents have."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from naast.catalogue import queries
from naast.catalogue.showing import locale_of, page_of, resident_question
from naast.catalogue.types import said
from naast.design.types import Link
from naast.kernel.guards import public_page

UNSAFE = 8  # the question whose page starts with 112


@public_page
def service(request: HttpRequest, slug: str) -> HttpResponse:
    version = queries.current_version(request.organisation.id, slug)  # type: ignore[attr-defined]
    page = page_of(version, locale_of(get_language() or "nl"))
    return render(request, "catalogue/service.html", {"page": page, "title": page.title})


@public_page
def question(request: HttpRequest, number: int) -> HttpResponse:
    locale = locale_of(get_language() or "nl")
    asked = resident_question(number)
    offered = queries.services_of(request.organisation.id)  # type: ignore[attr-defined]
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
