"""Who takes a case by mistake puts it back, as it was found."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from naast.cases import api as cases
from naast.cases.tests.conftest import on, seen
from naast.cases.tests.test_handle_a_case import ask, kinds
from naast.cases.types import Outcome, Status, Verb
from naast.identity.tests.doors import enter_as_staff
from naast.kernel.actor import Actor
from naast.kernel.errors import Forbidden, NotFound, Stale
from naast.organisations.tests.towns import make_town
from naast.work.api import queue

QUARTER = timedelta(minutes=15)


def test_a_case_that_was_put_back_waits_for_everybody_without_a_word(
    taken: UUID, karim: Actor, sara: Actor, town: UUID
) -> None:
    cases.undo(karim, taken, version=2)
    (item,) = queue(sara, organisation=town).items
    assert (item.because, item.returned) == ("Nieuwe aanvraag", "")
    assert seen(sara, taken).summary.status is Status.SENT
    assert Verb.TAKE in seen(sara, taken).may


def test_the_resident_reads_that_it_was_a_mistake(taken: UUID, karim: Actor, mirthe: Actor) -> None:
    cases.undo(karim, taken, version=2)
    assert kinds(mirthe, mirthe.party)[0] == "cases.take-undone"
    view = seen(mirthe, taken)
    assert view.handler is None
    assert [step.done_at for step in view.steps][1:] == [None] * (len(view.steps) - 1)


def test_what_a_colleague_wrote_before_is_read_again(taken: UUID, karim: Actor, sara: Actor, town: UUID) -> None:
    cases.give_back_case(karim, taken, reason="Ik ben morgen vrij.", version=2)
    cases.take_case(sara, taken, version=3)
    cases.undo(sara, taken, version=4)
    (item,) = queue(karim, organisation=town).items
    assert item.returned == "Ik ben morgen vrij."


def test_a_case_with_which_something_was_done_is_given_back_and_not_put_back(taken: UUID, karim: Actor) -> None:
    cases.send_message(karim, taken, text="Wij zijn ermee bezig.", key="een")
    assert Verb.UNDO not in seen(karim, taken).may
    with pytest.raises(Stale):
        cases.undo(karim, taken, version=3)


def test_a_case_that_waits_for_the_resident_is_not_put_back(taken: UUID, karim: Actor) -> None:
    ask(karim, taken)
    with pytest.raises(Stale):
        cases.undo(karim, taken, version=3)


@pytest.mark.parametrize(("late", "may"), [(QUARTER, True), (QUARTER + timedelta(seconds=1), False)])
def test_a_mistake_is_seen_within_a_quarter(
    case: UUID, karim: Actor, clock: time_machine.Traveller, late: timedelta, may: bool
) -> None:
    clock.move_to(on(2026, 11, 26, 10), tick=False)
    cases.take_case(karim, case, version=1)
    clock.move_to(on(2026, 11, 26, 10) + late, tick=False)
    assert (Verb.UNDO in seen(karim, case).may) is may
    if not may:
        with pytest.raises(Stale):
            cases.undo(karim, case, version=2)


def test_who_did_not_take_it_does_not_put_it_back(taken: UUID, sara: Actor, hire: Callable[..., Actor]) -> None:
    with pytest.raises(Forbidden):
        cases.undo(sara, taken, version=2)
    with pytest.raises(NotFound):
        cases.undo(hire("Wout", at=make_town("polderdam")), taken, version=2)
    assert seen(sara, taken).handler is not None


def test_what_was_told_to_the_resident_says_that_it_cannot_be_put_back(taken: UUID, karim: Actor, sara: Actor) -> None:
    his, hers, page = Client(), Client(), reverse("cases:work", args=[taken])
    enter_as_staff(his, user=karim.id)
    enter_as_staff(hers, user=sara.id)
    ask(karim, taken)
    said = ["Een vraag die verstuurd is, kunt u niet terugzetten, wel intrekken."]
    assert re.findall(r'data-key="u"[^>]*>([^<]*)', his.get(page).content.decode()) == said
    cases.decide(karim, taken, outcome=Outcome.GRANTED, reasons="Ja.", version=3)
    said = ["Een besluit kunt u niet terugzetten."]
    assert re.findall(r'data-key="u"[^>]*>([^<]*)', his.get(page).content.decode()) == said
    assert 'data-key="u"' not in hers.get(page).content.decode()


def test_pressing_twice_changes_nothing_the_second_time(taken: UUID, karim: Actor) -> None:
    cases.undo(karim, taken, version=2)
    with pytest.raises(Stale):
        cases.undo(karim, taken, version=2)


def test_the_button_is_on_the_page_and_works_without_a_script(taken: UUID, karim: Actor, client: Client) -> None:
    enter_as_staff(client, user=karim.id)
    url = reverse("cases:undo", args=[taken])
    assert url in client.get(reverse("cases:work", args=[taken])).content.decode()
    shown = client.post(url, {"version": 2}, follow=True).content.decode()
    assert "De zaak staat weer in de rij, zoals u hem vond." in shown
    assert "Pak op" in shown
