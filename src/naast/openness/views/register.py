"""The algorithm register in public. The names of its fields are those of the national standard (Algoritmeregister 1.0)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from naast.design.templatetags.naast_words import day
from naast.design.types import Link
from naast.finding import api as finding
from naast.identity.api import Request, public_page
from naast.kernel.algorithms import Algorithm, Use, register, uses
from naast.kernel.clock import today
from naast.kernel.errors import NotFound
from naast.kernel.registry import find
from naast.openness.views.shown import shown

PERIOD = 30  # days
MEASURED = {finding.ANSWER: finding.fairness}  # what is measured for whom it works less well, and where that stands


@require_safe
@public_page
def algorithms(request: Request) -> HttpResponse:
    """All that run here: true by construction, since nothing else can."""
    used = _used(request)
    links = [
        Link(str(one.title), reverse("openness:algorithm", args=[one.key]), str(one.purpose), note=_often(used, one))
        for one in register()
    ]
    return render(request, "openness/algorithms.html", {"links": links})


@require_safe
@public_page
def algorithm(request: Request, key: str) -> HttpResponse:
    one = find(Algorithm, key)
    if one is None:
        raise NotFound
    measured = MEASURED.get(key)
    found = measured() if measured else None
    values = {
        "one": one,
        "facts": list(_facts(request, one)),
        "is_measured": measured is not None,
        "fairness": found and shown(found, edition=finding.edition()),
    }
    return render(request, "openness/algorithm.html", values)


def _facts(request: Request, one: Algorithm) -> Iterator[tuple[str, object]]:
    used = _used(request)
    first = used[one.key].first if one.key in used else None
    if request.organisation:
        yield _("Organisatienaam"), request.organisation.name
    yield _("Gegevens"), one.data
    yield _("Wettelijke basis"), one.legal_ground
    yield _("Menselijke tussenkomst"), one.human_role
    yield _("Begindatum"), day(first) if first else _("Nog niet gebruikt")
    yield _("Hoe vaak gebruikt"), _often(used, one)
    yield _("Leverancier"), _("Naast. Iedereen mag de broncode lezen en gebruiken: licentie EUPL-1.2.")


def _often(used: dict[str, Use], one: Algorithm) -> str:
    runs = used[one.key].runs if one.key in used else 0
    said = ngettext("%(count)s keer in de laatste 30 dagen", "%(count)s keer in de laatste 30 dagen", runs)
    return said % {"count": number_format(runs, force_grouping=True)}


def _used(request: Request) -> dict[str, Use]:
    """At the organisation of this door; at all of them together where the door is everybody's."""
    here = request.organisation.id if request.organisation else None
    return uses(since=today() - timedelta(days=PERIOD), organisation=here)
