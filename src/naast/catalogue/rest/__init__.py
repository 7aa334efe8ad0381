"""`/api/services/v1/`: what an organisation offers, for other sites and programs. Public, and only to read."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from naast.catalogue import queries
from naast.catalogue.rest.wire import Page, ServiceInFull, in_full, in_list
from naast.kernel.rest import Language, Link, Problem, Rest, Wire, speak
from naast.organisations.api import at_door

OURSELVES = "self"  # as provider: what the organisation does itself

services = Rest(
    name="services",
    title="Diensten",
    version="1.0.0",
    description="Wat de organisatie aanbiedt: wat het is, wat er nodig is, wat het kost, hoe lang het duurt en waar het begint.",
)


class InLanguage(Wire):
    language: Language = "nl"


class Wanted(InLanguage):
    resident_question: Annotated[int, Field(ge=1, le=13)] | SkipJsonSchema[None] = Field(
        None, description="Een van de dertien vragen van inwoners."
    )
    life_event: str | SkipJsonSchema[None] = Field(
        None, description="Sleutel van een levensgebeurtenis, zoals `verhuizen`."
    )
    provider: str | SkipJsonSchema[None] = Field(
        None, description=f"Sleutel van wie het doet; `{OURSELVES}` is de organisatie zelf."
    )
    has_journey: bool | SkipJsonSchema[None] = Field(None, description="Of iemand hier online kan beginnen.")
    page: int = Field(1, ge=1, le=10_000, description="Nummer van de bladzijde, vanaf 1.")
    page_size: int = Field(20, ge=1, le=100, description="Hoeveel diensten op een bladzijde staan.")


@services.get(
    "services",
    response={200: Page, 400: Problem},
    by_alias=True,
    operation_id="listServices",
    summary="De diensten, per bladzijde, op volgorde van slug",
    url_name="all",
)
def every_service(request: HttpRequest, response: HttpResponse, wanted: Query[Wanted]) -> Page:
    speak(response, wanted.language)
    found = queries.offered(
        at_door(request).id,
        question=wanted.resident_question,
        life_event=wanted.life_event,
        provider="" if wanted.provider == OURSELVES else wanted.provider,
        has_journey=wanted.has_journey,
    )
    first, after = (wanted.page - 1) * wanted.page_size, wanted.page * wanted.page_size
    locale = queries.locale_of(wanted.language)
    return Page(
        results=[in_list(request, one, locale) for one in found[first:after]],
        links=_links(request, wanted.page, more=len(found) > after),
    )


@services.get(
    "services/{slug:slug}",
    response={200: ServiceInFull, 400: Problem, 404: Problem},
    by_alias=True,
    operation_id="readService",
    summary="Eén dienst, helemaal",
    url_name="service",
)
def one_service(request: HttpRequest, response: HttpResponse, slug: str, wanted: Query[InLanguage]) -> ServiceInFull:
    speak(response, wanted.language)
    version = queries.current_version(at_door(request).id, slug)
    return in_full(request, version, queries.locale_of(wanted.language))


def _links(request: HttpRequest, page: int, *, more: bool) -> dict[str, Link]:
    """To this page and its neighbours, with the same wishes (HAL)."""
    pages = {"self": page, "prev": page - 1, "next": page + 1 if more else 0}
    given = request.GET.dict()
    return {
        name: Link(href=request.build_absolute_uri(f"{request.path}?{urlencode({**given, 'page': number})}"))
        for name, number in pages.items()
        if number
    }
