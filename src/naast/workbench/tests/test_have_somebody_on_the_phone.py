"""A worker opens a person: what runs, by when, who is at turn, and how this resident likes to hear from us. One look."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from naast.cases import api as cases
from naast.cases.actions import make_case
from naast.cases.models import Case
from naast.cases.tests.conftest import sending_of
from naast.cases.types import QuestionKind
from naast.catalogue import api as catalogue
from naast.dossier.api import timeline
from naast.dossier.models import ProcessingLine
from naast.identity.tests.doors import enter_as_staff
from naast.kernel.actor import SYSTEM, Actor, ActorKind, Role
from naast.kernel.clock import AMSTERDAM
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
    assert (
        "<dt>Meestal op</dt><dd>donderdag 17 december 2026</dd>" in page
    )  # 15 working days after Thursday 26 November
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
    assert "Er wacht nu niets op ons antwoord." in page


def opened_with_reason(worker: Actor, resident: Actor) -> str:
    client, url = Client(), reverse("dossier:open", args=[resident.party])
    enter_as_staff(client, user=worker.id)
    return client.post(url, {"reason": "Zij belde en vraagt hoe het ermee staat."}, follow=True).content.decode()


def test_it_says_what_to_say_and_what_we_wrote_last(
    case: UUID, karim: Actor, opened: Callable[[], str], clock: time_machine.Traveller
) -> None:
    page = opened()
    assert "‘Uw aanvraag is binnen. Meestal hoort u het op donderdag 17 december 2026.’" in page
    assert "Kwijtschelding van gemeentelijke belastingen: uw aanvraag is binnen" in page
    cases.take_case(karim, case, version=1)
    assert "‘Karim Haddouti is ermee bezig. Meestal hoort u het op donderdag 17 december 2026.’" in opened()
    clock.move_to(datetime(2026, 12, 18, 9, tzinfo=AMSTERDAM))
    assert "‘U zou het op donderdag 17 december 2026 horen. Dat is ons niet gelukt. Sorry daarvoor." in opened()


def searched(client: Client, number: str, *, purpose: str = "parties.caller") -> str:
    given = {"purpose": purpose, "name": "", "birth_date": "", "bsn": "", "number": number}
    return client.post(reverse("parties:search"), given).content.decode()


def test_the_number_of_a_case_leads_to_who_calls(
    case: UUID, karim: Actor, mirthe: Actor, desk: Callable[[Actor], Client]
) -> None:
    Case.objects.filter(pk=case).update(reference="LW-7K4M-26-V")
    to = reverse("parties:person", args=[mirthe.party])
    client = desk(karim)
    assert to in searched(client, "lw 7k4m 26 v")
    line = ProcessingLine.objects.get(what="parties.found_by_number")
    assert (line.subject, line.purpose) == (mirthe.party, "parties.caller")
    assert to not in searched(client, "LW-7K4M-26-X")
    assert to not in searched(client, "LW-7K4M-26-V", purpose="")
    Case.objects.filter(pk=case).update(organisation=uuid4())
    nothing = searched(client, "LW-7K4M-26-V")
    assert "Niets gevonden met dit nummer" in nothing
    assert "achternaam" not in nothing


def test_the_number_of_who_gave_no_name_leads_to_the_case(
    town: UUID, team: UUID, karim: Actor, desk: Callable[[Actor], Client], hire: Callable[..., Actor]
) -> None:
    version = catalogue.publish(SYSTEM, organisation=town, package=catalogue.package(REMISSION))
    sender = Actor(kind=ActorKind.RESIDENT, organisation=town)
    made = make_case(sender, replace(sending_of(sender, town, version), reference="LW-7K4M-26-V"))
    case, client = Case.objects.get(pk=made.id), desk(karim)
    to = reverse("cases:work", args=[case.pk])
    assert to in searched(client, "lw 7k4m 26 v")
    line = ProcessingLine.objects.get(what="parties.found_by_number")
    assert (line.subject, line.purpose, line.actor) == (case.party, "parties.caller", karim.id)
    assert "Iemand zonder naam" in client.get(to).content.decode()
    assert to not in searched(client, "LW-7K4M-26-V", purpose="")
    assert to not in searched(client, "LW-7K4M-26-X")
    Case.objects.update(organisation=uuid4())
    nothing = searched(client, "LW-7K4M-26-V")
    assert to not in nothing
    assert "Niets gevonden met dit nummer" in nothing
    assert ProcessingLine.objects.filter(what="parties.found_by_number").count() == 1


def test_a_colleague_of_another_team_gives_a_reason_and_then_reads_the_case_without_a_name(
    town: UUID, team: UUID, desk: Callable[[Actor], Client], hire: Callable[..., Actor]
) -> None:
    version = catalogue.publish(SYSTEM, organisation=town, package=catalogue.package(REMISSION))
    sender = Actor(kind=ActorKind.RESIDENT, organisation=town)
    made = make_case(sender, replace(sending_of(sender, town, version), reference="LW-7K4M-26-V"))
    client, to = desk(hire("Wout")), reverse("cases:work", args=[made.id])
    assert to in searched(client, "LW-7K4M-26-V")
    asked = client.get(to).content.decode()
    assert "Waarom heeft u deze zaak nodig?" in asked
    assert "Iemand zonder naam" not in asked
    url = reverse("cases:open-nameless", args=[made.id])
    assert "in een hele zin" in client.post(url, {"reason": "Zo maar"}).content.decode()
    assert "Iemand zonder naam" not in client.get(to).content.decode()
    told = {"reason": "De melder belt en vraagt hoe het ermee staat."}
    page = client.post(url, told, follow=True).content.decode()
    assert "Iemand zonder naam" in page
    assert told["reason"] in page


def test_a_case_with_a_name_is_not_opened_as_one_without(
    case: UUID, mirthe: Actor, desk: Callable[[Actor], Client], hire: Callable[..., Actor]
) -> None:
    client, url = desk(hire("Wout")), reverse("cases:open-nameless", args=[case])
    assert client.post(url, {"reason": "De melder belt en vraagt hoe het ermee staat."}).status_code == 404
    assert client.get(reverse("cases:work", args=[case]))["Location"] == reverse("dossier:open", args=[mirthe.party])


@pytest.mark.usefixtures("case")
def test_one_key_from_any_page_begins_with_the_caller(karim: Actor, desk: Callable[[Actor], Client]) -> None:
    page = desk(karim).get("/werk/").content.decode()
    assert re.search(r'href="/werk/personen/belt/"[^>]*data-key="z"', page)
    search = desk(karim).get(reverse("parties:caller")).content.decode()
    assert re.search(r'value="parties.caller"[^>]*checked', search)
    assert re.search(r'name="name"[^>]*autofocus', search)


@pytest.mark.usefixtures("case")
def test_what_was_said_stands_in_the_dossier_of_both_once(
    karim: Actor, mirthe: Actor, desk: Callable[[Actor], Client]
) -> None:
    client, said = desk(karim), {"words": "Zij stuurt haar loonstrook morgen.", "key": "een"}
    url = reverse("parties:note-call", args=[mirthe.party])
    for _each in range(2):
        assert said["words"] in client.post(url, said, follow=True).content.decode()
    lines = [one for one in timeline(mirthe, subject=mirthe.party) if one.kind == "parties.called"]
    assert [(one.sentence, one.detail) for one in lines] == [
        ("U sprak met Gemeente Lommerwaard", "‘Zij stuurt haar loonstrook morgen.’")
    ]
    empty = client.post(url, {"words": " ", "key": "twee"})
    assert "Schrijf in een zin wat u besprak" in empty.content.decode()


def test_without_a_way_into_the_dossier_nothing_is_written_and_the_words_stay(
    case: UUID, karim: Actor, mirthe: Actor, desk: Callable[[Actor], Client]
) -> None:
    cases.withdraw(mirthe, case)
    answer = desk(karim).post(reverse("parties:note-call", args=[mirthe.party]), {"words": "Zij belde.", "key": "een"})
    assert answer.status_code == 409
    assert "Zij belde." in answer.content.decode()
    assert "Mirthe" not in answer.content.decode()
    assert "parties.called" not in {one.kind for one in timeline(mirthe, subject=mirthe.party)}


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


def test_why_somebody_was_looked_up_stands_with_who_looked(
    case: UUID, karim: Actor, mirthe: Actor, desk: Callable[[Actor], Client]
) -> None:
    """Also where a running case lets the team look, and on each page of the dossier; a made-up reason counts for nothing."""
    Case.objects.filter(pk=case).update(reference="LW-7K4M-26-V")
    client = desk(karim)
    found = re.search(r'href="([^"]+waarom=[^"]+)"', searched(client, "LW-7K4M-26-V"))
    assert found
    page = client.get(found[1], follow=True).content.decode()
    assert "‘omdat u ons belde of aan de balie kwam’" in page
    assert "U kijkt omdat" not in page  # one reason, not two
    tab = re.search(r'href="(/werk/dossier/[^"]+toon=besluiten[^"]+)"', page)
    assert tab
    client.get(tab[1].replace("&amp;", "&"))
    client.get(reverse("dossier:open", args=[mirthe.party]) + "?waarom=dossier.retention")
    looks = [(one.because, one.detail) for one in timeline(mirthe, subject=mirthe.party) if one.group == "look"]
    assert looks == [("er een aanvraag loopt", ""), *[("u ons belde of aan de balie kwam", "")] * 2]


@pytest.mark.usefixtures("case")
def test_who_has_no_reason_to_look_sees_nothing_of_it_before_giving_one(
    mirthe: Actor, hire: Callable[..., Actor], desk: Callable[[Actor], Client]
) -> None:
    parties.set_phone(mirthe, "0612345678")
    page = desk(hire("Wout")).get(reverse("dossier:open", args=[mirthe.party])).content.decode()
    assert "Waarom heeft u dit dossier nodig?" in page
    assert "Loopt nu" not in page
    assert "tel:" not in page
