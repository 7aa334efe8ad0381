"""Whether the phone is answered and where the bus stands, also on holidays and when the clock is changed.

Holidays: Algemene termijnenwet, article 3. Times are those on the wall in the Netherlands.
"""

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from naast.kernel.actor import SYSTEM
from naast.organisations.api import change_organisation, opening, opening_of, organisation
from naast.organisations.tests.lommerwaard import BUS
from naast.organisations.types import Hours, OtherHours, Reach

WALL = ZoneInfo("Europe/Amsterdam")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WALL)


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        ("2026-11-26T08:00", "2026-11-26T20:00"),  # Thursday
        ("2026-11-26T19:59:59", "2026-11-26T20:00"),
        ("2026-11-27T16:59", "2026-11-27T17:00"),  # Friday
        ("2026-12-24T14:59", "2026-12-24T15:00"),  # Thursday before Christmas closes early
        ("2026-10-26T08:00", "2026-10-26T17:00"),  # the Monday after the clock went back
        ("2026-03-30T08:00", "2026-03-30T17:00"),  # the Monday after it went forward
    ],
)
def test_the_phone_is_answered_until(town: UUID, moment: str, until: str) -> None:
    found = opening(organisation(town), at(moment))
    assert (found.open_now, found.until, found.next_open) == (True, at(until), None)


@pytest.mark.parametrize(
    ("moment", "from_then"),
    [
        ("2026-11-26T07:59:59", "2026-11-26T08:00"),
        ("2026-11-26T20:00", "2026-11-27T08:00"),
        ("2026-11-27T17:00", "2026-11-30T08:00"),  # over the weekend
        ("2026-12-24T15:00", "2026-12-28T08:00"),  # Christmas on Friday and Saturday, then Sunday
        ("2026-12-30T17:00", "2027-01-04T08:00"),  # Thursday closed, New Year's Day, weekend
        ("2027-04-26T17:00", "2027-04-28T08:00"),  # King's Day on a Tuesday
        ("2026-04-02T20:00", "2026-04-07T08:00"),  # Good Friday to Easter Monday
        ("2026-05-13T17:00", "2026-05-15T08:00"),  # Ascension Day
        ("2026-05-04T17:00", "2026-05-06T08:00"),  # Liberation Day
    ],
)
def test_the_phone_is_answered_again_from(town: UUID, moment: str, from_then: str) -> None:
    found = opening(organisation(town), at(moment))
    assert (found.open_now, found.until, found.next_open) == (False, None, at(from_then))


@pytest.mark.parametrize(
    ("moment", "open_now", "place"),
    [
        ("2026-11-26T09:04", True, "Kleiwinde"),
        ("2026-11-26T12:00", False, "Elzerbroek"),  # next: Tuesday morning
        ("2026-12-01T12:30", False, "Vliermeer"),  # between two stops
        ("2026-12-01T13:00", True, "Vliermeer"),
    ],
)
def test_the_bus_stands_somewhere(moment: str, open_now: bool, place: str) -> None:
    found = opening_of(BUS, at(moment))
    assert (found.open_now, found.place) == (open_now, place)


def test_an_exception_can_open_a_holiday_and_give_a_day_two_parts(town: UUID) -> None:
    good_friday = date(2026, 4, 3)
    two_parts = (
        OtherHours(good_friday, "Verkiezingen.", time(13), time(17)),
        OtherHours(good_friday, "Verkiezingen.", time(8), time(12)),
    )
    change_organisation(SYSTEM, organisation=town, reach=Reach((Hours(5, time(8), time(17)),), two_parts))
    found = organisation(town)
    assert opening(found, at("2026-04-03T09:00")).until == at("2026-04-03T12:00")
    assert opening(found, at("2026-04-03T12:30")).next_open == at("2026-04-03T13:00")


def test_without_hours_nothing_is_promised(town: UUID) -> None:
    change_organisation(SYSTEM, organisation=town, reach=Reach())
    found = opening(organisation(town), at("2026-11-26T09:00"))
    assert (found.open_now, found.until, found.next_open) == (False, None, None)
