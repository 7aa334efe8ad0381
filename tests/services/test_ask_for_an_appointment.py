"""Somebody needs a passport, an identity card or a driving licence: the law wants to see the person, so a time is agreed."""

from __future__ import annotations

import pytest
from django.test import Client

from naast.journeys.models import Draft
from naast.journeys.tests.conftest import Register
from services.conftest import Decided, Went

pytestmark = pytest.mark.django_db
KNOWN = "What the register knows is not typed, and no mail is needed"
PAPERS = ("paspoort", "identiteitskaart", "rijbewijs-vernieuwen")


@pytest.mark.parametrize("slug", PAPERS)
def test_the_name_comes_from_the_register_and_a_time_is_agreed(
    go: Went, decided: Decided, register: Register, slug: str
) -> None:
    way = go(slug, name=KNOWN)
    assert frozenset({"name"}) in register.asked
    assert "We bellen u om een dag en tijd af te spreken." in way.walker.send()
    assert {one["key"]: one["source"] for one in way.case.request}["name"] == "brp"
    assert decided(way, "done", reasons="Maandag 30 november om 9.20 uur, aan de balie.").startswith(
        "Maandag 30 november"
    )


def test_a_lost_licence_is_reported_and_asked_anew_in_one_go(go: Went, decided: Decided) -> None:
    way = go("rijbewijs-kwijt", without="email")
    assert "Aan de balie tekent u dat uw rijbewijs weg is." in way.walker.send()
    assert "We hebben samen een dag en tijd afgesproken." in decided(way, "done")


def test_who_leaves_within_two_weeks_is_told_to_call(go: Went) -> None:
    """Leaving on Thursday 3 December 2026: two weeks before was Thursday 19 November."""
    way = go("paspoort", name="Lost and leaving next week is most of all a hurry")
    assert "Zonder spoed kon het tot en met donderdag 19 november 2026." in way.walker.send()


def test_without_a_number_nothing_is_sent_before_one_says_where_to_read_the_answer(go: Went) -> None:
    way = go("paspoort", name="Without a phone number one may come by at once")
    assert way.walker.place == "antwoord"
    assert "kom zonder afspraak langs" in way.words
    assert Draft.objects.get().status == "open"


@pytest.mark.parametrize("slug", PAPERS)
def test_the_first_page_offers_to_sign_in_and_lets_one_begin_without(go: Went, slug: str) -> None:
    way = go(slug, without="address")
    page = Client().get(f"/regel/{slug}/").content.decode()
    assert "U hoeft niet in te loggen." in page
    assert f"next=/regel/{slug}/" in page.replace("%2F", "/")
    assert way.walker.place == "nakijken"


def test_at_75_the_medical_comes_first_and_one_may_still_ask(go: Went) -> None:
    way = go("rijbewijs-vernieuwen", name="Aged 80 and not asked yet, so the CBR comes first")
    assert "Dat is zo vanaf 75 jaar" in way.words
    assert "Toch een afspraak vragen" in way.words
