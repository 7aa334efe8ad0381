"""A resident saw a mistake in what was sent: the worker reads it at once, and nothing of what was sent changes."""

import re
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from naast.cases import api as cases
from naast.cases.tests.conftest import seen
from naast.cases.tests.test_handle_a_case import kinds
from naast.cases.types import NoLonger, Outcome
from naast.dossier.api import timeline
from naast.identity.tests.doors import enter_as_resident, enter_as_staff
from naast.kernel.actor import Actor
from naast.kernel.errors import Forbidden, NotFound, Refused, Stale
from naast.kernel.types import Ref
from naast.work.api import items_about

WORDS = {"shown": "100 euro", "reason": "Ik typte een nul te veel."}


def dispute(actor: Actor, case: UUID, question: str = "savings", **others: str) -> None:
    cases.dispute_answer(actor, case, question=question, **{**WORDS, **others})


@pytest.fixture
def mirthes(client: Client, mirthe: Actor, town: UUID) -> Client:
    enter_as_resident(client, party=mirthe.party, organisation=town)
    return client


def page_of(case: UUID, key: str = "savings") -> str:
    return reverse("cases:dispute", args=[case, key])


def test_both_sides_read_it_beside_the_answer_that_was_sent(
    taken: UUID, karim: Actor, mirthe: Actor, mirthes: Client
) -> None:
    assert mirthes.post(page_of(taken), WORDS).status_code == 302
    (answer,) = [one for one in seen(karim, taken).answers if one.key == "savings"]
    assert (answer.shown, answer.now) == ("1.000 euro", "1.000 euro")
    assert [(one.shown, one.reason) for one in answer.disputes] == [tuple(WORDS.values())]
    assert "cases.disputed" in kinds(mirthe, mirthe.party)
    karims = Client()
    enter_as_staff(karims, user=karim.id)
    for page in (
        mirthes.get(reverse("cases:mine", args=[taken])),
        karims.get(reverse("cases:work", args=[taken])),
    ):
        assert "Er moet staan: ‘100 euro’ ‘Ik typte een nul te veel.’" in page.content.decode()
    correcting = karims.get(reverse("cases:work", args=[taken]), {"doe": "verbeter"}).content.decode()
    assert "Nu: 1.000 euro. Volgens de inwoner: ‘100 euro’ ‘Ik typte een nul te veel.’" in correcting


def test_of_a_line_of_ones_own_too_one_can_say_that_it_is_not_right(case: UUID, mirthe: Actor, mirthes: Client) -> None:
    dispute(mirthe, case)
    (line,) = [one for one in timeline(mirthe, subject=mirthe.party) if one.kind == "cases.disputed"]
    page = mirthes.get(reverse("cases:mine", args=[case])).content.decode()
    assert reverse("dossier:note", args=[line.id]) in page


def test_whoever_handles_it_is_told_why_it_is_in_the_queue_and_decides_on_no_older_page(
    taken: UUID, karim: Actor, mirthe: Actor
) -> None:
    dispute(mirthe, taken)
    (item,) = items_about(Ref("case", taken))
    assert item.because == "De inwoner zegt dat dit niet klopt: Hoeveel spaargeld heeft u?"
    with pytest.raises(Stale):
        cases.decide(karim, taken, outcome=Outcome.GRANTED, reasons="Ja.", version=2)


def test_until_it_is_corrected_who_decides_is_told_and_who_corrects_finds_it_chosen(
    taken: UUID, karim: Actor, mirthe: Actor, client: Client, clock: time_machine.Traveller
) -> None:
    enter_as_staff(client, user=karim.id)
    told = "de inwoner zegt dat dit niet klopt: Hoeveel spaargeld heeft u?"

    def page(verb: str) -> str:
        return client.get(reverse("cases:work", args=[taken]), {"doe": verb}).content.decode()

    assert told not in page("besluit")
    dispute(mirthe, taken)
    assert told in page("besluit")
    assert re.findall(r'value="(\w+)"[^>]* checked', page("verbeter")) == ["savings"]
    clock.shift(60)
    version = seen(karim, taken).version
    cases.correct_answer(karim, taken, question="savings", shown="100 euro", reason="Typefout.", version=version)
    assert told not in page("besluit")


def test_pressing_twice_says_it_once_and_other_words_are_said_too(
    case: UUID, mirthe: Actor, clock: time_machine.Traveller
) -> None:
    dispute(mirthe, case)
    clock.shift(60)
    dispute(mirthe, case)
    dispute(mirthe, case, shown="110 euro")
    (answer,) = [one for one in seen(mirthe, case).answers if one.key == "savings"]
    assert [one.shown for one in answer.disputes] == ["100 euro", "110 euro"]


def test_nothing_written_is_said_beside_the_field(case: UUID, mirthe: Actor, mirthes: Client) -> None:
    answer = mirthes.post(page_of(case), {"shown": "  ", "reason": "Het klopt niet."})
    assert "Schrijf wat er moet staan." in answer.content.decode()
    with pytest.raises(Refused):
        dispute(mirthe, case, shown=" ")
    assert all(not one.disputes for one in seen(mirthe, case).answers)


def test_after_a_decision_the_page_says_what_one_can_do(
    taken: UUID, karim: Actor, mirthe: Actor, mirthes: Client
) -> None:
    """Decided on Thursday 26 November 2026: six weeks to object, so until Thursday 7 January 2027 (Awb 6:7 and 6:8)."""
    cases.decide(karim, taken, outcome=Outcome.REFUSED, reasons="Nee.", version=2)
    page = mirthes.get(page_of(taken)).content.decode()
    assert "bezwaar maken met een brief, tot en met donderdag 7 januari 2027" in page
    assert "<textarea" not in page
    assert mirthes.post(page_of(taken), WORDS).status_code == 409
    with pytest.raises(NoLonger):
        dispute(mirthe, taken)


def test_answers_fold_on_a_phone_and_once_it_is_over_one_line_says_what_to_do_with_a_mistake(
    taken: UUID, karim: Actor, mirthe: Actor, mirthes: Client
) -> None:
    def page() -> str:
        return mirthes.get(reverse("cases:mine", args=[taken])).content.decode()

    folds = re.compile('<details class="naast-more"><summary>([^<]+)</summary>.*?1.000 euro.*?</details>', re.DOTALL)
    assert folds.findall(page()) == ["Lees uw antwoorden, of zeg wat niet klopt"]
    assert page().count("/klopt-niet/") == 2  # each answer
    cases.decide(karim, taken, outcome=Outcome.GRANTED, reasons="U hoeft niet te betalen.", version=2)
    assert folds.findall(page()) == ["Lees uw antwoorden"]
    assert page().count("Klopt ") == 1
    assert "Klopt hier iets niet? Bel Karim Haddouti." in folds.sub("", page())
    assert "Bekijk alles, of zeg wat niet klopt" in page()


def test_a_request_that_was_taken_back_says_whom_to_call_about_a_mistake(
    case: UUID, mirthe: Actor, mirthes: Client
) -> None:
    cases.withdraw(mirthe, case)
    assert "Klopt hier iets niet? Bel ons." in mirthes.get(reverse("cases:mine", args=[case])).content.decode()


def test_only_of_an_own_request_and_of_what_was_asked(case: UUID, karim: Actor, mirthe: Actor, mirthes: Client) -> None:
    with pytest.raises(Forbidden):
        dispute(karim, case)
    with pytest.raises(NotFound):
        dispute(mirthe, case, "nothing")
    assert mirthes.get(page_of(case, "nothing")).status_code == 404
