"""Who closes a case by mistake opens it again, as it was."""

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from naast.cases import api as cases
from naast.cases.tests.conftest import on, seen
from naast.cases.tests.test_handle_a_case import kinds
from naast.cases.types import Outcome, Status, Verb
from naast.dossier.api import may_look
from naast.identity.tests.doors import enter_as_staff
from naast.kernel.actor import Actor
from naast.kernel.clock import closing_time
from naast.kernel.errors import Refused
from naast.messages.api import messages_for
from naast.work.api import queue
from naast.work.types import Whose

QUARTER = timedelta(minutes=15)
CLOSED_AT = on(2026, 11, 27, 10)  # a Friday; it was decided the day before


@pytest.fixture
def closed(taken: UUID, karim: Actor, clock: time_machine.Traveller) -> UUID:
    cases.decide(karim, taken, outcome=Outcome.GRANTED, reasons="U heeft weinig geld.", version=2)
    clock.move_to(CLOSED_AT, tick=False)
    cases.close_case(karim, taken, version=3)
    return taken


def test_it_is_decided_as_before_and_on_the_same_desk(
    closed: UUID, karim: Actor, sara: Actor, mirthe: Actor, town: UUID
) -> None:
    told = messages_for(mirthe, party=mirthe.party)
    cases.undo(karim, closed, version=4)
    view = seen(karim, closed)
    assert (view.summary.status, view.handler) == (Status.DECIDED, karim.id)
    assert {Verb.CLOSE, Verb.MESSAGE} <= view.may
    (item,) = queue(karim, organisation=town, whose=Whose.MINE).items
    # Decided on Thursday 26 November: five working days later is Thursday 3 December.
    assert (item.because, item.due_at) == ("Besloten: rond de zaak nog af", closing_time(on(2026, 12, 3).date()))
    assert may_look(sara, mirthe.party, town)
    assert kinds(mirthe, mirthe.party)[0] == "cases.close-undone"
    assert messages_for(mirthe, party=mirthe.party) == told  # of closing nobody was told either
    cases.close_case(karim, closed, version=5)
    assert queue(karim, organisation=town, whose=Whose.MINE).items == ()


@pytest.mark.parametrize(("late", "may"), [(QUARTER, True), (QUARTER + timedelta(seconds=1), False)])
def test_a_mistake_is_seen_within_a_quarter_and_by_who_made_it(
    closed: UUID, karim: Actor, sara: Actor, clock: time_machine.Traveller, late: timedelta, may: bool
) -> None:
    clock.move_to(CLOSED_AT + late, tick=False)
    assert (Verb.UNDO in seen(karim, closed).may) is may
    assert Verb.UNDO not in seen(sara, closed).may


def test_what_the_resident_took_back_stays_taken_back(taken: UUID, karim: Actor, mirthe: Actor) -> None:
    cases.withdraw(mirthe, taken)
    assert Verb.UNDO not in seen(karim, taken).may
    with pytest.raises(Refused):
        cases.undo(karim, taken, version=3)


def test_the_way_back_stands_beside_the_queue_without_a_script(
    closed: UUID, karim: Actor, sara: Actor, mirthe: Actor, clock: time_machine.Traveller
) -> None:
    page, client, url = reverse("cases:work", args=[closed]), Client(), reverse("cases:undo", args=[closed])
    enter_as_staff(client, user=karim.id)
    shown = client.get(page).content.decode()
    assert url in shown
    assert "Mirthe" not in shown.partition('id="midden"')[2]  # the team may not look any more
    assert "De zaak staat weer open" in client.post(url, {"version": 4}, follow=True).content.decode()
    assert client.post(reverse("cases:close", args=[closed]), {"version": 5}).headers["Location"] == page
    clock.move_to(CLOSED_AT + QUARTER + timedelta(seconds=1))
    assert client.get(page).headers["Location"] == reverse("dossier:open", args=[mirthe.party])
