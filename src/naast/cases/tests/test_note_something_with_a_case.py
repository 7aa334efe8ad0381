"""A worker writes a note with a case: a line in the dossier for whoever goes on with it, and a message to nobody."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from naast.cases import api as cases
from naast.cases.tests.conftest import seen
from naast.cases.types import Outcome
from naast.dossier.api import timeline
from naast.identity import api as identity
from naast.identity.tests.doors import enter_as_staff
from naast.kernel.actor import SYSTEM, Actor, Role
from naast.kernel.errors import Forbidden, NotFound, Refused
from naast.messages.api import messages_for
from naast.organisations import api as organisations
from naast.organisations.tests.towns import make_town

WORDS = "Belde: loonstrook komt vrijdag."


def notes(resident: Actor) -> list[str]:
    return [one.content["words"] for one in timeline(resident, subject=resident.party) if one.kind == "cases.noted"]


def test_a_colleague_reads_it_in_the_dossier_of_the_case(
    taken: UUID, karim: Actor, sara: Actor, mirthe: Actor, town: UUID
) -> None:
    cases.write_note(karim, taken, words=WORDS, key="een")
    newest = timeline(sara, subject=mirthe.party, organisation=town)[0]
    assert newest.sentence == "Notitie bij Kwijtschelding van gemeentelijke belastingen"
    assert newest.detail == f"‘{WORDS}’"


def test_the_resident_reads_it_too_and_gets_no_message(taken: UUID, karim: Actor, mirthe: Actor) -> None:
    """One dossier, two sides: what we wrote down about her is no secret."""
    before = len(messages_for(mirthe, party=mirthe.party))
    cases.write_note(karim, taken, words=WORDS, key="een")
    assert notes(mirthe) == [WORDS]
    assert len(messages_for(mirthe, party=mirthe.party)) == before


def test_a_note_is_written_by_any_colleague_who_may_look_and_makes_nobody_lose_their_place(
    taken: UUID, karim: Actor, sara: Actor, mirthe: Actor
) -> None:
    cases.write_note(sara, taken, words=WORDS, key="een")
    cases.decide(karim, taken, outcome=Outcome.GRANTED, reasons="Ja.", version=2)
    assert notes(mirthe) == [WORDS]


def test_pressing_twice_writes_one_note_and_other_words_under_its_key_are_refused(
    taken: UUID, karim: Actor, mirthe: Actor
) -> None:
    cases.write_note(karim, taken, words=WORDS, key="een")
    cases.write_note(karim, taken, words=WORDS, key="een")
    with pytest.raises(Refused):
        cases.write_note(karim, taken, words="Iets anders", key="een")
    cases.write_note(karim, taken, words="Iets anders", key="twee")
    assert notes(mirthe) == ["Iets anders", WORDS]


def test_an_empty_note_is_refused(taken: UUID, karim: Actor, mirthe: Actor) -> None:
    with pytest.raises(Refused):
        cases.write_note(karim, taken, words="  ", key="een")
    assert notes(mirthe) == []


def test_who_may_not_look_writes_nothing(taken: UUID, town: UUID, mirthe: Actor, hire: Callable[..., Actor]) -> None:
    other = organisations.create_team(SYSTEM, organisation=town, name="Burgerzaken")
    user = identity.create_staff(SYSTEM, email="wout@lommerwaard.example", full_name="Wout Timmer")
    identity.assign(SYSTEM, user=user, organisation=town, role=Role.SPECIALIST, team=other)
    with pytest.raises(Forbidden):
        cases.write_note(identity.staff_actor(user), taken, words=WORDS, key="een")
    with pytest.raises(NotFound):
        cases.write_note(hire("Eef", at=make_town("polderdam")), taken, words=WORDS, key="een")
    with pytest.raises(Forbidden):
        cases.write_note(mirthe, taken, words=WORDS, key="een")
    assert notes(mirthe) == []


def test_a_closed_case_takes_no_note(taken: UUID, karim: Actor) -> None:
    cases.decide(karim, taken, outcome=Outcome.GRANTED, reasons="Ja.", version=2)
    cases.close_case(karim, taken, version=3)
    with pytest.raises(Refused):
        cases.write_note(karim, taken, words=WORDS, key="een")


def test_it_is_written_on_the_page_without_a_script(taken: UUID, karim: Actor, mirthe: Actor, client: Client) -> None:
    enter_as_staff(client, user=karim.id)
    page = client.get(reverse("cases:work", args=[taken]), {"doe": "notitie"}).content.decode()
    assert "ook de inwoner kan het daar lezen" in page
    client.post(reverse("cases:note", args=[taken]), {"words": WORDS, "key": "een"})
    assert notes(mirthe) == [WORDS]
    assert seen(karim, taken).version == 2
