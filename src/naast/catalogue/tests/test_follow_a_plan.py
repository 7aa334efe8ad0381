"""When something happens in a life, one sees what to arrange first, what comes next, and who does it."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from naast.catalogue import api
from naast.catalogue.tests.conftest import Workshop, body, links_in, words_in
from naast.kernel.actor import SYSTEM
from naast.organisations.tests.towns import make_town

DEATH = "/gebeurtenis/overlijden/"
# The town's plan for a death: the registration first, then widow's benefit; the change of one's name can wait.
SLUGS = ("naamgebruik", "nabestaandenuitkering", "na-overlijden-regelen", "overlijdensaangifte")


@pytest.fixture
def offered(town: UUID, clock: object) -> UUID:
    api.publish_all(SYSTEM, organisation=town, packages=[api.package(slug) for slug in SLUGS])
    return town


def test_the_plan_has_an_order(client: Client, offered: UUID) -> None:
    page = body(client.get(DEATH))

    assert "Er is iemand overleden" in page
    assert links_in(page, "eerst") == ["overlijdensaangifte", "na-overlijden-regelen"]
    assert links_in(page, "daarna") == ["nabestaandenuitkering"]
    assert links_in(page, "later") == ["naamgebruik"]


def test_each_step_says_who_does_it(client: Client, offered: UUID) -> None:
    page = body(client.get(DEATH))
    first, then = (words_in(page[page.index(f'id="{key}"') :].split("</ol>")[0]) for key in ("eerst", "daarna"))

    assert first.count("Door: Gemeente Lommerwaard") == 2
    assert "Door: Sociale Verzekeringsbank (SVB)" in then


def test_the_plan_can_be_shared(client: Client, offered: UUID) -> None:
    page = body(client.get(DEATH))

    assert "http://testserver/gebeurtenis/overlijden/" in page
    assert 'href="mailto:?subject=Er%20is%20iemand%20overleden&amp;body=http%3A%2F%2Ftestserver%2Fgebeurtenis' in page


def test_one_chooses_from_what_there_is_help_for(client: Client, offered: UUID) -> None:
    page = body(client.get("/gebeurtenis/"))

    assert f'href="{DEATH}"' in page
    assert "/gebeurtenis/bedrijf-beginnen/" not in page


def test_an_event_for_which_nobody_offers_anything_leads_to_a_human(client: Client, offered: UUID) -> None:
    page = body(client.get("/gebeurtenis/bedrijf-beginnen/"))

    assert "Hier staat nog niets" in page
    assert 'href="tel:140399"' in page


def test_a_plan_has_only_what_this_town_offers(client: Client, db: None, clock: object, workshop: Workshop) -> None:
    make_town("lommerwaard", host="testserver")
    neighbour = make_town("waterland", host="waterland.example")
    api.publish(SYSTEM, organisation=neighbour, package=api.package("overlijdensaangifte"))

    assert "/diensten/overlijdensaangifte/" not in body(client.get(DEATH))


def test_an_event_that_is_not_there_is_not_found(client: Client, offered: UUID) -> None:
    assert client.get("/gebeurtenis/lampion-kwijt/").status_code == 404
