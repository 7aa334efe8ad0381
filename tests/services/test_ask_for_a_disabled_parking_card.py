"""Somebody who cannot walk far asks for a card: few questions, no papers that are not needed, and a human decides."""

from __future__ import annotations

from datetime import date

import pytest

from services.conftest import Decided, Went

pytestmark = pytest.mark.django_db
CARD = "gehandicaptenparkeerkaart"


def test_a_driver_who_cannot_walk_far_gets_the_card(go: Went, decided: Decided) -> None:
    way = go(CARD, without="email")
    thanks = way.walker.send()
    assert "U krijgt de kaart waarschijnlijk. Een mens kijkt alles na en beslist." in thanks
    # Eight weeks (Awb 4:13) after Thursday 26 November 2026.
    assert way.case.latest_on == date(2027, 1, 21)
    assert "Kom hem ophalen met een pasfoto" in decided(way, "granted")


def test_a_lost_card_is_replaced_without_a_question_about_health(go: Went) -> None:
    way = go(CARD, name="Lost")
    way.walker.send()
    assert [one["key"] for one in way.case.request] == ["card", "collect", "phone"]


def test_a_no_names_the_rule_and_lets_one_ask_all_the_same(go: Went, decided: Decided) -> None:
    no = go(CARD, name="Walks further")
    assert "De kaart is voor wie niet meer dan 100 meter kan lopen." in no.words
    assert "artikel 1" in no.words


def test_who_asks_all_the_same_gets_a_human_who_may_say_no(go: Went, decided: Decided) -> None:
    way = go(CARD, name="Walks further, and it is asked for all the same")
    assert "Een mens kijkt naar uw aanvraag." in way.walker.send()
    told = decided(way, "refused", reasons="U kunt 300 meter lopen, zegt de arts.")
    assert "U kunt 300 meter lopen, zegt de arts." in told
