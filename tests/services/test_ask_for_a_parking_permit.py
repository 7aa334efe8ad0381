"""Somebody wants to park in the street where they live: what it costs is said before sending, and a no comes with another way."""

from __future__ import annotations

from datetime import date

import pytest

from services.conftest import Decided, Went

pytestmark = pytest.mark.django_db
PERMIT = "parkeervergunning"


def test_the_second_permit_at_an_address_is_asked_for_and_granted(go: Went, decided: Decided) -> None:
    way = go(PERMIT, name="A car of her work, the second at the address")
    thanks = way.walker.send()
    assert "Die kost € 128 per jaar." in thanks.replace("\N{NO-BREAK SPACE}", " ")
    # A week after Thursday 26 November 2026, and the eight weeks of Awb 4:13.
    assert (way.case.usual_on, way.case.latest_on) == (date(2026, 12, 3), date(2027, 1, 21))
    assert {one["key"]: one["shown"] for one in way.case.request}["plate"] == "GX-042-B"
    assert "U krijgt een parkeervergunning." in decided(way, "granted")
    assert way.case.outcome == "granted"


def test_where_parking_is_free_nobody_pays(go: Went) -> None:
    way = go(PERMIT, name="In a street where parking is free")
    assert "In uw straat is geen betaald parkeren." in way.words
    assert "Toch een vergunning aanvragen" in way.words


def test_a_full_address_hears_why_and_what_is_possible(go: Went) -> None:
    way = go(PERMIT, name="All places are in use")
    assert "Op uw adres zijn al 2 plekken in gebruik. Meer dan 2 kan niet." in way.words
    assert "Dit kan nu wel:" in way.words
    assert "Toch aanvragen" in way.words
