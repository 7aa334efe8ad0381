"""What was promised about time holds: told before each day passes, never taken back, and still while a hold is on."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import DatabaseError

from naast.cases import api as cases
from naast.cases.actions import late
from naast.cases.actions.late import lapse_unanswered, tell_who_waits_longer
from naast.cases.models import Case
from naast.cases.tests.conftest import on, seen
from naast.cases.tests.test_handle_a_case import ask
from naast.cases.types import Outcome, Turn
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.holds import place_hold
from naast.kernel.types import Ref

# Sent on Thursday 26 November 2026: usually 15 working days, so 17 December; by law 21 January 2027.
DAY_BEFORE = on(2026, 12, 16)
LATER = date(2027, 1, 11)
BY_LAW = date(2027, 1, 21)


def usual(actor: Actor, case: UUID) -> date:
    return seen(actor, case).summary.promise.usual


def test_each_new_date_is_told_before_it_passes_until_the_last_day_of_the_law(
    case: UUID, mirthe: Actor, clock: time_machine.Traveller
) -> None:
    for day, new in ((DAY_BEFORE, LATER), (on(2027, 1, 8), BY_LAW)):
        clock.move_to(day)
        assert tell_who_waits_longer() == 1
        assert usual(mirthe, case) == new
    clock.move_to(on(2027, 1, 20))
    assert tell_who_waits_longer() == 0


def test_an_answer_does_not_bring_back_a_date_that_we_took_back(
    taken: UUID, karim: Actor, mirthe: Actor, clock: time_machine.Traveller
) -> None:
    clock.move_to(DAY_BEFORE)
    tell_who_waits_longer()
    question = ask(karim, taken, answer_by=date(2026, 12, 24), version=3)
    clock.move_to(on(2026, 12, 18))  # one day of standing still: 18 December, were nothing told
    cases.answer_question(mirthe, question, case_id=taken, text="700 euro")
    assert usual(mirthe, taken) == LATER


def test_what_was_first_promised_moves_with_the_clock_and_not_with_our_delay(
    taken: UUID, karim: Actor, mirthe: Actor, clock: time_machine.Traveller
) -> None:
    clock.move_to(DAY_BEFORE)
    tell_who_waits_longer()
    assert Case.objects.get(pk=taken).promised_on == date(2026, 12, 17)
    question = ask(karim, taken, answer_by=date(2026, 12, 24), version=3)
    clock.move_to(on(2026, 12, 18))  # one day of standing still
    cases.answer_question(mirthe, question, case_id=taken, text="700 euro")
    assert Case.objects.get(pk=taken).promised_on == date(2026, 12, 18)


def test_a_decision_while_a_question_is_open_counts_the_days_that_the_clock_stood_still(
    taken: UUID, karim: Actor, clock: time_machine.Traveller
) -> None:
    clock.move_to(on(2026, 12, 14))
    ask(karim, taken, answer_by=date(2026, 12, 28))
    clock.move_to(on(2026, 12, 18))  # three days of standing still: 17 becomes 20, a Sunday
    cases.decide(karim, taken, outcome=Outcome.GRANTED, reasons="Ja.", version=3)
    assert Case.objects.get(pk=taken).promised_on == date(2026, 12, 21)


def test_a_question_under_a_hold_does_not_lapse(
    taken: UUID, karim: Actor, mirthe: Actor, town: UUID, clock: time_machine.Traveller
) -> None:
    ask(karim, taken)
    until = on(2026, 12, 20)
    place_hold(
        SYSTEM, organisation=town, about=Ref("case", taken), reason="Mirthe ligt in het ziekenhuis.", until=until
    )
    clock.move_to(on(2026, 12, 11))
    assert lapse_unanswered() == 0
    assert seen(mirthe, taken).summary.turn is Turn.RESIDENT
    clock.move_to(until)
    assert lapse_unanswered() == 1


def test_a_question_that_cannot_lapse_keeps_no_other_waiting(
    case_of: Any, mirthe: Actor, karim: Actor, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = []
    for _each in range(2):
        case = case_of(mirthe)
        cases.take_case(karim, case, version=1)
        questions.append(ask(karim, case))

    def lapse(actor: Actor, question: UUID) -> bool:
        if question == questions[0]:
            raise DatabaseError
        return real(actor, question)

    real = late.lapse_question
    monkeypatch.setattr(late, "lapse_question", lapse)
    clock.move_to(on(2026, 12, 11))
    assert lapse_unanswered() == 1
