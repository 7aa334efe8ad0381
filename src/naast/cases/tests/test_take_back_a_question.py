"""A question that was sent turns out not to be needed: the worker takes it back, the clock runs, the resident reads why."""

import threading
from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from naast.cases import api as cases
from naast.cases.actions.late import lapse_unanswered
from naast.cases.models import Question
from naast.cases.tests.conftest import on, seen
from naast.cases.tests.test_correct_an_answer import correct
from naast.cases.tests.test_handle_a_case import ask, kinds, told
from naast.cases.types import NoLonger, Outcome, QuestionView, Status, Turn, Verb
from naast.identity.tests.doors import enter_as_resident, enter_as_staff
from naast.kernel.actor import Actor
from naast.kernel.errors import Forbidden, NotFound, Refused, Stale
from naast.kernel.models import StoredEvent
from naast.messages.api import messages_for
from naast.organisations.tests.towns import make_town
from naast.parties.api import set_preference
from naast.work.api import queue
from naast.work.types import Whose

WHY = "Uw verhuurder gaf het ons al."
TOLD = "u hoeft onze vraag niet meer te beantwoorden"


@pytest.fixture
def asked(taken: UUID, karim: Actor) -> UUID:
    return ask(karim, taken)


def retract(worker: Actor, case: UUID, *, reason: str = WHY, version: int = 3) -> None:
    cases.retract_question(worker, case, reason=reason, version=version)


def only_question(actor: Actor, case: UUID) -> QuestionView:
    (question,) = seen(actor, case).questions
    return question


def announced() -> int:
    return StoredEvent.objects.filter(name="cases.QuestionRetracted").count()


@pytest.mark.usefixtures("asked")
def test_the_clock_runs_again_and_it_is_our_turn(
    taken: UUID, karim: Actor, mirthe: Actor, town: UUID, clock: time_machine.Traveller
) -> None:
    clock.move_to(on(2026, 12, 2))  # asked on 26 November: still from the 27th until 2 December
    retract(karim, taken)
    view = seen(mirthe, taken)
    assert (view.summary.status, view.summary.turn, view.open_question) == (Status.ASSESSED, Turn.ORGANISATION, None)
    assert view.summary.promise.by_law == date(2027, 1, 26)  # Thursday 21 January plus 5 days
    assert view.summary.still_until is None
    (item,) = queue(karim, organisation=town, whose=Whose.MINE).items
    assert (item.because, item.waiting) == ("Vraag ingetrokken: de termijn loopt weer", False)
    clock.move_to(on(2026, 12, 11))
    assert lapse_unanswered() == 0


@pytest.mark.usefixtures("asked")
def test_the_resident_reads_why_in_a_message_and_in_the_dossier(taken: UUID, karim: Actor, mirthe: Actor) -> None:
    retract(karim, taken, reason=f"  {WHY}\n ")
    message = told(mirthe, TOLD)
    for words in ("‘Wat is uw huur?’", "U hoeft niets te doen.", WHY, "donderdag 17 december 2026", "Karim Haddouti"):
        assert words in message
    assert kinds(mirthe, mirthe.party).count("cases.retracted") == 1
    assert announced() == 1
    assert only_question(mirthe, taken).retracted == WHY


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("tone", "language", "words"),
    [("je", None, "Je hoeft niets te doen."), (None, "en", "You do not have to do anything.")],
)
def test_the_message_speaks_as_the_resident_reads(
    taken: UUID, karim: Actor, mirthe: Actor, tone: str | None, language: str | None, words: str
) -> None:
    set_preference(mirthe, tone=tone, language=language)  # type: ignore[arg-type]
    retract(karim, taken)
    assert any(words in one.body for one in messages_for(mirthe, party=mirthe.party))


def test_only_who_handles_the_case_takes_it_back(
    taken: UUID, asked: UUID, karim: Actor, sara: Actor, mirthe: Actor, hire: Callable[..., Actor]
) -> None:
    for actor in (sara, mirthe):
        with pytest.raises(Forbidden):
            retract(actor, taken)
    with pytest.raises(NotFound):
        retract(hire("Wout", at=make_town("polderdam")), taken)
    assert only_question(karim, taken).is_open
    assert [one.id for one in seen(karim, taken).questions] == [asked]
    assert [Verb.RETRACT in seen(one, taken).may for one in (karim, sara, mirthe)] == [True, False, False]


