"""A journey as a picture, for who writes it and for who helps with it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naast.catalogue import api as catalogue
from naast.journeys.flow.picture import picture_of
from naast.journeys.queries.matters import journey_of
from naast.kernel.errors import NotFound
from naast.kernel.guards import staff_page
from naast.organisations.api import at_door


@require_safe
@staff_page()
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The version that the organisation of this door offers now."""
    package = catalogue.current(at_door(request).id, slug)
    if "journey" not in package.sections:
        raise NotFound
    title = catalogue.in_language(package.sections["service"]["title"])
    return render(request, "journeys/picture.html", {"title": title, "picture": picture_of(journey_of(package.id))})
