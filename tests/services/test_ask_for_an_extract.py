"""Somebody needs a paper from the population register: without typing what we know, and without paying for nothing."""

from __future__ import annotations

from datetime import date

import pytest

from naast.journeys.models import Draft
from naast.journeys.tests.conftest import Register
from services.conftest import Decided, Went

pytestmark = pytest.mark.django_db
EXTRACT = "brp-uittreksel"
HOME = "To rent a home, at an address that we know"


def test_the_address_comes_from_the_register_and_the_paper_lies_ready(
    go: Went, decided: Decided, register: Register
) -> None:
    way = go(EXTRACT, name=HOME)
    assert "Havenkade 41 B" in way.words
    assert register.asked == [frozenset({"address"})]
    thanks = way.walker.send()
    assert "U betaalt € 15,60 als u het ophaalt." in thanks.replace("\N{NO-BREAK SPACE}", " ")
    # Sent on Thursday 26 November 2026: two working days later is Monday.
    assert way.case.usual_on == date(2026, 11, 30)
    assert {one["key"]: one["source"] for one in way.case.request}["address"] == "brp"
    assert "Uw uittreksel ligt klaar." in decided(way, "done")


def test_for_the_european_union_no_translation_is_bought(go: Went) -> None:
    way = go(EXTRACT, name="For Poland")
    assert "Dan hoeft u het niet te laten vertalen." in way.walker.send()


def test_what_a_public_body_looks_up_itself_costs_nothing(go: Went) -> None:
    way = go(EXTRACT, name="A public body asked for it")
    assert "Overheden kijken zelf in het bevolkingsregister." in way.words
    assert "Wet basisregistratie personen, artikel 1.7" in way.words
    assert not Draft.objects.get().reference
