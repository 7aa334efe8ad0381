"""Whoever knows the name finds it in the list from A to Z, also without JavaScript; so do search engines."""

from __future__ import annotations

from uuid import UUID
from xml.etree import ElementTree

import pytest
from django.test import Client

from naast.catalogue import api
from naast.catalogue.tests.conftest import body, links_in
from naast.kernel.actor import SYSTEM

SLUGS = ("bijstand", "briefadres", "erkenning-kind", "geboorteaangifte", "zorgtoeslag")


@pytest.fixture
def offered(town: UUID, clock: object) -> UUID:
    api.publish_all(SYSTEM, organisation=town, packages=[api.package(slug) for slug in SLUGS])
    return town


def found(client: Client, typed: str) -> set[str]:
    page = body(client.get("/diensten/", {"q": typed}))
    return {slug for slug in SLUGS if f'href="/diensten/{slug}/"' in page}


def test_all_services_stand_under_their_letter(client: Client, offered: UUID) -> None:
    page = body(client.get("/diensten/"))

    assert links_in(page, "letter-b") == ["bijstand", "briefadres"]
    assert links_in(page, "letter-k") == ["erkenning-kind"]  # its name is Kind erkennen
    assert [letter for letter in "abcdefghijklmnopqrstuvwxyz" if f'href="#letter-{letter}"' in page] == list("bgkz")


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("zorg", {"zorgtoeslag"}),
        ("KIND erkennen", {"erkenning-kind"}),
        ("erkennen kind", {"erkenning-kind"}),  # words in any order
        ("geboorteaangifte", {"geboorteaangifte"}),  # the official name; the title is Geboorte aangeven
        ("börnbriefadres", set()),
        ("briéfadres", {"briefadres"}),
        ("", set(SLUGS)),
        ("  ", set(SLUGS)),
    ],
)
def test_a_part_of_a_name_is_enough(client: Client, offered: UUID, typed: str, slugs: set[str]) -> None:
    assert found(client, typed) == slugs


def test_what_has_no_name_can_be_asked_in_own_words(client: Client, offered: UUID) -> None:
    page = body(client.get("/diensten/", {"q": "zeppelin & co"}))

    assert "Geen naam met ‘zeppelin &amp; co’." in page
    assert 'href="/zoek/?vraag=zeppelin+%26+co"' in page
    assert 'value="zeppelin &amp; co"' in page


@pytest.mark.parametrize("typed", ["a\x00b", "\u202e", "x" * 5_000, "<script>", "%", "'; --"])
def test_whatever_is_typed_gets_a_page(client: Client, offered: UUID, typed: str) -> None:
    response = client.get("/diensten/", {"q": typed})

    assert response.status_code == 200
    assert "<script>" + "<" not in response.content.decode()


def test_the_list_is_one_step_away_on_every_page(client: Client, offered: UUID) -> None:
    footer = body(client.get("/contact/")).split("<footer")[1]

    assert 'href="/diensten/"' in footer
    assert 'href="/gebeurtenis/"' in footer


def test_a_search_engine_reads_the_address_of_every_page(client: Client, offered: UUID) -> None:
    response = client.get("/sitemap.xml")

    places = [one.text for one in ElementTree.fromstring(response.content).iterfind("{*}url/{*}loc")]  # noqa: S314 - our own
    assert response["Content-Type"].startswith("application/xml")
    assert len(places) == len(set(places))
    assert {f"http://testserver/diensten/{slug}/" for slug in SLUGS} < set(places)
    assert {f"http://testserver/vragen/{number}/" for number in range(1, 14)} < set(places)
    assert all(client.get(str(one)).status_code == 200 for one in places)
