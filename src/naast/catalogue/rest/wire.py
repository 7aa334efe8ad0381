"""What other sites and programs read of a service, as it goes over the wire. Their descriptions are the documentation."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import nh3
from django.http import HttpRequest
from django.urls import reverse
from pydantic import Field

from naast.catalogue import queries
from naast.catalogue.types import PackageVersion, Service, ServicePage, ShownDoor, said
from naast.kernel.rest import Link, Wire

Links = Annotated[dict[str, Link], Field(alias="_links")]


class Upl(Wire):
    """Een naam uit de Uniforme Productnamenlijst."""

    name: str
    uri: str


class Provider(Wire):
    """Wie de dienst doet, als dat niet de organisatie zelf is."""

    key: str
    name: str


class LifeEvent(Wire):
    """Een levensgebeurtenis waar de dienst bij hoort."""

    key: str
    name: str


class ServiceInList(Wire):
    """Een dienst, kort. `provider` is null als de organisatie de dienst zelf doet; `url` is de pagina voor inwoners."""

    slug: str
    title: str
    lead: str
    upl: list[Upl]
    provider: Provider | None
    resident_questions: list[int]
    life_events: list[LifeEvent]
    has_journey: bool
    url: str
    links: Links


class Source(Wire):
    """Waar een feit op rust."""

    law: str
    article: str
    url: str


class Fact(Wire):
    """Een feit. `checked` is de dag waarop het is nagelezen. Is dat nooit gebeurd, dan is het een voorbeeld."""

    kind: Literal["fee", "term", "condition", "evidence"]
    text: str
    source: Source | None
    checked: date | None
    example: bool


class Step(Wire):
    """Een stap, en wie hem zet: de inwoner, de organisatie of een ander."""

    who: Literal["resident", "organisation", "other"]
    title: str
    detail: str


class Promise(Wire):
    """Hoe lang het duurt, in woorden. Leeg waar niets is beloofd."""

    usual: str
    best: str
    by_law: str
    law: Source | None
    example: bool


class Door(Wire):
    """Waar iemand begint als dat niet hier online kan. Leeg is er niet: dan helpt de organisatie aan de telefoon of de balie."""

    url: str
    text: str
    phone: str
    hours: str
    phone_is_example: bool


class ServiceInFull(ServiceInList):
    """Een dienst, helemaal. `need` en `about` zijn HTML. `start` is waar iemand hier begint; anders is er een `door`.

    `toldIn` is de taal van stappen, feiten en uitleg: Nederlands waar de gevraagde taal iets daarvan mist.
    """

    owner: str
    told_in: Literal["nl", "en"]
    steps: list[Step]
    facts: list[Fact]
    promise: Promise
    need: str
    about: str
    start: str | None
    door: Door | None


class Page(Wire):
    """Eén bladzijde van de lijst. `_links` wijst naar deze, de vorige en de volgende bladzijde."""

    results: list[ServiceInList]
    links: Links


def in_list(request: HttpRequest, version: PackageVersion, locale: str) -> ServiceInList:
    service = queries.service_of(version)
    provider = queries.provider_of(service)
    return ServiceInList(
        slug=service.slug,
        title=said(service.title, locale),
        lead=said(service.lead, locale),
        upl=[Upl.model_validate(one) for one in service.upl],
        provider=Provider.model_validate(provider) if provider else None,
        resident_questions=list(service.resident_questions),
        life_events=[LifeEvent(key=one.key, name=said(one.name, locale)) for one in queries.life_events_of(service)],
        has_journey=service.has_journey,
        url=_address(request, "catalogue:service", service.slug),
        links={"self": Link(href=_address(request, "catalogue:services:service", service.slug))},
    )


def in_full(request: HttpRequest, version: PackageVersion, locale: str) -> ServiceInFull:
    service, page = queries.service_of(version), queries.page_of(version, locale)
    return ServiceInFull(
        **dict(in_list(request, version, locale)),
        owner=service.owner,
        told_in="en" if (page.told_in or locale) == "en" else "nl",
        steps=_steps(service, page),
        facts=_facts(page),
        promise=_promise(page),
        need=_bare(page.need),
        about=_bare(page.about),
        start=request.build_absolute_uri(page.fast_url) if page.fast_url else None,
        door=_door(page.door) if page.door else None,
    )


def _bare(html: str) -> str:
    """Without the classes of our own look."""
    return nh3.clean(html, attributes={"a": {"href"}}, link_rel=None)


def _address(request: HttpRequest, name: str, slug: str) -> str:
    return request.build_absolute_uri(reverse(name, args=[slug]))


def _steps(service: Service, page: ServicePage) -> list[Step]:
    told = zip(service.steps, page.steps, strict=True)
    return [Step.model_validate({"who": one.who, "title": what, "detail": detail}) for one, (what, detail) in told]


def _facts(page: ServicePage) -> list[Fact]:
    kinds = {"fee": page.fees, "term": page.terms, "condition": page.conditions, "evidence": page.evidence}
    return [
        Fact.model_validate(
            {"kind": kind, "text": one.text, "source": one.source, "checked": one.checked, "example": one.is_example}
        )
        for kind, part in kinds.items()
        for one in part.facts
    ]


def _promise(page: ServicePage) -> Promise:
    return Promise(
        usual=page.usual,
        best=page.best,
        by_law=page.by_law,
        law=Source.model_validate(page.law) if page.law else None,
        example=page.promise_is_example,
    )


def _door(door: ShownDoor) -> Door:
    return Door.model_validate(door)
