"""Somebody has to pay something and cannot (bijzondere bijstand): no amount is guessed, a no comes early and with a way on."""

from __future__ import annotations

from datetime import date

import pytest

from services.conftest import Decided, Went

pytestmark = pytest.mark.django_db
COST = "bijzondere-bijstand"


def test_a_washing_machine_is_asked_for_and_a_human_decides(go: Went, decided: Decided) -> None:
    way = go(COST, without="email")
    thanks = way.walker.send().replace("\N{NO-BREAK SPACE}", " ")
    assert "U krijgt waarschijnlijk € 500. Een mens kijkt of de kosten nodig zijn, en beslist." in thanks
    # Three weeks after Thursday 26 November 2026, and the eight weeks of Awb 4:13.
    assert (way.case.usual_on, way.case.latest_on) == (date(2026, 12, 17), date(2027, 1, 21))
    assert {one["key"]: one["source"] for one in way.case.request}["household"] == "brp"
    assert "U krijgt bijzondere bijstand." in decided(way, "granted")


def test_too_much_savings_is_a_no_with_the_number_and_what_is_possible(go: Went) -> None:
    way = go(COST, name="Savings far above the limit")
    told = way.words.replace("\N{NO-BREAK SPACE}", " ")
    assert "U heeft € 9.000 spaargeld. De grens is € 8.000. Het kost € 500." in told
    assert "Dit kan nu wel:" in told
    assert "Toch verder met de aanvraag" in told


def test_an_old_bill_is_told_before_income_is_asked(go: Went) -> None:
    way = go(COST, name="A bill that is too old is said before income is asked")
    assert "U kon dit vragen tot en met donderdag 26 november 2026." in way.words


def test_on_assistance_no_income_is_asked_and_nothing_is_promised(go: Went) -> None:
    way = go(COST, name="On assistance nothing is asked that we know")
    assert "waarschijnlijk" not in way.walker.send()
    assert "income" not in {one["key"] for one in way.case.request}
