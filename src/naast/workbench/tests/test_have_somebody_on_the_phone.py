"""A worker opens a person: what runs, by when, who is at turn, and how this resident likes to hear from us. One look."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from naast.cases import api as cases
from naast.cases.actions import make_case
from naast.cases.tests.conftest import sending_of
from naast.cases.types import QuestionKind
from naast.catalogue import api as catalogue
from naast.dossier.api import timeline
from naast.identity.tests.doors import enter_as_staff
from naast.kernel.actor import SYSTEM, Actor, ActorKind, Role
from naast.messages.tests.conftest import last_code
from naast.parties import api as parties
from naast.parties.types import Channel, Lane

REMISSION = "kwijtschelding-gemeentelijke-belastingen"


@pytest.fixture
def mirthe(town: UUID) -> Actor:
    party = parties.register_person(SYSTEM, given_names="Mirthe", family_name="Zandstra")
    return Actor(kind=ActorKind.RESIDENT, party=party, organisation=town)


@pytest.fixture
def case(town: UUID, team: UUID, mirthe: Actor) -> UUID:
    version = catalogue.publish(SYSTEM, organisation=town, package=catalogue.package(REMISSION))
    made = make_case(mirthe, sending_of(mirthe, town, version))
    assert made is not None
    return made.id


@pytest.fixture
def karim(hire: Callable[..., Actor], team: UUID) -> Actor:
    return hire("Karim", Role.SPECIALIST, team)


@pytest.fixture
def opened(karim: Actor, mirthe: Actor, desk: Callable[[Actor], Client]) -> Callable[[], str]:
    def opened() -> str:
        return desk(karim).get(reverse("dossier:open", args=[mirthe.party])).content.decode()

    return opened


@pytest.mark.usefixtures("case")
def test_what_runs_stands_there_with_its_promise_and_who_is_at_turn(opened: Callable[[], str]) -> None:
    page = opened()
    assert "Kwijtschelding van gemeentelijke belastingen" in page
    assert "donderdag 17 december 2026" in page  # 15 working days after Thursday 26 November
    assert "Wij. Nog niemand heeft het opgepakt" in page


def test_it_says_who_handles_it_and_when_we_wait_for_the_resident(
    case: UUID, karim: Actor, opened: Callable[[], str]
) -> None:
    cases.take_case(karim, case, version=1)
    assert "Wij. Karim Haddouti behandelt dit" in opened()
    cases.ask_resident(
        karim, case, kind=QuestionKind.INCOMPLETE, text="Wat is uw huur?", answer_by=date(2026, 12, 10), version=2
    )
    assert "De inwoner. Wij wachten op antwoord, tot en met donderdag 10 december 2026" in opened()


def test_what_is_over_does_not_run(case: UUID, mirthe: Actor, opened: Callable[[], str], karim: Actor) -> None:
    cases.withdraw(mirthe, case)
    page = opened_with_reason(karim, mirthe)
    assert "Er loopt nu niets bij ons." in page


def opened_with_reason(worker: Actor, resident: Actor) -> str:
    client, url = Client(), reverse("dossier:open", args=[resident.party])
    enter_as_staff(client, user=worker.id)
    return client.post(url, {"reason": "Zij belde en vraagt hoe het ermee staat."}, follow=True).content.decode()


@pytest.mark.usefixtures("case")
def test_it_says_how_this_resident_likes_to_hear_from_us(mirthe: Actor, opened: Callable[[], str]) -> None:
    parties.set_preference(mirthe, channel=Channel.PHONE, lane=Lane.TOGETHER, language="en")
    parties.set_phone(mirthe, "0612345678")
    parties.add_mail(mirthe, "mirthe@voorbeeld.example")
    page = opened()
    assert "<dd>Bellen</dd>" in page
    assert "Rustig en samen" in page
    assert "Engels" in page
    assert 'href="tel:' in page
    assert "mirthe@voorbeeld.example (nog niet nagekeken: hier gaat niets heen)" in page


@pytest.mark.usefixtures("case")
def test_for_who_chose_nothing_it_says_what_is_done(mirthe: Actor, opened: Callable[[], str]) -> None:
    assert "We weten geen manier" in opened()
    address = parties.add_mail(mirthe, "mirthe@voorbeeld.example")
    parties.verify_address(mirthe, address=address, code=last_code())
    assert "<dd>Per e-mail</dd>" in opened()


@pytest.mark.usefixtures("case")
def test_one_page_is_one_look_that_the_resident_reads(mirthe: Actor, opened: Callable[[], str]) -> None:
    opened()
    looks = [one.kind for one in timeline(mirthe, subject=mirthe.party) if one.group == "look"]
    assert looks == ["dossier.looked"]


@pytest.mark.usefixtures("case")
def test_who_has_no_reason_to_look_sees_nothing_of_it_before_giving_one(
    mirthe: Actor, hire: Callable[..., Actor], desk: Callable[[Actor], Client]
) -> None:
    parties.set_phone(mirthe, "0612345678")
    page = desk(hire("Wout")).get(reverse("dossier:open", args=[mirthe.party])).content.decode()
    assert "Waarom heeft u dit dossier nodig?" in page
    assert "Loopt nu" not in page
    assert "tel:" not in page
