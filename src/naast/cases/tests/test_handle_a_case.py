from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from naast.cases import api as cases
from naast.cases.actions.late import lapse_unanswered, tell_who_waits_longer
from naast.cases.tests.conftest import on, seen
from naast.cases.types import Outcome, QuestionKind, Status, Turn, Verb
from naast.dossier.api import may_look, timeline
from naast.identity.tests.doors import enter_as_staff
from naast.identity.types import PERMISSIONS
from naast.kernel.actor import Actor, Role
from naast.kernel.errors import Forbidden, NotFound, Refused, Stale
from naast.messages.api import messages_for
from naast.organisations.tests.towns import make_town
from naast.parties.api import set_preference
from naast.work.api import queue
from naast.work.types import Whose

TWO_WEEKS = date(2026, 12, 10)


def kinds(actor: Actor, party: UUID) -> list[str]:
    return [entry.kind for entry in timeline(actor, subject=party)]


def told(resident: Actor, about: str) -> str:
    """The one message to this resident whose subject ends so."""
    (body,) = [one.body for one in messages_for(resident, party=resident.party) if one.subject.endswith(about)]
    return body


def ask(worker: Actor, case: UUID, **given: object) -> UUID:
    values = {"kind": QuestionKind.INCOMPLETE, "text": "Wat is uw huur?", "answer_by": TWO_WEEKS, "version": 2}
    return cases.ask_resident(worker, case, **{**values, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tone", "language", "subject", "ends"),
    [
        (
            "u",
            None,
            "Kwijtschelding van gemeentelijke belastingen: we hebben nog iets van u nodig",
            "voor uw aanvraag hebben.",
        ),
        (
            "je",
            None,
            "Kwijtschelding van gemeentelijke belastingen: we hebben nog iets van je nodig",
            "voor je aanvraag hebben.",
        ),
        (None, "en", "Remission of municipal taxes: we need one more thing from you", "until you answer."),
    ],
)
def test_a_resident_is_asked_in_her_own_language_by_a_worker_who_works_in_dutch(
    taken: UUID, karim: Actor, mirthe: Actor, tone: str | None, language: str | None, subject: str, ends: str
) -> None:
    set_preference(mirthe, tone=tone, language=language)  # type: ignore[arg-type]
    with override("nl"):
        ask(karim, taken)
    (body,) = [one.body for one in messages_for(mirthe, party=mirthe.party) if one.subject == subject]
    assert body.endswith(ends)
    assert ("Thursday 10 December 2026" if language else "donderdag 10 december 2026") in body


def test_a_case_is_called_by_its_readers_language(taken: UUID, mirthe: Actor, karim: Actor, town: UUID) -> None:
    with override("en"):
        assert seen(mirthe, taken).summary.title == "Remission of municipal taxes"
        (item,) = queue(karim, organisation=town, whose=Whose.MINE).items
        assert item.title == "Kwijtschelding van gemeentelijke belastingen"


def test_what_was_sent_waits_in_the_queue_with_its_promise(case: UUID, karim: Actor, town: UUID) -> None:
    (item,) = queue(karim, organisation=town).items
    assert item.about.id == case
    assert item.due_at == on(2026, 12, 17, 17)  # 15 working days after Thursday 26 November


def test_the_team_may_look_while_the_case_runs_and_no_longer_after_it(
    taken: UUID, karim: Actor, mirthe: Actor, town: UUID
) -> None:
    assert may_look(karim, mirthe.party, town)
    cases.decide(karim, taken, outcome=Outcome.GRANTED, reasons="U heeft recht.", version=2)
    cases.close_case(karim, taken, version=3)
    assert not may_look(karim, mirthe.party, town)


def test_the_resident_sees_who_went_to_work(taken: UUID, mirthe: Actor) -> None:
    view = seen(mirthe, taken)
    assert (view.handler_name, view.summary.status, view.summary.turn) == (
        "Karim Haddouti",
        Status.ASSESSED,
        Turn.ORGANISATION,
    )
    assert "cases.taken" in kinds(mirthe, mirthe.party)


def test_a_second_worker_is_told_who_was_first_and_changes_nothing(taken: UUID, sara: Actor, mirthe: Actor) -> None:
    with pytest.raises(Stale):
        cases.take_case(sara, taken, version=1)
    assert seen(mirthe, taken).handler_name == "Karim Haddouti"


def test_a_colleague_cannot_ask_in_a_case_that_another_handles(taken: UUID, sara: Actor) -> None:
    with pytest.raises(Forbidden):
        ask(sara, taken)


def test_a_question_stops_the_clock_and_reaches_the_resident(taken: UUID, karim: Actor, mirthe: Actor) -> None:
    ask(karim, taken)
    view = seen(mirthe, taken)
    assert view.summary.turn is Turn.RESIDENT
    assert view.open_question is not None
    assert view.open_question.text == "Wat is uw huur?"
    assert told(mirthe, "we hebben nog iets van u nodig").startswith("Wat is uw huur?")


def test_the_answer_starts_the_clock_again_thirteen_days_later(
    taken: UUID, karim: Actor, mirthe: Actor, clock: time_machine.Traveller
) -> None:
    question = ask(karim, taken)
    clock.move_to(on(2026, 12, 10))  # asked on 26 November: still from the 27th until 10 December
    cases.answer_question(mirthe, question, case_id=taken, text="Ik betaal 700 euro.")
    view = seen(mirthe, taken)
    assert view.summary.status is Status.ASSESSED
    assert view.summary.promise.by_law == date(2027, 2, 3)  # Thursday 21 January plus 13 days


def test_an_empty_answer_is_refused_and_the_question_stays(taken: UUID, karim: Actor, mirthe: Actor) -> None:
    question = ask(karim, taken)
    with pytest.raises(Refused):
        cases.answer_question(mirthe, question, case_id=taken, text="  ")
    assert seen(mirthe, taken).open_question is not None


def test_a_question_answered_twice_counts_once(taken: UUID, karim: Actor, mirthe: Actor) -> None:
    question = ask(karim, taken)
    cases.answer_question(mirthe, question, case_id=taken, text="700 euro")
    with pytest.raises(Refused):
        cases.answer_question(mirthe, question, case_id=taken, text="800 euro")
    assert [one.answer for one in seen(mirthe, taken).questions] == ["700 euro"]


def test_a_question_nobody_answers_lapses_and_a_human_goes_on(
    taken: UUID, karim: Actor, mirthe: Actor, clock: time_machine.Traveller
) -> None:
    ask(karim, taken)
    clock.move_to(on(2026, 12, 10, 23))
    assert lapse_unanswered() == 0
    clock.move_to(on(2026, 12, 11, 0))
    assert lapse_unanswered() == 1
    assert seen(mirthe, taken).summary.turn is Turn.ORGANISATION


def test_a_decision_is_told_with_its_reasons_and_the_last_day_to_object(
    taken: UUID, karim: Actor, mirthe: Actor
) -> None:
    cases.decide(karim, taken, outcome=Outcome.REFUSED, reasons="U heeft 5.000 euro spaargeld.", version=2)
    decision = seen(mirthe, taken).decision
    assert decision is not None
    assert decision.object_until == date(2027, 1, 7)  # Awb 6:7 and 6:8: six weeks from Friday 27 November
    message = told(mirthe, "ons besluit")
    assert "5.000 euro spaargeld" in message
    assert "donderdag 7 januari 2027" in message


def test_a_decision_without_reasons_is_refused(taken: UUID, karim: Actor) -> None:
    with pytest.raises(Refused):
        cases.decide(karim, taken, outcome=Outcome.REFUSED, reasons=" ", version=2)


def test_an_outcome_that_the_service_does_not_offer_is_refused(taken: UUID, karim: Actor) -> None:
    with pytest.raises(Refused):
        cases.decide(karim, taken, outcome=Outcome.DONE, reasons="Geregeld.", version=2)


def test_a_request_stays_unconsidered_only_after_the_time_to_complete_it(
    taken: UUID, karim: Actor, mirthe: Actor, clock: time_machine.Traveller
) -> None:
    silent = partial(cases.decide, karim, taken, outcome=Outcome.NOT_CONSIDERED, reasons="We hoorden niets.")
    with pytest.raises(Refused, match="tijd om aan te vullen"):  # Awb 4:5 par. 1: nothing was asked
        silent(version=2)
    ask(karim, taken)
    with pytest.raises(Refused, match="tijd om aan te vullen"):  # the two weeks still run
        silent(version=3)
    clock.move_to(on(2026, 12, 11, 0))
    lapse_unanswered()
    silent(version=4)
    assert seen(mirthe, taken).summary.outcome is Outcome.NOT_CONSIDERED


@pytest.mark.parametrize("day", [date(2026, 11, 26), date(2027, 5, 29), date.max])
def test_a_question_is_for_a_day_that_one_can_wait_for(taken: UUID, karim: Actor, day: date) -> None:
    with pytest.raises(Refused, match="half jaar"):
        ask(karim, taken, answer_by=day)


def test_a_contact_worker_may_not_decide(case: UUID, hire: Callable[..., Actor]) -> None:
    assert Role.AGENT not in PERMISSIONS["cases.decide"]
    gerda = hire("Gerda", role=Role.AGENT)
    cases.take_case(gerda, case, version=1)
    with pytest.raises(Forbidden):
        cases.decide(gerda, case, outcome=Outcome.GRANTED, reasons="Ja.", version=2)


def test_a_late_promise_is_told_the_day_before_with_a_new_date(
    case: UUID, mirthe: Actor, clock: time_machine.Traveller
) -> None:
    clock.move_to(on(2026, 12, 15))
    assert tell_who_waits_longer() == 0
    clock.move_to(on(2026, 12, 16))
    assert tell_who_waits_longer() == 1
    # 15 working days after Thursday 17 December: the 18th, 21-24, 28-31, 4-8 January, and the 11th.
    assert seen(mirthe, case).summary.promise.usual == date(2027, 1, 11)
    assert "maandag 11 januari 2027" in told(mirthe, "het duurt langer")
    assert tell_who_waits_longer() == 0


def test_the_resident_can_take_the_request_back(case: UUID, mirthe: Actor, karim: Actor, town: UUID) -> None:
    cases.withdraw(mirthe, case)
    assert seen(mirthe, case).summary.outcome is Outcome.WITHDRAWN
    assert queue(karim, organisation=town).items == ()


def test_after_a_decision_nothing_can_be_taken_back(taken: UUID, karim: Actor, mirthe: Actor) -> None:
    cases.decide(karim, taken, outcome=Outcome.GRANTED, reasons="Ja.", version=2)
    with pytest.raises(Refused, match="er is al een besluit"):
        cases.withdraw(mirthe, taken)


def test_a_case_of_another_does_not_exist(case: UUID, hire: Callable[..., Actor]) -> None:
    stranger = Actor(kind=hire("Eef").kind.RESIDENT, party=uuid4())
    elsewhere = hire("Wout", at=make_town("polderdam"))
    for actor in (stranger, elsewhere):
        with pytest.raises(NotFound):
            seen(actor, case)


NEW = ("Nieuwe aanvraag", date(2026, 12, 17))  # as it came in: who takes it knows that themselves


def test_the_queue_says_where_each_case_stands(
    case: UUID, karim: Actor, mirthe: Actor, town: UUID, clock: time_machine.Traveller
) -> None:
    def line() -> tuple[str, date]:
        (item,) = (*queue(karim, organisation=town).items, *queue(karim, organisation=town, whose=Whose.MINE).items)
        return item.because, item.due_at.date()

    assert line() == NEW
    cases.take_case(karim, case, version=1)
    assert line() == NEW
    cases.undo(karim, case, version=2)
    assert line() == NEW
    cases.take_case(karim, case, version=3)
    question = ask(karim, case, version=4)
    assert line() == ("Wacht op antwoord van de inwoner", TWO_WEEKS)
    cases.answer_question(mirthe, question, case_id=case, text="700 euro")
    assert line()[0] == "De inwoner heeft geantwoord"
    cases.decide(karim, case, outcome=Outcome.GRANTED, reasons="Ja.", version=6)
    # Nothing waits for the resident any more: five working days after Thursday 26 November.
    assert line() == ("Besloten: rond de zaak nog af", date(2026, 12, 3))


def test_given_back_it_waits_for_everybody_again(taken: UUID, karim: Actor, sara: Actor, town: UUID) -> None:
    cases.give_back_case(karim, taken, reason="Ik ben morgen vrij.", version=2)
    (item,) = queue(sara, organisation=town).items
    assert item.returned == "Ik ben morgen vrij."
    assert Verb.TAKE in seen(sara, taken).may


@pytest.mark.parametrize("verb", ["pak-op", "klaar", "zet-terug", "terug"])
def test_its_work_is_not_done_beside_the_case(taken: UUID, karim: Actor, town: UUID, client: Client, verb: str) -> None:
    enter_as_staff(client, user=karim.id)
    (item,) = queue(karim, organisation=town, whose=Whose.MINE).items
    page = reverse("work:item", args=[item.id])
    assert 'name="doe"' not in client.get(page).content.decode()
    answer = client.post(page, {"doe": verb, "version": item.version, "reason": "Ik ben morgen vrij."})
    assert answer.headers["Location"] == reverse("cases:work", args=[taken])
    assert queue(karim, organisation=town, whose=Whose.MINE).items == (item,)
