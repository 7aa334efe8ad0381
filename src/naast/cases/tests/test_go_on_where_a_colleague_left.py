"""The handler of a case left: it waits for a colleague as far as it came, and the resident is told so once."""

from collections.abc import Callable
from uuid import UUID

import pytest

from naast.cases import api as cases
from naast.cases.tests.conftest import seen
from naast.cases.tests.test_handle_a_case import ask, kinds
from naast.cases.types import Outcome, Status, Turn, Verb
from naast.identity.actions.staff import disable_staff
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.events import deliver
from naast.kernel.models import StoredEvent
from naast.work.api import queue
from naast.work.types import Whose


def leave(worker: Actor) -> None:
    assert worker.id
    disable_staff(SYSTEM, user=worker.id)
    deliver(StoredEvent.objects.get(name="identity.RoleEnded").pk, "work.hand_in")


def decided(worker: Actor, case: UUID) -> None:
    cases.decide(worker, case, outcome=Outcome.GRANTED, reasons="Ja.", version=2)


@pytest.mark.parametrize(
    ("first", "stands"),
    [(None, Status.SENT), (ask, Status.WAITING), (decided, Status.DECIDED)],
    ids=["sent", "waiting", "decided"],
)
def test_a_colleague_takes_it_as_far_as_it_came(
    taken: UUID,
    karim: Actor,
    sara: Actor,
    mirthe: Actor,
    town: UUID,
    first: Callable[[Actor, UUID], object] | None,
    stands: Status,
) -> None:
    if first:
        first(karim, taken)
    before = seen(mirthe, taken)
    leave(karim)
    view = seen(mirthe, taken)
    assert (view.summary.status, view.handler, view.summary.promise) == (stands, None, before.summary.promise)
    assert kinds(mirthe, mirthe.party).count("cases.given-back") == 1
    (item,) = queue(sara, organisation=town).items
    assert item.returned == "Karim Haddouti had dit, en werkt er niet meer aan."
    cases.take_case(sara, taken, version=view.version)
    assert (seen(sara, taken).handler, seen(sara, taken).summary.status) == (
        sara.id,
        Status.ASSESSED if stands is Status.SENT else stands,
    )
    assert [one.due_at for one in queue(sara, organisation=town, whose=Whose.MINE).items] == [item.due_at]


def test_an_answer_that_comes_before_anybody_took_it_waits_in_the_queue(
    taken: UUID, karim: Actor, sara: Actor, mirthe: Actor, town: UUID
) -> None:
    question = ask(karim, taken)
    leave(karim)
    cases.answer_question(mirthe, question, case_id=taken, text="700 euro")
    view = seen(sara, taken)
    assert (view.summary.status, view.summary.turn) == (Status.SENT, Turn.ORGANISATION)
    assert Verb.TAKE in view.may
    (item,) = queue(sara, organisation=town).items
    assert (item.because, item.waiting) == ("De inwoner heeft geantwoord", False)
