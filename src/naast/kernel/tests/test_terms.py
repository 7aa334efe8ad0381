"""Working days and terms are those of the Algemene termijnenwet."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naast.kernel.clock import AMSTERDAM
from naast.kernel.terms import (
    BadTerm,
    OutsideTable,
    Term,
    Unit,
    add_working_days,
    end_of_day,
    end_of_term,
    ends_at,
    holiday_name,
    is_working_day,
)

DATA = Path(__file__).parent / "data"
FIRST, LAST = date(2024, 1, 1), date(2040, 12, 31)


def _lines(name: str) -> list[str]:
    return [line for line in (DATA / name).read_text().splitlines() if line and line[0].isdigit()]


def written_holidays() -> set[date]:
    rows = [line.split() for line in _lines("holidays.txt")]
    return {date.fromisoformat(f"{year}-{day}") for year, *days in rows for day in days}


def written_terms() -> list[tuple[date, Term, date, str]]:
    rows = [[part.strip() for part in line.split("|")] for line in _lines("terms.txt")]
    return [
        (date.fromisoformat(start), Term.parse(term), date.fromisoformat(end), why) for start, term, end, why in rows
    ]


def easter_after_gauss(year: int) -> date:
    """Gauss' algorithm with the corrections of 1816 and Lichtenberg's form of 1997 (Historia Mathematica 24, pages 441-444)."""
    century = year // 100
    moon = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun = 2 - (3 * century + 3) // 4
    golden = year % 19
    seed = (19 * golden + moon) % 30
    correction = (seed + golden // 11) // 29
    limit = 21 + seed - correction
    first_sunday = 7 - (year + year // 4 + sun) % 7
    return date(year, 3, 1) + timedelta(limit + 7 - (limit - first_sunday) % 7 - 1)


def test_every_day_of_seventeen_years_is_as_the_list_of_the_law_says():
    holidays, day, wrong = written_holidays(), FIRST, []
    while day <= LAST:
        if (holiday_name(day) is not None, is_working_day(day)) != (
            day in holidays,
            day not in holidays and day.weekday() < 5,
        ):
            wrong.append(day)
        day += timedelta(1)
    assert wrong == []
    assert len(holidays) == 17 * 9


@pytest.mark.parametrize("year", range(2024, 2041))
def test_easter_follows_gauss(year):
    easter = easter_after_gauss(year)
    assert holiday_name(easter - timedelta(2)) == "Goede Vrijdag"
    assert holiday_name(easter + timedelta(1)) == "Tweede Paasdag"
    assert holiday_name(easter + timedelta(50)) == "Tweede Pinksterdag"


def test_liberation_day_and_ascension_day_may_follow_each_other():
    assert holiday_name(date(2027, 5, 5)) == "Bevrijdingsdag"
    assert holiday_name(date(2027, 5, 6)) == "Hemelvaartsdag"


def test_a_day_of_a_royal_decree_is_a_holiday_and_its_neighbours_are_not(settings):
    settings.NAAST_DECREE_DAYS = (date(2026, 5, 15),)
    assert holiday_name(date(2026, 5, 15)) == "Aangewezen bij koninklijk besluit"
    assert end_of_term(date(2026, 4, 2), Term.parse("6 weeks")) == date(2026, 5, 18)
    assert is_working_day(date(2026, 5, 18))


@pytest.mark.parametrize("day", [date(2023, 12, 29), date(2041, 1, 2)])
def test_a_year_outside_the_table_is_refused_rather_than_guessed(day):
    with pytest.raises(OutsideTable):
        is_working_day(day)


@pytest.mark.parametrize(("start", "term", "end", "why"), written_terms(), ids=str)
def test_a_term_ends_where_the_calendar_says(start, term, end, why):
    assert end_of_term(start, term) == end


def test_the_hand_counted_list_holds_at_least_sixty_terms():
    assert len(written_terms()) >= 60


def test_a_term_in_hours_runs_on_the_clock_through_the_night_that_is_an_hour_shorter():
    evening = datetime(2026, 3, 28, 20, tzinfo=AMSTERDAM)
    assert ends_at(evening.astimezone(UTC), Term.parse("24 hours")) == datetime(2026, 3, 29, 21, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("day", "midnight"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 23, tzinfo=UTC)),  # winter time until that night
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),  # the clock went forward
        (date(2026, 10, 24), datetime(2026, 10, 24, 22, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),  # the clock went back
    ],
)
def test_a_day_ends_at_midnight_in_the_netherlands_also_when_the_clock_changes(day, midnight):
    assert end_of_day(day) == midnight


def test_a_term_that_starts_just_after_midnight_here_starts_that_day_and_not_the_day_before():
    just_after = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # half past twelve on Wednesday in the Netherlands
    assert ends_at(just_after, Term.parse("6 weeks")) == datetime(2027, 1, 6, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "8", "weeks", "0 weeks", "-1 days", "8 fortnights", "8  weeks", "1.5 weeks", "8 weeks\n9 weeks"]
)
def test_a_term_that_is_not_one_is_refused(text):
    with pytest.raises(BadTerm):
        Term.parse(text)


def test_a_term_is_written_as_it_is_read():
    assert [str(Term.parse(text)) for text in ("1 week", "8 weeks", "1 working day")] == [
        "1 week",
        "8 weeks",
        "1 working day",
    ]


days = st.dates(date(2024, 1, 1), date(2040, 1, 1))
short = st.one_of(
    st.builds(Term, st.integers(1, 90), st.just(Unit.DAYS)),
    st.builds(Term, st.integers(1, 12), st.just(Unit.WEEKS)),
    st.builds(Term, st.integers(1, 3), st.just(Unit.MONTHS)),
    st.builds(Term, st.integers(1, 60), st.just(Unit.WORKING_DAYS)),
)


@given(days, short)
def test_a_short_term_always_ends_on_a_working_day_after_its_start(day, term):
    end = end_of_term(day, term)
    assert end > day
    assert is_working_day(end)


@given(days, st.integers(3, 90))
def test_a_term_of_three_days_or_more_holds_two_working_days(day, n):
    end = end_of_term(day, Term(n, Unit.DAYS))
    within = [day + timedelta(one) for one in range(1, (end - day).days + 1)]
    assert sum(map(is_working_day, within)) >= 2


@given(days, st.integers(1, 89))
def test_a_longer_term_never_ends_sooner(day, n):
    assert end_of_term(day, Term(n, Unit.DAYS)) <= end_of_term(day, Term(n + 1, Unit.DAYS))


@given(st.dates(date(2025, 1, 1), date(2039, 12, 31)), st.integers(1, 60))
def test_as_many_working_days_back_as_forth_is_the_last_working_day_before(day, n):
    there = add_working_days(day, n)
    back = add_working_days(there, -n)
    assert back <= day
    assert add_working_days(back, n) == there