@pytest.mark.usefixtures("asked")
def test_without_a_reason_it_stays(taken: UUID, karim: Actor) -> None:
    with pytest.raises(Refused, match="De inwoner leest dit"):
        retract(karim, taken, reason=" \n ")
    assert only_question(karim, taken).is_open


def test_what_was_answered_lapsed_or_taken_back_is_not_taken_back(
    taken: UUID, asked: UUID, karim: Actor, mirthe: Actor, clock: time_machine.Traveller
) -> None:
    cases.answer_question(mirthe, asked, case_id=taken, text="700 euro")
    with pytest.raises(Stale):  # the page of before the answer
        retract(karim, taken)
    with pytest.raises(NoLonger):
        retract(karim, taken, version=4)
    ask(karim, taken, version=4)
    retract(karim, taken, version=5)
    with pytest.raises(NoLonger):
        retract(karim, taken, version=6)
    ask(karim, taken, version=6)
    clock.move_to(on(2026, 12, 11))
    assert lapse_unanswered() == 1
    with pytest.raises(NoLonger):
        retract(karim, taken, version=8)
    assert announced() == 1


def test_a_question_that_we_took_back_takes_no_answer(taken: UUID, asked: UUID, karim: Actor, mirthe: Actor) -> None:
    retract(karim, taken)
    with pytest.raises(Refused, match="hebben deze vraag ingetrokken"):
        cases.answer_question(mirthe, asked, case_id=taken, text="700 euro")
    assert only_question(mirthe, taken).answer == ""


@pytest.mark.usefixtures("asked")
def test_a_question_that_we_took_back_gave_no_time_to_complete(taken: UUID, karim: Actor) -> None:
    """Awb 4:5 par. 1: only after the time for it has passed may a request stay unconsidered."""
    retract(karim, taken)
    with pytest.raises(Refused, match="tijd om aan te vullen"):
        cases.decide(karim, taken, outcome=Outcome.NOT_CONSIDERED, reasons="We hoorden niets.", version=4)


@pytest.mark.django_db(transaction=True)
def test_of_an_answer_and_taking_back_at_once_one_wins_and_the_other_is_told(
    taken: UUID, asked: UUID, karim: Actor, mirthe: Actor
) -> None:
    start, refused = threading.Barrier(2), []

    def go(do: Callable[[], None]) -> None:
        start.wait()
        try:
            do()
        except Refused as refusal:
            refused.append(refusal.sentence)
        finally:
            connection.close()

    both = (
        lambda: cases.answer_question(mirthe, asked, case_id=taken, text="700 euro"),
        lambda: retract(karim, taken),
    )
    threads = [threading.Thread(target=go, args=[one]) for one in both]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    question = Question.objects.get(pk=asked)
    assert bool(question.answer) != bool(question.retracted)
    (sentence,) = refused
    assert "ingetrokken" in sentence if question.retracted else "Iemand anders" in sentence
    assert StoredEvent.objects.filter(name__in=["cases.QuestionRetracted", "cases.ResidentAnswered"]).count() == 1


@pytest.fixture
def karims(client: Client, karim: Actor) -> Client:
    enter_as_staff(client, user=karim.id)
    return client


@pytest.fixture
def mirthes(mirthe: Actor, town: UUID) -> Client:
    client = Client()
    enter_as_resident(client, party=mirthe.party, organisation=town)
    return client


def url(name: str, *keys: UUID) -> str:
    return reverse(f"cases:{name}", args=keys)


def test_on_the_page_the_worker_takes_it_back_and_the_resident_has_nothing_to_do(
    taken: UUID, asked: UUID, karims: Client, mirthes: Client
) -> None:
    page = karims.get(url("work", taken), {"doe": "trek-vraag-in"}).content.decode()
    assert "U vroeg: ‘Wat is uw huur?’" in page
    assert 'data-key="q"' in page
    done = karims.post(url("retract", taken), {"version": 3, "reason": WHY}, follow=True).content.decode()
    assert "De vraag is ingetrokken." in done
    assert f"Waarom: {WHY}" in done
    mine = mirthes.get(url("mine", taken)).content.decode()
    assert "Wij zijn aan zet. U hoeft niets te doen." in mine
    assert "Geef antwoord" not in mine
    link = mirthes.get(url("answer", taken, asked)).content.decode()
    assert "U hoeft niet meer te antwoorden" in link
    assert WHY in link
    assert "Graag antwoord" not in link
    assert "<textarea" not in link


