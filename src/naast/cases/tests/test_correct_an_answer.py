"""A typing error in a request that was sent: a worker mends it, and nothing of what was sent is lost."""

from collections.abc import Callable
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from naast.cases import api as cases
from naast.cases.tests.conftest import seen
from naast.cases.tests.test_handle_a_case import kinds, told
from naast.cases.types import Outcome
from naast.identity.tests.doors import enter_as_resident, enter_as_staff
from naast.kernel.actor import Actor
from naast.kernel.errors import Forbidden, Refused, Stale

REASON = "Mirthe belde: er stond een nul te veel."


def correct(worker: Actor, case: UUID, *, shown: str = "100 euro", question: str = "savings", version: int = 2) -> None:
    cases.correct_answer(worker, case, question=question, shown=shown, reason=REASON, version=version)


def test_both_sides_see_what_it_is_now_what_was_sent_and_why(taken: UUID, karim: Actor, mirthe: Actor) -> None:
    correct(karim, taken)
    for side in (karim, mirthe):
        (answer,) = [one for one in seen(side, taken).answers if one.key == "savings"]
        assert (answer.now, answer.shown) == ("100 euro", "1.000 euro")
        assert [(one.reason, one.corrected_by) for one in answer.corrections] == [(REASON, "Karim Haddouti")]


def test_the_resident_is_told_with_the_old_value_and_the_new_one(taken: UUID, karim: Actor, mirthe: Actor) -> None:
    correct(karim, taken)
    message = told(mirthe, "we hebben een antwoord verbeterd")
    for words in ("Hoeveel spaargeld heeft u?", "1.000 euro", "100 euro", REASON, "Karim Haddouti"):
        assert words in message
    assert "cases.corrected" in kinds(mirthe, mirthe.party)


def test_what_was_corrected_twice_shows_each_step(
    taken: UUID, karim: Actor, mirthe: Actor, clock: time_machine.Traveller
) -> None:
    correct(karim, taken)
    clock.shift(60)
    correct(karim, taken, shown="150 euro", version=3)
    (answer,) = [one for one in seen(mirthe, taken).answers if one.key == "savings"]
    assert [answer.shown, *(one.shown for one in answer.corrections)] == ["1.000 euro", "100 euro", "150 euro"]


def test_what_a_register_said_is_mended_there(taken: UUID, karim: Actor, mirthe: Actor) -> None:
    for question in ("name", "nothing"):
        with pytest.raises(Refused):
            correct(karim, taken, question=question)
    assert all(not one.corrections for one in seen(mirthe, taken).answers)


def test_a_colleague_and_the_resident_correct_nothing(taken: UUID, sara: Actor, mirthe: Actor) -> None:
    for actor in (sara, mirthe):
        with pytest.raises(Forbidden):
            correct(actor, taken)


def test_after_a_decision_or_with_an_old_page_nothing_is_corrected(taken: UUID, karim: Actor) -> None:
    with pytest.raises(Stale):
        correct(karim, taken, version=1)
    cases.decide(karim, taken, outcome=Outcome.GRANTED, reasons="Ja.", version=2)
    with pytest.raises(Stale):
        correct(karim, taken, version=3)


def test_the_decision_remembers_what_was_corrected(taken: UUID, karim: Actor, mirthe: Actor) -> None:
    correct(karim, taken)
    cases.decide(karim, taken, outcome=Outcome.GRANTED, reasons="Ja.", version=3)
    decision = seen(mirthe, taken).decision
    assert decision is not None
    assert decision.grounds["corrected"] == {"savings": "100 euro"}


@pytest.fixture
def karims(client: Client, karim: Actor) -> Client:
    enter_as_staff(client, user=karim.id)
    return client


@pytest.fixture
def mirthes(mirthe: Actor, town: UUID) -> Callable[[UUID], str]:
    def page(case: UUID) -> str:
        client = Client()
        enter_as_resident(client, party=mirthe.party, organisation=town)
        return client.get(reverse("cases:mine", args=[case])).content.decode()

    return page


def test_on_the_page_the_worker_corrects_and_the_resident_reads_it(
    taken: UUID, karims: Client, mirthes: Callable[[UUID], str]
) -> None:
    typed = {"version": 2, "question": "savings", "shown": "100 euro", "reason": REASON}
    assert karims.post(reverse("cases:correct", args=[taken]), typed).status_code == 302
    page = mirthes(taken)
    assert "Eerst stond er: 1.000 euro" in page
    assert REASON in page


def test_the_same_value_or_no_reason_is_said_beside_the_field(taken: UUID, karims: Client) -> None:
    typed = {"version": 2, "question": "savings", "shown": "1.000 euro", "reason": "  "}
    answer = karims.post(reverse("cases:correct", args=[taken]), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dit staat er al" in page
    assert "Schrijf waarom. De inwoner leest dit." in page
