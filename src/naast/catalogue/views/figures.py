"""Where who leads or administers begins: how it goes, in the same figures as everybody reads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naast.catalogue import queries
from naast.catalogue.access import FIGURES
from naast.catalogue.queries import language
from naast.kernel.guards import actor_of, staff_page
from naast.organisations import api as organisations


@require_safe
@staff_page(FIGURES)
def figures(request: HttpRequest) -> HttpResponse:
    here = organisations.workplace(actor_of(request), FIGURES, request.GET.get("bij"))
    page = queries.how_it_goes(here.organisation.id, language())
    return render(request, "catalogue/figures.html", {"here": here, "page": page})
