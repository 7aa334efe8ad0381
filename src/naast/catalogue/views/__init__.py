"""Pages of the catalogue: a service, what residents ask, what happens in a life, and everything from A to Z."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from urllib.parse import quote, urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from naast.catalogue import queries
from naast.catalogue.queries import language, page_of, resident_questions
from naast.catalogue.types import CallNow, said
from naast.design.forms import readable
from naast.design.types import Link
from naast.kernel.guards import public_page
from naast.organisations.api import at_door

UNSAFE = 8  # the question whose page starts with 112
LONGEST_FILTER = 100  # characters; who writes more asks a question


@public_page
def service(request: HttpRequest, slug: str) -> HttpResponse:
    version = queries.current_version(at_door(request).id, slug)
    page = page_of(version, language())
    paused = queries.why_paused(at_door(request).id, slug)
    return render(request, "catalogue/service.html", {"page": page, "title": page.title, "paused": paused})


@public_page
def question(request: HttpRequest, number: int) -> HttpResponse:
    page = queries.question_page(at_door(request).id, number, language())
    context = {
        "page": page,
        "title": page.title,
        "parts": [Link(one.title, f"#{one.key}") for one in page.needs],
        "unsafe": number == UNSAFE,
        "calls": [_call(one, when) for one, when in page.helplines],
        "calls_are_examples": any(one.is_example for one, _when in page.helplines),
    }
    return render(request, "catalogue/question.html", context)


def _call(one: CallNow, when: str) -> Link:
    return Link(f"{one.name}: {one.number}", f"tel:{one.number.replace(' ', '')}", when, "phone")


@require_safe
@public_page
def how_it_goes(request: HttpRequest) -> HttpResponse:
    """Of the last 90 days: what was asked, and whether we kept our word."""
    return render(request, "catalogue/how_it_goes.html", {"page": queries.how_it_goes(at_door(request).id, language())})


@require_safe
@public_page
def how_it_goes_as_csv(request: HttpRequest) -> HttpResponse:
    """The same figures (RFC 4180); empty is too few to tell. A slug is no formula: it begins with a letter."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="hoe-gaat-het.csv"'
    rows = csv.writer(response)
    rows.writerow(["dienst", "gevraagd", "klaar", "op_tijd", "negen_van_de_tien_binnen_dagen"])
    for one in queries.how_it_goes(at_door(request).id, language()).courses:
        rows.writerow([one.slug, one.course.asked, one.course.finished, one.course.kept, one.course.nine_in_ten])
    return response


@require_safe
@public_page
def life_events(request: HttpRequest) -> HttpResponse:
    links = [
        Link(said(one.name, language()), reverse("catalogue:life-event", args=[one.key]))
        for one in queries.life_events(at_door(request).id)
    ]
    return render(request, "catalogue/life_events.html", {"links": links})


@require_safe
@public_page
def life_event(request: HttpRequest, key: str) -> HttpResponse:
    plan = queries.plan_of(at_door(request).id, key, language())
    address = request.build_absolute_uri(request.path)
    mail = f"mailto:?{urlencode({'subject': plan.title, 'body': address}, quote_via=quote)}"
    return render(
        request, "catalogue/life_event.html", {"plan": plan, "title": plan.title, "mail": mail, "address": address}
    )


@require_safe
@public_page
def all_services(request: HttpRequest) -> HttpResponse:
    typed = readable(request.GET.get("q", ""))[:LONGEST_FILTER].strip()
    letters = queries.services_by_letter(at_door(request).id, language(), typed)
    context = {
        "typed": typed,
        "letters": letters,
        "jumps": [Link(one.letter, f"#letter-{one.letter.lower()}") for one in letters],
        "count": sum(len(one.services) for one in letters),
        "ask_url": f"{reverse('finding:answer')}?{urlencode({'vraag': typed})}",
        "longest": LONGEST_FILTER,
    }
    return render(request, "catalogue/all_services.html", context)


@require_safe
@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page, by the Sitemap protocol 0.9 (sitemaps.org)."""
    addresses = [request.build_absolute_uri(path) for path in _paths(at_door(request).id)]
    return render(request, "catalogue/sitemap.xml", {"addresses": addresses}, content_type="application/xml")


def _paths(organisation: UUID) -> Iterable[str]:
    yield from ("/", reverse("organisations:contact"), reverse("catalogue:all"), reverse("catalogue:life-events"))
    yield reverse("catalogue:how-it-goes")
    yield from (reverse("catalogue:question", args=[one.number]) for one in resident_questions())
    yield from (reverse("catalogue:life-event", args=[one.key]) for one in queries.life_events(organisation))
    yield from (reverse("catalogue:service", args=[one.slug]) for one in queries.services_of(organisation))
