"""Somebody, or a niece, reports that the housework no longer works (Wmo): nobody is refused, and what cannot wait does not."""

from __future__ import annotations

from datetime import date

import pytest

from naast.work.api import queue
from services.conftest import Decided, Went

pytestmark = pytest.mark.django_db
HELP = "huishoudelijke-hulp"


def test_the_terms_of_the_law_are_said_as_days(go: Went, decided: Decided) -> None:
    way = go(HELP, without="email")
    thanks = way.walker.send()
    # Six weeks (Wmo 2015, 2.3.2) and seven days for a plan of one's own, from Thursday 26 November 2026.
    assert "Uiterlijk op donderdag 7 januari 2027 is ons onderzoek klaar" in thanks
    assert "Wilt u zelf een plan geven? Dat kan tot en met donderdag 3 december 2026." in thanks
    # Two weeks more for the decision (2.3.5).
    assert (way.case.usual_on, way.case.latest_on) == (date(2027, 1, 7), date(2027, 1, 21))
    (item,) = queue(way.town.worker, organisation=way.town.id).items
    assert (item.because, item.due_at.date()) == ("Nieuwe aanvraag", date(2027, 1, 7))
    assert "In de brief staat hoeveel uur, en wie er komt." in decided(way, "granted")


def test_a_niece_reports_for_who_does_not_know_it_yet(go: Went) -> None:
    way = go(HELP, name="For a mother who does not know it yet")
    way.walker.send()
    told = {one["key"]: one["shown"] for one in way.case.request}
    assert told["agrees"] == "Jo Elzinga heeft nog niets gezegd"
    assert told["reach_other"] == "Kerkpad 6 in Kleiwinde. Zij is mijn tante."
    assert "household" not in told, "the register knows the household of who reports, not of the other"


def test_what_cannot_wait_is_on_top_of_the_work_of_the_next_day(go: Went) -> None:
    way = go(HELP, name="The carer dropped out, and it cannot wait")
    thanks = way.walker.send()
    (item,) = queue(way.town.worker, organisation=way.town.id).items
    # The working day after Thursday 26 November 2026, at five.
    assert (item.because, item.due_at.date()) == ("Nieuwe aanvraag, kan niet wachten", date(2026, 11, 27))
    assert "Uiterlijk op de volgende werkdag belt of komt er iemand." in thanks
    assert "Is er nu gevaar? Bel 112." in thanks


def test_with_long_term_care_the_other_office_is_named_and_one_may_report_all_the_same(go: Went) -> None:
    way = go(HELP, name="Long-term care was granted")
    assert "Bel het zorgkantoor, het nummer staat in de brief van het CIZ." in way.words
    assert "Toch een melding doen" in way.words
