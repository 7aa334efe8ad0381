"""The dates a resident gets. Expected days are counted by hand on a calendar, from the articles named."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
import time_machine

from naast.cases.actions import make_case
from naast.cases.queries.promise import days_stood_still
from naast.cases.tests.conftest import on, seen, sending_of
from naast.cases.tests.test_handle_a_case import ask
from naast.catalogue import api as catalogue
from naast.design.types import Promise
from naast.kernel.actor import SYSTEM, Actor
from naast.messages.api import messages_for


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


def test_while_we_wait_the_days_are_those_of_an_answer_today(
    taken: UUID, karim: Actor, mirthe: Actor, clock: time_machine.Traveller
) -> None:
    """Sent and asked on Thursday 26 November; by law 21 January. On 6 December it stood still from the 27th: 9 days."""
    ask(karim, taken)
    clock.move_to(on(2026, 12, 6))
    summary = seen(mirthe, taken).summary
    assert summary.still_until == date(2026, 12, 10)
    assert summary.promise.by_law == date(2027, 1, 21) + timedelta(
        days=11
    )  # 30 January is a Saturday: Monday 1 February
    assert summary.promise.usual == date(2026, 12, 28)  # 17 December and 9 days is Saturday the 26th, a holiday too


@pytest.mark.parametrize(
    ("service", "said"),
    [
        (
            "kwijtschelding-gemeentelijke-belastingen",
            "op donderdag 17 december 2026, uiterlijk op donderdag 21 januari 2027.",
        ),
        ("verhuismelding", "op dinsdag 1 december 2026."),  # three working days, and no last day in the law
    ],
)
def test_a_day_is_said_once(town: UUID, mirthe: Actor, service: str, said: str) -> None:
    version = catalogue.publish(SYSTEM, organisation=town, package=catalogue.package(service))
    make_case(mirthe, replace(sending_of(mirthe, town, version), service=service))
    [message] = messages_for(mirthe, party=mirthe.party)
    assert f"Meestal hoort u het {said} Wordt het later?" in message.body


def test_the_quickest_day_is_said_while_it_is_to_come() -> None:
    """On the day itself it would say "op zijn snelst vandaag" beside steps that take weeks."""
    promise = Promise(usual=date(2026, 12, 17), quickest=date(2026, 11, 30))
    said = [promise.quickest_from(day) for day in (date(2026, 11, 29), date(2026, 11, 30))]
    assert said == [date(2026, 11, 30), None]
    assert Promise(usual=date(2026, 12, 1), quickest=date(2026, 12, 1)).quickest_from(date(2026, 11, 26)) is None


def test_without_a_question_the_clock_runs(taken: UUID, mirthe: Actor) -> None:
    summary = seen(mirthe, taken).summary
    assert (summary.still_until, summary.promise.usual) == (None, date(2026, 12, 17))
