"""Somebody has no home: post needs a place, and whoever asks needs neither papers nor a phone; a human decides."""

from __future__ import annotations

from datetime import date

import pytest

from naast.journeys.models import Draft
from services.conftest import Decided, Went

pytestmark = pytest.mark.django_db
ADDRESS = "briefadres"


def test_it_is_sent_without_a_phone_by_saying_where_one_can_be_found(go: Went) -> None:
    way = go(ADDRESS, without="address")
    assert "Een mens leest wat u schreef en praat met u." in way.walker.send()
    assert way.case.is_nameless
    assert "bibliotheek" in {one["key"]: one["shown"] for one in way.case.request}["meet"]
    # Sent on Thursday 26 November 2026; by law within eight weeks (Awb 4:13): Thursday 21 January 2027.
    assert way.case.latest_on == date(2027, 1, 21)


def test_a_worker_grants_it_and_the_person_reads_what_changes(go: Went, decided: Decided) -> None:
    way = go(ADDRESS, without="email")
    way.walker.send()
    assert "Andere overheden sturen hun post voortaan daarheen." in decided(way, "granted")
    assert way.case.decision.object_until == date(2027, 1, 7)  # six weeks (Awb 6:7)


def test_being_late_is_no_obstacle(go: Went) -> None:
    """A home lost on Monday 3 August 2026: the fifth day after is Saturday the 8th (BRP law 2.39, 2 and 3)."""
    way = go(ADDRESS, name="Months late still goes, and says which day it was")
    assert "De wet gaf u tijd tot en met zaterdag 8 augustus 2026. Dat geeft niet" in way.walker.send()


def test_a_bed_comes_before_the_post(go: Went) -> None:
    way = go(ADDRESS, name="Outside, with nowhere to go tonight")
    assert "Dan zoeken we eerst een plek om te slapen." in way.words
    assert "Praat met een mens" in way.words
    assert Draft.objects.get().status == "open"
