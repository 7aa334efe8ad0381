"""All that a resident ever asked, with filters that stand in the address: it can be kept, and sent to oneself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naast.cases import api as cases
from naast.cases.forms import HistoryForm
from naast.cases.types import CaseSummary, Turn
from naast.design.templatetags.naast_words import day
from naast.design.types import Link
from naast.identity.api import Request, resident_page
from naast.kernel.errors import NotFound

ON_A_PAGE = 20


@require_safe
@resident_page()
def history(request: Request) -> HttpResponse:
    services, years = cases.own_services(request.actor), cases.own_years(request.actor)
    form = HistoryForm(request.GET, services=services, years=years)
    before = _key(request.GET.get("na"))
    found = cases.own_history(request.actor, form.wanted, before=before, limit=ON_A_PAGE + 1)
    shown = found[:ON_A_PAGE]
    older = {**form.asked, "na": str(shown[-1].id)} if len(found) > ON_A_PAGE else {}
    context = {
        "form": form,
        "links": [_line(one) for one in shown],
        "has_any": bool(services),
        "older": f"?{urlencode(older)}" if older else "",
        "newest": f"?{urlencode(form.asked)}" if before else "",
        "to_self": _mail(request, form.asked),
    }
    return render(request, "cases/history.html", context)


def _line(case: CaseSummary) -> Link:
    asked = _("U vroeg dit aan op %(day)s. Nummer %(number)s.") % {"day": day(case.sent_at), "number": case.reference}
    return Link(case.title, reverse("cases:mine", args=[case.id]), asked, note=_standing(case))


def _standing(case: CaseSummary) -> str:
    match case.turn:
        case Turn.RESIDENT:
            return _("Loopt. U bent aan zet.")
        case Turn.NOBODY:
            return _("Klaar.")
        case _:
            return _("Loopt. Wij zijn aan zet.")


def _mail(request: Request, asked: Mapping[str, Any]) -> str:
    """An empty mail to oneself with the address of this list: whoever opens it has to sign in."""
    address = request.build_absolute_uri(f"{request.path}?{urlencode(asked)}" if asked else request.path)
    return f"mailto:?{urlencode({'subject': _('Wat ik vroeg'), 'body': address}, quote_via=quote)}"


def _key(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound from None
