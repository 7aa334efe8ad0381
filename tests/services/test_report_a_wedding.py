"""Two people want to marry: they hear from which day they can, and a registrar looks at what the law asks."""

from __future__ import annotations

import pytest
from django.test import Client

from services.conftest import Decided, Offer, Went

pytestmark = pytest.mark.django_db
WEDDING = "huwelijksaangifte"


def test_it_is_reported_with_the_first_and_the_last_day(go: Went, decided: Decided) -> None:
    """On Thursday 26 November 2026: fourteen days (BW 1:62) is 10 December, a year (BW 1:46) is 26 November 2027."""
    way = go(WEDDING, without="email")
    thanks = way.walker.send()
    assert "Trouwen kan vanaf donderdag 10 december 2026." in thanks
    assert "geldig tot en met vrijdag 26 november 2027" in thanks
    assert "U kunt trouwen op de dag die we samen afspraken." in decided(way, "done")


def test_too_soon_says_from_which_day_and_leaves_a_way_for_who_is_ill(go: Went) -> None:
    way = go(WEDDING, name="Next week is too early, with the first day that can")
    assert "vanaf donderdag 10 december 2026" in way.words
    assert "Er is een dringende reden. Toch melden" in way.words


def test_one_signs_in_since_it_is_a_declaration_to_the_law(offer: Offer) -> None:
    offer(WEDDING)
    answer = Client().post(f"/regel/{WEDDING}/")
    assert answer.status_code == 302
    assert "/inloggen/" in answer["Location"]
