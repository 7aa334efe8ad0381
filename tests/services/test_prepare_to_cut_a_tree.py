"""Somebody wants a tree gone: checked here, and taken along to the national Omgevingsloket, which is the door."""

from __future__ import annotations

import pytest

from naast.cases.models import Case
from naast.journeys.models import Draft
from services.conftest import Went

pytestmark = pytest.mark.django_db
TREE = "omgevingsvergunning-kap"


def test_what_was_prepared_stands_beside_the_way_to_the_omgevingsloket(go: Went) -> None:
    way = go(TREE, without="email")
    page = way.walker.client.get(way.walker.here).content.decode()
    assert 'href="https://omgevingswet.overheid.nl"' in page
    assert "Dit bereidde u voor" in way.words
    assert "Havenkade 41 B" in way.words
    assert "De boom is ziek." in way.words
    assert "Er is niets verstuurd." in way.words
    assert not Case.objects.exists()


def test_it_stays_until_one_is_done_with_it(go: Went) -> None:
    way = go(TREE, without="address")
    assert Draft.objects.get().status == "open"
    way.walker.client.post(way.walker.here)
    assert Draft.objects.get().answers.count() == 0


def test_a_thin_tree_needs_no_door(go: Went) -> None:
    way = go(TREE, name="Thin enough to cut without a permit")
    assert "De stam is 93 centimeter rond. Pas vanaf 94 centimeter is een vergunning nodig." in way.words
    assert "omgevingswet.overheid.nl" not in way.walker.client.get(way.walker.here).content.decode()