@pytest.mark.usefixtures("asked")
def test_without_a_reason_the_form_says_how_to_mend_it(taken: UUID, karims: Client) -> None:
    answer = karims.post(url("retract", taken), {"version": 3, "reason": "  "})
    assert answer.status_code == 422
    assert "Schrijf in één zin waarom uw vraag niet meer nodig is." in answer.content.decode()


def test_who_answers_just_after_we_took_it_back_keeps_what_was_written(
    taken: UUID, asked: UUID, karim: Actor, mirthes: Client
) -> None:
    mirthes.get(url("answer", taken, asked))
    retract(karim, taken)
    page = mirthes.post(url("answer", taken, asked), {"text": "Mijn huur is 700 euro."}).content.decode()
    assert "U hoeft niet meer te antwoorden" in page
    assert "Mijn huur is 700 euro." in page
    assert "Wij hebben dit niet gekregen." in page


def test_who_takes_it_back_just_after_the_answer_reads_the_answer_and_keeps_the_words(
    taken: UUID, asked: UUID, mirthe: Actor, karims: Client
) -> None:
    karims.get(url("work", taken), {"doe": "trek-vraag-in"})
    cases.answer_question(mirthe, asked, case_id=taken, text="Mijn huur is 700 euro.")
    page = karims.post(url("retract", taken), {"version": 3, "reason": WHY}).content.decode()
    for words in ("De zaak is net veranderd", "Mijn huur is 700 euro.", WHY):
        assert words in page


FORM = {"question": "savings", "shown": "100 euro", "reason": "Een nul te veel."}


@pytest.mark.usefixtures("asked")
def test_with_a_correction_the_question_goes_when_the_worker_ticks_that(
    taken: UUID, karim: Actor, mirthe: Actor, karims: Client
) -> None:
    page = karims.get(url("work", taken), {"doe": "verbeter"}).content.decode()
    assert "Trek ook de open vraag in" in page
    assert "checked" not in page[page.index('name="retract"') - 200 : page.index('name="retract"') + 200]
    karims.post(url("correct", taken), {**FORM, "version": 3, "retract": "on"})
    assert only_question(karim, taken).retracted == "Een nul te veel."
    assert [one.now for one in seen(karim, taken).answers if one.key == "savings"] == ["100 euro"]
    subjects = [one.subject.split(": ")[1] for one in messages_for(mirthe, party=mirthe.party)]
    assert {TOLD, "we hebben een antwoord verbeterd"} <= set(subjects)


@pytest.mark.usefixtures("asked")
def test_with_a_correction_alone_the_question_stays_open(taken: UUID, karim: Actor, karims: Client) -> None:
    karims.post(url("correct", taken), {**FORM, "version": 3})
    assert only_question(karim, taken).is_open


def test_without_an_open_question_there_is_nothing_to_tick(taken: UUID, karims: Client) -> None:
    assert 'name="retract"' not in karims.get(url("work", taken), {"doe": "verbeter"}).content.decode()
    karims.post(url("correct", taken), {**FORM, "version": 2, "retract": "on"})
    assert announced() == 0


def test_a_question_answered_while_the_worker_corrected_cannot_be_ticked_any_more(
    taken: UUID, asked: UUID, mirthe: Actor, karims: Client
) -> None:
    cases.answer_question(mirthe, asked, case_id=taken, text="700 euro")
    page = karims.post(url("correct", taken), {**FORM, "version": 3, "retract": "on"}).content.decode()
    assert 'name="retract"' not in page
    assert "100 euro" in page
    assert announced() == 0


@pytest.mark.usefixtures("asked")
def test_what_was_said_or_mended_since_stands_by_the_form(
    taken: UUID, karim: Actor, mirthe: Actor, karims: Client, clock: time_machine.Traveller
) -> None:
    clock.shift(60)
    cases.dispute_answer(mirthe, taken, question="savings", shown="100 euro", reason="")
    correct(karim, taken, version=4)
    page = karims.get(url("work", taken), {"doe": "trek-vraag-in"}).content.decode()
    assert "De inwoner zei sinds uw vraag dat dit niet klopt: Hoeveel spaargeld heeft u?" in page
    assert "Dit is sinds uw vraag verbeterd: Hoeveel spaargeld heeft u?" in page
