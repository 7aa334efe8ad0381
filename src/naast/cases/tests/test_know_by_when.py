"""The dates a resident gets. Expected days are counted by hand on a calendar, from the articles named."""

from datetime import date, datetime

import pytest

from naast.cases.actions.promise import days_stood_still, promise
from naast.kernel.clock import AMSTERDAM

SERVICE = {"promise": {"best": "5 working days", "usual": "15 working days", "by_law": "8 weeks"}}
WEDNESDAY = datetime(2026, 11, 25, 9, 4, tzinfo=AMSTERDAM)


def test_a_request_of_25_november_is_answered_by_20_january_at_the_latest() -> None:
    dates = promise(SERVICE, WEDNESDAY)
    assert dates.quickest == date(2026, 12, 2)
    assert dates.usual == date(2026, 12, 16)
    assert dates.latest == date(2027, 1, 20)


def test_a_service_without_a_legal_term_promises_no_last_day() -> None:
    assert promise({"promise": {"best": "1 working day", "usual": "3 working days"}}, WEDNESDAY).latest is None


def test_a_request_sent_at_night_counts_from_the_day_in_the_netherlands() -> None:
    half_past_midnight = datetime(2026, 11, 26, 0, 30, tzinfo=AMSTERDAM)
    assert promise(SERVICE, half_past_midnight).latest == date(2027, 1, 21)


@pytest.mark.parametrize(
    ("asked", "answered", "days"),
    [
        (date(2026, 12, 1), date(2026, 12, 1), 0),
        (date(2026, 12, 1), date(2026, 12, 2), 0),  # from the 2nd until the 2nd: nothing
        (date(2026, 12, 1), date(2026, 12, 3), 1),  # the 2nd
        (date(2026, 12, 1), date(2026, 12, 15), 13),  # the 2nd up to and including the 14th
    ],
)
def test_the_clock_stands_still_from_the_day_after_the_question_until_the_answer(
    asked: date, answered: date, days: int
) -> None:
    """Awb 4:15 par. 1: "van de dag na die waarop … tot de dag waarop"."""
    assert days_stood_still(asked, answered) == days


def test_thirteen_days_of_waiting_move_the_last_day_thirteen_days_on() -> None:
    assert promise(SERVICE, WEDNESDAY, paused_days=13).latest == date(2027, 2, 2)


def test_a_last_day_that_falls_on_sunday_moves_to_monday() -> None:
    """20 January 2027 plus 4 days is Sunday the 24th; Awt art. 1."""
    assert promise(SERVICE, WEDNESDAY, paused_days=4).latest == date(2027, 1, 25)
