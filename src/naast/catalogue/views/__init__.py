"""Pages of the catalogue: a service, what residents ask, what happens in a life, and everything from A to Z."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from naast.catalogue import queries
from naast.catalogue.queries import locale_of, page_of, resident_questions
from naast.catalogue.types import CallNow, said
from naast.design.forms import readable
from naast.design.types import Link
from naast.kernel.errors import NotFound
from naast.kernel.guards import public_page
from naast.organisations.types import Organisation

UNSAFE = 8  # the question whose page starts with 112
LONGEST_FILTER = 100  # characters; who writes more asks a question


@public_page
def service(request: HttpRequest, slug: str) -> HttpResponse:
    version = queries.current_version(_organisation(request), slug)
    page = page_of(version, _locale())
    paused = queries.why_paused(_organisation(request), slug)
    return render(request, "catalogue/service.html", {"page": page, "title": page.title, "paused": paused})


@public_page
def question(request: HttpRequest, number: int) -> HttpResponse:
    page = queries.question_page(_organisation(request), number, _locale())
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
def life_events(request: HttpRequest) -> HttpResponse:
    links = [
        Link(said(one.name, _locale()), reverse("catalogue:life-event", args=[one.key]))
        for one in queries.life_events(_organisation(request))
    ]
    return render(request, "catalogue/life_events.html", {"links": links})


@require_safe
@public_page
def life_event(request: HttpRequest, key: str) -> HttpResponse:
    plan = queries.plan_of(_organisation(request), key, _locale())
    address = request.build_absolute_uri(request.path)
    mail = f"mailto:?{urlencode({'subject': plan.title, 'body': address}, quote_via=quote)}"
    return render(
        request, "catalogue/life_event.html", {"plan": plan, "title": plan.title, "mail": mail, "address": address}
    )


@require_safe
@public_page
def all_services(request: HttpRequest) -> HttpResponse:
    typed = readable(request.GET.get("q", ""))[:LONGEST_FILTER].strip()
    letters = queries.services_by_letter(_organisation(request), _locale(), typed)
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
    addresses = [request.build_absolute_uri(path) for path in _paths(_organisation(request))]
    return render(request, "catalogue/sitemap.xml", {"addresses": addresses}, content_type="application/xml")


def _paths(organisation: UUID) -> Iterable[str]:
    yield from ("/", reverse("organisations:contact"), reverse("catalogue:all"), reverse("catalogue:life-events"))
    yield from (reverse("catalogue:question", args=[one.number]) for one in resident_questions())
    yield from (reverse("catalogue:life-event", args=[one.key]) for one in queries.life_events(organisation))
    yield from (reverse("catalogue:service", args=[one.slug]) for one in queries.services_of(organisation))


def _locale() -> str:
    return locale_of(get_language() or "nl")


def _organisation(request: HttpRequest) -> UUID:
    """Whose door this is. Raises NotFound where nobody lives yet."""
    organisation: Organisation | None = request.organisation  # type: ignore[attr-defined]
    if organisation is None:
        raise NotFound
    return organisation.id
