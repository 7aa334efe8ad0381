"""Everybody can read what a service is, what it costs, how long it takes, and where the rule stands."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from naast.catalogue import api
from naast.catalogue.queries import page_of, resident_questions
from naast.kernel.actor import SYSTEM

MOVING = "/diensten/verhuismelding/"
OFFERED = [api.package(slug) for slug in ("verhuismelding", "kwijtschelding-gemeentelijke-belastingen")]


@pytest.fixture
def offered(town: UUID, clock: object) -> UUID:
    api.publish_all(SYSTEM, organisation=town, packages=OFFERED)
    return town


def body(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def test_the_page_says_what_one_needs_to_know(client: Client, offered: UUID) -> None:
    page = body(client.get(MOVING))

    for said in (
        "<h1",
        "Verhuizing doorgeven",
        "U geeft uw verhuizing door.",  # a step
        "Verhuizing doorgeven is gratis.",  # the fee
        "Meestal duurt het 3 werkdagen.",
        "Op zijn snelst 1 werkdag.",
        "Regel: Wet basisregistratie personen, artikel 2.39, tweede lid.",
        "Nagekeken op zaterdag 21 november 2026.",
        "voorbeeld, nog niet nagekeken",
        "tel:140399",
    ):
        assert said in page, said


def test_an_amount_on_the_page_is_that_of_its_parameter(client: Client, offered: UUID) -> None:
    page = body(client.get("/diensten/kwijtschelding-gemeentelijke-belastingen/"))

    assert "Uw auto is niet meer waard dan € 3.350." in page
    assert "Uiterlijk binnen 8 weken, dat zegt de wet." in page
    assert "{{" not in page


def test_who_chose_je_reads_je(client: Client, offered: UUID) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "nl-je"

    page = body(client.get(MOVING))

    assert "Je geeft je nieuwe adres door." in page
    assert "U geeft uw nieuwe adres door." not in page
    assert '<html lang="nl"' in page


def test_who_chose_english_reads_english(client: Client, offered: UUID) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    assert "You tell us your new address." in body(client.get(MOVING))


@pytest.mark.parametrize("path", ["/diensten/bestaat-niet/", "/vragen/0/", "/vragen/14/"])
def test_what_is_not_there_is_not_found(client: Client, offered: UUID, path: str) -> None:
    assert client.get(path).status_code == 404


def test_what_another_town_offers_is_not_found_here(
    client: Client, make_town: Callable[..., UUID], clock: object
) -> None:
    make_town("lommerwaard", host="testserver")
    neighbour = make_town("waterland", host="waterland.example")
    api.publish(SYSTEM, organisation=neighbour, package=api.package("verhuismelding"))

    assert client.get(MOVING).status_code == 404


@pytest.mark.parametrize("number", range(1, 14))
def test_each_of_the_thirteen_questions_has_a_page_with_a_way_on(client: Client, offered: UUID, number: int) -> None:
    page = body(client.get(f"/vragen/{number}/"))

    assert resident_questions()[number - 1].title["nl"] in page
    assert "Mijn vraag staat er niet bij" in page
    assert "/zoek/" in page
    assert "tel:140399" in page


@pytest.mark.parametrize(("number", "services"), [(3, 1), (4, 1), (13, 1), (9, 0)])
def test_a_question_shows_what_there_is_and_says_so_when_there_is_nothing(
    client: Client, offered: UUID, number: int, services: int
) -> None:
    page = body(client.get(f"/vragen/{number}/"))

    assert page.count('href="/diensten/') == services
    assert ("Hier staat nog niets" in page) == (services == 0)


def test_who_does_not_feel_safe_sees_112_first(client: Client, offered: UUID) -> None:
    page = body(client.get("/vragen/8/"))

    assert page.index("tel:112") < page.index("Mijn vraag staat er niet bij")
    assert "tel:112" not in body(client.get("/vragen/7/"))


def test_texts_of_all_tones_have_the_same_parts(offered: UUID) -> None:
    for service in api.services(offered):
        pages = [page_of(api.current(offered, service.slug), locale) for locale in ("nl", "nl_JE", "en")]
        assert len({len(page.steps) for page in pages}) == 1
        assert len({page.lead for page in pages}) == 3
