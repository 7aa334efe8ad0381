"""The front door and the resident's own page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naast.catalogue.api import in_language, questions_by_demand, questions_in_own_words
from naast.catalogue.types import ResidentQuestion, Words
from naast.design.types import Link
from naast.dossier.api import timeline_items
from naast.identity.api import Request, public_page, resident_page
from naast.portal.queries import own_page

UNSAFE = 8  # "Ik voel me niet veilig": always on top, with 112 beside it


@require_safe
@public_page
def home(request: Request) -> HttpResponse:
    questions = questions_by_demand()
    return render(
        request,
        "portal/home.html",
        {
            "unsafe": next(_question_link(one) for one in questions if one.number == UNSAFE),
            "questions": [_question_link(one) for one in questions if one.number != UNSAFE],
            "examples": [_example(one) for one in questions_in_own_words()],
            "status_ways": (Link(_("Bekijk mijn zaken"), reverse("portal:mine"), _("inloggen met DigiD"), "matters"),),
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
        },
    )
