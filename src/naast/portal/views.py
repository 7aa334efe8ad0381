"""The front door, the resident's own page, and the question box for other sites."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naast.catalogue.api import in_language, questions_by_demand, questions_in_own_words
from naast.catalogue.types import ResidentQuestion, Words
from naast.design.types import Link
from naast.dossier.api import timeline_items
from naast.identity.api import Request, public_page, resident_page
from naast.kernel.speech import chosen_speech
from naast.parties.api import offer_of_speech
from naast.portal.queries import own_page

BOX_KEPT = 300  # seconds that a browser keeps where the files of the box stand; a new release moves them
# Below these a page is somebody's own, or what somebody asked.
NOT_FOR_ROBOTS = ("/mijn/", "/werk/", "/regel/", "/zoek/", "/inloggen/", "/bestanden/", "/api/")
FIRST = 6  # questions that a phone shows at once, most asked first: even, for two columns where there is room
UNSAFE = 8  # "Ik voel me niet veilig": always on top, with 112 beside it


@require_safe
@public_page
def home(request: Request) -> HttpResponse:
    questions = questions_by_demand()
    links = [_question_link(one) for one in questions if one.number != UNSAFE]
    return render(
        request,
        "portal/home.html",
        {
            "unsafe": next(_question_link(one) for one in questions if one.number == UNSAFE),
            "questions": links[:FIRST],
            "other_questions": links[FIRST:],
            "examples": [_example(one) for one in questions_in_own_words()],
            "status_ways": (
                Link(_("Bekijk mijn zaken"), reverse("portal:mine"), _("inloggen met DigiD"), "matters"),
                Link(_("Ik heb een nummer"), reverse("cases:where"), _("van een brief of bericht"), "search"),
            ),
        },
    )


def _question_link(question: ResidentQuestion) -> Link:
    return Link(
        in_language(question.title), reverse("catalogue:question", args=[question.number]), in_language(question.under)
    )


def _example(words: Words) -> Link:
    """A question that can be asked with one touch."""
    asked = in_language(words)
    return Link(asked, f"{reverse('finding:answer')}?{urlencode({'vraag': asked})}")


@require_safe
@public_page
def robots(request: Request) -> HttpResponse:
    """What a search engine leaves alone, and where the public pages stand (RFC 9309; sitemaps.org)."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('catalogue:sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


@require_safe
@resident_page()
def mine(request: Request) -> HttpResponse:
    page = own_page(request.actor)
    return render(
        request,
        "portal/mine.html",
        {
            "person": page.person,
            "page": page,
            "entries": timeline_items(page.entries),
            "offer": offer_of_speech(request.actor, chosen_speech(request)),
        },
    )


@require_safe
@public_page
def embed(request: Request) -> HttpResponse:
    """The question box for other sites of the organisation, at work and as text to be pasted."""
    box = _box(request)
    snippet = render_to_string("portal/box.html", {"box": box}).strip()
    return render(request, "portal/embed.html", {"box": box, "snippet": snippet})


def _box(request: Request) -> Mapping[str, str]:
    """What stands in the form: addresses in full, since it works on a page of another site."""
    organisation = request.organisation
    addresses = {
        "style": reverse("portal:box-style"),
        "script": reverse("portal:box-script"),
        "action": reverse("finding:answer"),
        "api": reverse("finding:finder:openapi").removesuffix("openapi.json"),
    }
    return {
        "face": f"{organisation.theme}-face" if organisation else "",
        "language": "nl-je" if organisation and organisation.tone == "je" else "nl",
        **{name: request.build_absolute_uri(path) for name, path in addresses.items()},
    }


@require_safe
@public_page
def box_script(_request: Request) -> HttpResponse:
    """An address that stays, for a snippet that nobody pastes again."""
    return _moved_with_each_release("design/vendor/box.js")


@require_safe
@public_page
def box_style(_request: Request) -> HttpResponse:
    return _moved_with_each_release("design/vendor/box.css")


def _moved_with_each_release(file: str) -> HttpResponse:
    response = redirect(static(file))
    response["Cache-Control"] = f"public, max-age={BOX_KEPT}"
    return response
