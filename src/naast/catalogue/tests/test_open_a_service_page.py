"""Everybody can read what a service is, what it costs, how long it takes, and where the rule stands."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from naast.catalogue import api
from naast.catalogue.queries import page_of
from naast.catalogue.tests.conftest import Workshop, body, words_in
from naast.kernel.actor import SYSTEM
from naast.organisations.tests.towns import make_town

MOVING = "/diensten/verhuismelding/"
OFFERED = [api.package(slug) for slug in ("verhuismelding", "kwijtschelding-gemeentelijke-belastingen")]


@pytest.fixture
def offered(town: UUID, clock: object) -> UUID:
    api.publish_all(SYSTEM, organisation=town, packages=OFFERED)
    return town


def test_the_page_says_what_one_needs_to_know(client: Client, offered: UUID) -> None:
    page = body(client.get(MOVING))
    words = words_in(page)

    assert "<h1" in page
    assert 'href="tel:140399"' in page
    for said in (
        "Verhuizing doorgeven",
        "U geeft uw verhuizing door.",  # a step
        "Verhuizing doorgeven is gratis.",  # the fee
        "Meestal duurt het 3 werkdagen.",
        "Op zijn snelst 1 werkdag.",
        "Regel: Wet basisregistratie personen, artikel 2.39, tweede lid.",
        "Nagekeken op zaterdag 21 november 2026.",
        "voorbeeld, nog niet nagekeken",
    ):
        assert said in words, said


def test_that_facts_are_examples_is_explained_once_and_marked_at_each(client: Client, offered: UUID) -> None:
    url = "/diensten/kwijtschelding-gemeentelijke-belastingen/"
    page = page_of(api.current(offered, url.split("/")[2]), "nl")
    examples = [
        fact
        for part in (page.evidence, page.fees, page.terms, page.conditions)
        for fact in part.facts
        if fact.is_example
    ]
    shown = body(client.get(url))

    assert len(examples) > 1
    assert shown.count('<span class="naast-unseen"> (voorbeeld)</span>') == len(examples)
    assert shown.count("voorbeeld, nog niet nagekeken") == 1


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


def test_what_has_no_english_says_so_in_english_and_is_dutch_to_a_screen_reader(
    client: Client, town: UUID, workshop: Workshop
) -> None:
    workshop.change("services/lampion/service.yaml", "Een lampion lenen", "Een lampion lenen, en: Borrow a lantern")
    workshop.change(
        "services/lampion/service.yaml", "U leent een lampion.", "U leent een lampion., en: You borrow a lantern."
    )
    workshop.change("services/lampion/service.yaml", "Leen een lampion", "Leen een lampion, en: Borrow a lantern")
    lent_for_nothing(workshop, town)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    page = body(client.get("/diensten/lampion/"))
    english, dutch = page[page.index("<main") : page.index("</main>")].split('<div lang="nl">')

    assert "Borrow a lantern" in english
    assert "The explanation below is in Dutch. Call us, we are glad to help you in English." in english
    assert 'href="tel:140399"' in english
    assert "Wat kost het?" in dutch
    assert "Meestal duurt het 2 werkdagen." in dutch
    assert "Het kost niets." in dutch

    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "nl"
    assert "De uitleg hieronder" not in body(client.get("/diensten/lampion/"))


def test_a_name_without_english_is_dutch_to_a_screen_reader(client: Client, town: UUID, workshop: Workshop) -> None:
    lent_for_nothing(workshop, town)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    assert '<div lang="nl"><h1' in body(client.get("/diensten/lampion/"))
    assert 'lang="nl">Een lampion lenen</span>' in body(client.get("/diensten/"))


@pytest.mark.parametrize("path", ["/diensten/bestaat-niet/", "/vragen/0/", "/vragen/14/"])
def test_what_is_not_there_is_not_found(client: Client, offered: UUID, path: str) -> None:
    assert client.get(path).status_code == 404


def test_what_another_town_offers_is_not_found_here(client: Client, db: None, clock: object) -> None:
    make_town("lommerwaard", host="testserver")
    neighbour = make_town("waterland", host="waterland.example")
    api.publish(SYSTEM, organisation=neighbour, package=api.package("verhuismelding"))

    assert client.get(MOVING).status_code == 404


def test_texts_of_all_tones_have_the_same_parts(offered: UUID) -> None:
    for service in api.services(offered):
        pages = [page_of(api.current(offered, service.slug), locale) for locale in ("nl", "nl_JE", "en")]
        assert len({len(page.steps) for page in pages}) == 1
        assert len({page.lead for page in pages}) == 3


def elsewhere(workshop: Workshop, town: UUID, more: str) -> None:
    """The lampion service without a promise, done by whoever `more` says."""
    workshop.change("services/lampion/service.yaml", "promise: { usual: 2 working days, example: true }\n", "")
    workshop.change("services/lampion/service.yaml", "retention: { keep: een jaar, example: true }\n", more)
    workshop.write("services/providers.yaml", (settings.NAAST_SERVICES / "providers.yaml").read_bytes())
    lent_for_nothing(workshop, town)


def lent_for_nothing(workshop: Workshop, town: UUID) -> None:
    workshop.for_nothing()
    api.publish(SYSTEM, organisation=town, package=workshop.package())


def test_a_service_of_another_organisation_says_whose_it_is_and_leads_to_its_door(
    client: Client, town: UUID, workshop: Workshop
) -> None:
    door = "door: { url: 'https://www.svb.nl/lampion', text: { nl: Naar de website van de SVB } }\n"
    elsewhere(workshop, town, "provider: svb\n" + door)

    page = body(client.get("/diensten/lampion/"))

    assert "Sociale Verzekeringsbank (SVB) doet dit, niet de gemeente." in words_in(page)
    assert 'href="https://www.svb.nl/lampion"' in page
    assert "Naar de website van de SVB" in page
    assert "U gaat naar een andere website: svb.nl." in page
    assert "Hoe lang duurt het?" not in page


def test_a_service_of_another_organisation_without_a_website_is_phoned(
    client: Client, town: UUID, workshop: Workshop
) -> None:
    elsewhere(workshop, town, "provider: woningcorporatie\n")

    page = body(client.get("/diensten/lampion/"))

    assert 'href="tel:0399550113"' in page
    assert "voorbeeld, nog niet nagekeken" in page
    assert "Dit regelt u bij ons." not in page


def test_a_service_of_ours_without_a_journey_says_to_call_or_come_by(
    client: Client, town: UUID, workshop: Workshop
) -> None:
    elsewhere(workshop, town, "")

    page = body(client.get("/diensten/lampion/"))

    assert "Dit regelt u bij ons. Bel, of kom langs." in page
    assert page.index("Dit regelt u bij ons.") < page.index('href="tel:140399"', page.index('id="deur"'))


def test_a_service_with_a_journey_has_no_other_door(client: Client, offered: UUID) -> None:
    assert 'id="deur"' not in body(client.get(MOVING))
