"""A child is born: what the registrar needs lies ready, and a time within the three days of the law is agreed."""

from __future__ import annotations

import pytest

from services.conftest import Decided, Went

pytestmark = pytest.mark.django_db
BIRTH = "geboorteaangifte"


def test_the_last_day_in_time_is_said(go: Went, decided: Decided) -> None:
    """Born on Wednesday 25 November 2026: the third day after is Saturday the 28th (Burgerlijk Wetboek 1:19e, 7)."""
    way = go(BIRTH, without="email")
    assert "tot en met zaterdag 28 november 2026" in way.walker.send()
    assert "Aan de balie maken we de akte." in decided(way, "done")


def test_after_the_third_day_the_certificate_is_still_made(go: Went) -> None:
    thanks = go(BIRTH, name="After the third day it still goes").walker.send()
    assert "De drie dagen liepen tot en met woensdag 25 november 2026. Kom toch" in thanks


def test_parents_who_lost_their_child_are_asked_no_more(go: Went) -> None:
    way = go(BIRTH, name="The child died")
    assert "Gefeliciteerd" not in way.words
    assert "Praat met een mens" in way.words
