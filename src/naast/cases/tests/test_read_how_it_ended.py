"""Once it is decided or taken back: which steps stand there, what is left to do, and whether one can still object."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from naast.cases import api as cases
from naast.cases.actions import make_case
from naast.cases.tests.conftest import on, sending_of
from naast.cases.types import Outcome
from naast.catalogue import api as catalogue
from naast.identity import api as identity
from naast.identity.tests.doors import enter_as_resident
from naast.kernel.actor import SYSTEM, Actor, Role
from naast.organisations import api as organisations

PERMIT_STARTS = "U betaalt, en de vergunning gaat in"  # the last step of parkeervergunning


@pytest.fixture
def permit(town: UUID, mirthe: Actor, worker: Actor) -> UUID:
    """A parking permit that a worker took, on Thursday 26 November 2026."""
    version = catalogue.publish(SYSTEM, organisation=town, package=catalogue.package("parkeervergunning"))
    made = make_case(mirthe, replace(sending_of(mirthe, town, version), service="parkeervergunning"))
    assert made is not None
    cases.take_case(worker, made.id, version=1)
    return made.id


@pytest.fixture
def worker(town: UUID) -> Actor:
    space = organisations.create_team(SYSTEM, organisation=town, name="Ruimte")
    user = identity.create_staff(SYSTEM, email="noor@lommerwaard.example", full_name="Noor Haddouti")
    identity.assign(SYSTEM, user=user, organisation=town, role=Role.SPECIALIST, team=space)
    return identity.staff_actor(user)


@pytest.fixture
def at_home(client: Client, mirthe: Actor, town: UUID) -> Client:
    enter_as_resident(client, party=mirthe.party, organisation=town)
    return client


def page(client: Client, case: UUID) -> str:
    text = " ".join(client.get(f"/mijn/zaken/{case}/").content.decode().split())
    return text[text.index("<main") : text.index("</main")]


def track(text: str) -> str:
    return text[text.index('class="naast-track"') : text.index("</ol>")]


def decide(worker: Actor, case: UUID, outcome: Outcome) -> None:
    cases.decide(worker, case, outcome=outcome, reasons="Uw auto staat op naam van een ander.", version=2)


def test_what_was_refused_does_not_go_on(permit: UUID, worker: Actor, at_home: Client) -> None:
    decide(worker, permit, Outcome.REFUSED)
    assert PERMIT_STARTS not in page(at_home, permit)
    cases.close_case(worker, permit, version=3)
    read = track(page(at_home, permit))
    assert PERMIT_STARTS not in read
    assert "Het antwoord is nee" in read


def test_what_was_granted_says_what_is_left_to_do(permit: UUID, worker: Actor, at_home: Client) -> None:
    decide(worker, permit, Outcome.GRANTED)
    read = page(at_home, permit)
    assert PERMIT_STARTS in track(read)
    assert "U bent aan zet." in read
    assert "U hoeft niets meer te doen" not in read


def test_what_was_taken_back_did_not_happen(permit: UUID, mirthe: Actor, at_home: Client) -> None:
    cases.withdraw(mirthe, permit)
    read = track(page(at_home, permit))
    assert PERMIT_STARTS not in read
    assert "U trok dit in" in read


def test_who_may_object_is_not_told_to_do_nothing_until_that_day_is_past(
    permit: UUID, mirthe: Actor, town: UUID, worker: Actor, at_home: Client, clock: time_machine.Traveller
) -> None:
    """Told on Thursday 26 November: six weeks from the day after it end on Thursday 7 January (Awb 6:7 and 6:8)."""
    decide(worker, permit, Outcome.REFUSED)
    read = page(at_home, permit)
    assert "U hoeft niets meer te doen" not in read
    assert "U kunt ook bezwaar maken met een brief, tot en met donderdag 7 januari 2027." in read
    clock.move_to(on(2027, 1, 8))
    enter_as_resident(at_home, party=mirthe.party, organisation=town)
    read = page(at_home, permit)
    assert "U kunt ook bezwaar maken" not in read
    assert "Bezwaar maken kon tot en met donderdag 7 januari 2027." in read
