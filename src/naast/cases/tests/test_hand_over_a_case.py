"""A worker lets a colleague or another team go on with a case; what they should know goes along, and they are told."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from naast.cases import api as cases
from naast.cases.tests.conftest import seen
from naast.cases.tests.test_handle_a_case import ask, kinds
from naast.cases.types import Outcome, Receiver, Status, Turn
from naast.dossier.api import may_look
from naast.identity import api as identity
from naast.identity.tests.doors import enter_as_staff
from naast.kernel.actor import SYSTEM, Actor, Role
from naast.kernel.errors import Forbidden, NotFound, Refused
from naast.kernel.models import StoredEvent
from naast.organisations import api as organisations
from naast.organisations.tests.towns import make_town
from naast.work.api import queue
from naast.work.types import Whose

WORDS = "Alleen de loonstrook moet nog worden bekeken."


@pytest.fixture
def elsewhere(town: UUID) -> UUID:
    """Another team, with Wout in it."""
    return organisations.create_team(SYSTEM, organisation=town, name="Burgerzaken")


@pytest.fixture
def wout(town: UUID, elsewhere: UUID) -> Actor:
    user = identity.create_staff(SYSTEM, email="wout@lommerwaard.example", full_name="Wout Timmer")
    identity.assign(SYSTEM, user=user, organisation=town, role=Role.AGENT, team=elsewhere)
    return identity.staff_actor(user)


def give(worker: Actor, case: UUID, to: str, *, words: str = WORDS, version: int = 2) -> None:
    """Hand over to who has this name in the list."""
    found = next(one for one in cases.receivers_of(worker, seen(worker, case)) if to == (one.name or one.team_name))
    cases.hand_over_case(worker, case, to=found, words=words, version=version)


def names(worker: Actor, case: UUID) -> list[str]:
    return [one.name or f"team {one.team_name}" for one in cases.receivers_of(worker, seen(worker, case))]


def test_a_colleague_has_it_at_once_and_reads_what_goes_along(
    taken: UUID, karim: Actor, sara: Actor, mirthe: Actor, town: UUID
) -> None:
    give(karim, taken, "Sara Haddouti")
    (item,) = queue(sara, organisation=town, whose=Whose.MINE).items
    assert (item.returned, item.handed_by) == (WORDS, karim.id)
    assert seen(mirthe, taken).handler_name == "Sara Haddouti"
    assert kinds(mirthe, mirthe.party)[0] == "cases.handed-over"
    assert queue(karim, organisation=town, whose=Whose.MINE).items == ()


def test_another_team_finds_it_in_its_queue(
    taken: UUID, karim: Actor, wout: Actor, elsewhere: UUID, town: UUID
) -> None:
    give(karim, taken, "Burgerzaken")
    (item,) = queue(wout, organisation=town, whose=Whose.TEAMS).items
    assert (item.team, item.returned, item.taken_by) == (elsewhere, WORDS, None)
    cases.take_case(wout, taken, version=3)
    assert seen(wout, taken).handler_name == "Wout Timmer"


@pytest.mark.parametrize("to", ["Burgerzaken", "Wout Timmer"])
def test_the_team_that_goes_on_may_look_and_the_one_that_let_go_may_not(
    taken: UUID, karim: Actor, wout: Actor, mirthe: Actor, town: UUID, to: str
) -> None:
    assert (may_look(karim, mirthe.party, town), may_look(wout, mirthe.party, town)) == (True, False)
    give(karim, taken, to)
    assert (may_look(karim, mirthe.party, town), may_look(wout, mirthe.party, town)) == (False, True)


def test_within_a_team_everybody_may_still_look(
    taken: UUID, karim: Actor, sara: Actor, mirthe: Actor, town: UUID
) -> None:
    give(karim, taken, "Sara Haddouti")
    assert may_look(karim, mirthe.party, town)
    assert may_look(sara, mirthe.party, town)


def test_a_case_that_waits_goes_to_a_colleague_with_its_question_and_not_to_a_team(
    taken: UUID, karim: Actor, sara: Actor, wout: Actor, mirthe: Actor
) -> None:
    question = ask(karim, taken)
    assert names(karim, taken) == ["Sara Haddouti", "Wout Timmer"]
    give(karim, taken, "Sara Haddouti", version=3)
    assert seen(mirthe, taken).summary.turn is Turn.RESIDENT
    cases.answer_question(mirthe, question, case_id=taken, text="700 euro")
    assert seen(sara, taken).summary.status is Status.ASSESSED


def test_a_decided_case_goes_to_a_colleague_who_closes_it(taken: UUID, karim: Actor, sara: Actor, town: UUID) -> None:
    cases.decide(karim, taken, outcome=Outcome.GRANTED, reasons="Ja.", version=2)
    give(karim, taken, "Sara Haddouti", version=3)
    cases.close_case(sara, taken, version=4)
    assert queue(sara, organisation=town, whose=Whose.MINE).items == ()


def test_only_colleagues_and_teams_that_may_handle_cases_are_offered(
    taken: UUID, karim: Actor, sara: Actor, wout: Actor, town: UUID, team: UUID, hire: Callable[..., Actor]
) -> None:
    organisations.create_team(SYSTEM, organisation=town, name="Zonder mensen")
    hire("Ineke", role=Role.MANAGER)
    hire("Eef", at=make_town("polderdam"))
    left = hire("Bilal")
    identity.disable_staff(SYSTEM, user=left.id)
    assert names(karim, taken) == ["Sara Haddouti", "team Burgerzaken", "Wout Timmer"]


def test_nobody_else_gets_it_however_it_is_asked(taken: UUID, karim: Actor, team: UUID) -> None:
    stranger = Receiver(team=team, team_name="Belastingen", staff=uuid4(), name="Iemand")
    for to in (stranger, Receiver(team=uuid4(), team_name="Elders")):
        with pytest.raises(Refused, match="Kies iemand uit de lijst"):
            cases.hand_over_case(karim, taken, to=to, words=WORDS, version=2)
    assert seen(karim, taken).handler == karim.id


def test_who_does_not_have_the_case_hands_nothing_over(
    taken: UUID, karim: Actor, sara: Actor, hire: Callable[..., Actor]
) -> None:
    (to,) = cases.receivers_of(karim, seen(karim, taken))
    assert cases.receivers_of(sara, seen(sara, taken)) == ()
    with pytest.raises(Forbidden):
        cases.hand_over_case(sara, taken, to=to, words=WORDS, version=2)
    with pytest.raises(NotFound):
        cases.hand_over_case(hire("Eef", at=make_town("polderdam")), taken, to=to, words=WORDS, version=2)


@pytest.mark.parametrize("words", [" ", "a" * 501])
def test_without_a_word_that_can_be_read_nothing_is_handed_over(
    taken: UUID, karim: Actor, sara: Actor, words: str
) -> None:
    before = StoredEvent.objects.count()
    with pytest.raises(Refused):
        give(karim, taken, "Sara Haddouti", words=words)
    assert seen(karim, taken).handler == karim.id
    assert StoredEvent.objects.count() == before


def test_what_the_resident_took_back_meanwhile_can_still_be_seen_as_received(
    taken: UUID, karim: Actor, sara: Actor, mirthe: Actor, desk: Callable[[Actor], Client]
) -> None:
    give(karim, taken, "Sara Haddouti")
    cases.withdraw(mirthe, taken)
    assert desk(sara).post(reverse("cases:accept", args=[taken])).status_code == 302


@pytest.fixture
def desk() -> Callable[[Actor], Client]:
    def desk(worker: Actor) -> Client:
        client = Client()
        enter_as_staff(client, user=worker.id)
        return client

    return desk


def test_the_receiver_sees_it_on_every_page_until_she_says_so(
    taken: UUID, karim: Actor, sara: Actor, desk: Callable[[Actor], Client]
) -> None:
    give(karim, taken, "Sara Haddouti")
    hers = desk(sara)
    told = f"Van Karim Haddouti: ‘{WORDS}’"
    assert told in hers.get(reverse("workbench:column")).content.decode()
    page = hers.get(reverse("cases:work", args=[taken])).content.decode()
    assert "Karim Haddouti gaf u deze zaak, vandaag om" in page
    assert WORDS in page
    hers.post(reverse("cases:accept", args=[taken]))
    assert told not in hers.get(reverse("workbench:column")).content.decode()
    assert "gaf u deze zaak" not in hers.get(reverse("cases:work", args=[taken])).content.decode()


def test_only_the_receiver_says_to_have_seen_it(taken: UUID, karim: Actor, sara: Actor) -> None:
    give(karim, taken, "Sara Haddouti")
    with pytest.raises(Forbidden):
        cases.accept_case(karim, taken)
    cases.accept_case(sara, taken)
    cases.accept_case(sara, taken)


def test_it_is_done_on_the_page_without_a_script(
    taken: UUID, karim: Actor, sara: Actor, team: UUID, desk: Callable[[Actor], Client]
) -> None:
    answer = desk(karim).post(
        reverse("cases:hand-over", args=[taken]), {"version": 2, "to": f"{team}.{sara.id}", "words": WORDS}, follow=True
    )
    assert "De zaak is overgedragen. Uw collega leest wat u schreef." in answer.content.decode()
    assert seen(sara, taken).handler == sara.id


def test_what_was_typed_stays_when_the_resident_took_it_back_meanwhile(
    taken: UUID, karim: Actor, sara: Actor, mirthe: Actor, team: UUID, desk: Callable[[Actor], Client]
) -> None:
    cases.withdraw(mirthe, taken)
    given = {"version": 2, "to": f"{team}.{sara.id}", "words": WORDS}
    answer = desk(karim).post(reverse("cases:hand-over", args=[taken]), given)
    page = " ".join(answer.content.decode().split())
    assert answer.status_code == 409
    assert "De inwoner trok de aanvraag net in. We hebben niets van u verstuurd of veranderd." in page
    assert f"<blockquote><p>{WORDS}</p></blockquote>" in page


NOT_YOURS = "Uw team behandelt deze zaak nu niet. We hebben niets van u verstuurd of veranderd."


@pytest.mark.parametrize(
    ("to", "form", "field", "status", "told"),
    [
        ("Sara Haddouti", "message", "text", 422, "Wilt u iets doorgeven? Overleg met Sara Haddouti."),
        ("Burgerzaken", "message", "text", 403, NOT_YOURS),
        ("Burgerzaken", "note", "words", 403, NOT_YOURS),
    ],
)
def test_what_was_typed_stays_when_the_case_was_handed_over_in_another_tab(
    taken: UUID,
    karim: Actor,
    sara: Actor,
    wout: Actor,
    desk: Callable[[Actor], Client],
    to: str,
    form: str,
    field: str,
    status: int,
    told: str,
) -> None:
    give(karim, taken, to)
    answer = desk(karim).post(reverse(f"cases:{form}", args=[taken]), {field: "Tot morgen.", "key": "een"})
    page = " ".join(answer.content.decode().split())
    assert answer.status_code == status
    assert told in page
    assert "<blockquote><p>Tot morgen.</p></blockquote>" in page


def test_what_was_typed_stays_when_nobody_was_chosen(
    taken: UUID, karim: Actor, sara: Actor, desk: Callable[[Actor], Client]
) -> None:
    answer = desk(karim).post(reverse("cases:hand-over", args=[taken]), {"version": 2, "to": "", "words": WORDS})
    assert answer.status_code == 422
    assert "Kies aan wie u de zaak overdraagt." in answer.content.decode()
    assert WORDS in answer.content.decode()
