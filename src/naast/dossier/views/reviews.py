"""A privacy officer reads again which looks stood out, and says what each is. Who reads it is noted."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from naast.design.refused import came_back, come_back, forget_refused
from naast.design.types import Link
from naast.dossier.access import REVIEW
from naast.dossier.actions.reviews import looked_themselves, read_unusual
from naast.dossier.actions.reviews import review as say
from naast.dossier.forms import FindUnusualForm, ReviewForm
from naast.dossier.queries.unusual.found import MOST_PAGES, Line, in_words, last_week, unusual_looks_of
from naast.dossier.types import ReviewOutcome
from naast.dossier.views import page_number, pages_around
from naast.kernel.guards import actor_of, staff_page
from naast.organisations import api as organisations

SHOWN = {"": "Nog nakijken", ReviewOutcome.ASK.value: "Uitzoeken", ReviewOutcome.FINE.value: "In orde"}
EMPTY = {
    "": "Er is niets om na te kijken.",
    ReviewOutcome.ASK.value: "Er is niets om uit te zoeken.",
    ReviewOutcome.FINE.value: "Er is nog niets nagekeken.",
}


@require_safe
@staff_page(REVIEW)
def reviews(request: HttpRequest) -> HttpResponse:
    """What stands out, newest first: what, how often and when; whom only after it was opened."""
    here = organisations.workplace(actor_of(request), REVIEW, request.GET.get("bij"))
    form, page = FindUnusualForm(request.GET), page_number(request, MOST_PAGES)
    asked = form.asked
    shown = asked.get("toon", "")
    found, more = unusual_looks_of(
        actor_of(request), here.organisation.id, outcome=shown, rule=asked.get("soort", ""), page=page
    )
    given = {"bij": str(here.organisation.id), **asked}
    values = {
        "here": here,
        "form": form,
        "shown": shown,
        "tabs": _tabs({**given, "toon": ""}, shown),
        "found": [
            Link(one.title, reverse("dossier:review", args=[one.id]), one.seen, note=_times(one)) for one in found
        ],
        "empty": EMPTY[shown],
        "last": last_week(here.organisation.id),
        **pages_around(given, page, more=more, most=MOST_PAGES),
    }
    return render(request, "dossier/reviews.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(REVIEW)
def review(request: HttpRequest, key: UUID) -> HttpResponse:
    """One finding with the looks behind it; POST says what it is."""
    if request.method == "POST":
        return _say(request, key)
    actor, kept = actor_of(request), came_back(request)
    found = read_unusual(actor, key)
    words = in_words(found)
    values = {
        "found": words,
        "week": _days(words.monday, words.monday + timedelta(days=6)),
        "said": [(one, SHOWN[one.outcome]) for one in words.said],
        "form": kept.on(ReviewForm(kept.typed)) if kept else ReviewForm(),
        "own": looked_themselves(actor, found),
        "back_url": _list_of(found.week.organisation),
    }
    return render(request, "dossier/review.html", values)


def _say(request: HttpRequest, key: UUID) -> HttpResponse:
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return come_back(request, form, request.path)
    outcome = ReviewOutcome(form.cleaned_data["oordeel"])
    where = say(actor_of(request), key, outcome=outcome, because=form.cleaned_data["omdat"])
    forget_refused(request)
    messages.success(request, f"Bewaard onder ‘{SHOWN[outcome.value]}’.")
    return redirect(_list_of(where))


def _list_of(organisation: UUID) -> str:
    return f"{reverse('dossier:reviews')}?{urlencode({'bij': str(organisation)})}"


def _tabs(given: dict[str, str], shown: str) -> list[Link]:
    return [
        Link(
            label,
            f"?{urlencode({name: value for name, value in {**given, 'toon': key}.items() if value})}",
            current=key == shown,
        )
        for key, label in SHOWN.items()
    ]


def _times(one: Line) -> str:
    people = "1 inwoner" if one.people == 1 else f"{one.people} inwoners"
    days = _days(one.first, one.last) if one.first != one.last else date_format(one.last, "j F Y")
    return f"{one.looks} keer inzage bij {people}: {days}."


def _days(first: date, last: date) -> str:
    return f"{date_format(first, 'j F')} tot en met {date_format(last, 'j F Y')}"
