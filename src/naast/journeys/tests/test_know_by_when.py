"""The days that a service promises. Expected days are counted by hand on a calendar, from the articles named."""

from datetime import date

from naast.journeys.api import promised

SERVICE = {"promise": {"best": "5 working days", "usual": "15 working days", "by_law": "8 weeks"}}
WEDNESDAY = date(2026, 11, 25)


def test_a_request_of_25_november_is_answered_by_20_january_at_the_latest() -> None:
    dates = promised(SERVICE, sent=WEDNESDAY, counts_from=WEDNESDAY)
    assert (dates.quickest, dates.usual, dates.by_law) == (date(2026, 12, 2), date(2026, 12, 16), date(2027, 1, 20))


def test_what_we_promise_counts_from_the_day_of_moving_and_the_law_from_sending() -> None:
    """Fifteen working days after Friday 18 December: the 21st to the 24th, the 28th to the 31st, 4 to 8 January, and the 11th
    and 12th (the 25th, the 26th and 1 January are no working days)."""
    dates = promised(SERVICE, sent=WEDNESDAY, counts_from=date(2026, 12, 18))
    assert (dates.quickest, dates.usual, dates.by_law) == (date(2026, 12, 28), date(2027, 1, 12), date(2027, 1, 20))


def test_a_service_without_a_legal_term_promises_no_last_day() -> None:
    terms = {"promise": {"best": "1 working day", "usual": "3 working days"}}
    assert promised(terms, sent=WEDNESDAY, counts_from=WEDNESDAY).by_law is None


def test_thirteen_days_of_waiting_move_the_last_day_thirteen_days_on() -> None:
    dates = promised(SERVICE, sent=WEDNESDAY, counts_from=WEDNESDAY, stood_still=13)
    assert dates.by_law == date(2027, 2, 2)


def test_a_last_day_that_falls_on_sunday_moves_to_monday() -> None:
    """20 January 2027 plus 4 days is Sunday the 24th; Awt art. 1."""
    dates = promised(SERVICE, sent=WEDNESDAY, counts_from=WEDNESDAY, stood_still=4)
    assert dates.by_law == date(2027, 1, 25)
