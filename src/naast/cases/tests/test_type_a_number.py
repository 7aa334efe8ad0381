"""Whoever has a number and no account is told how to get in; the number itself opens nothing and tells nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from naast.cases.actions import make_case
from naast.cases.tests.conftest import REMISSION, sending_of
from naast.catalogue import api as catalogue
from naast.identity.tests.doors import enter_as_resident, enter_as_staff
from naast.journeys.actions.helping import ask_help
from naast.journeys.api import is_right, start
from naast.journeys.models import HelpRequest
from naast.kernel.actor import SYSTEM, Actor
from naast.parties import api as parties

LETTERS = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
PAGE = "/waar-is-mijn-aanvraag/"


def numbered(random: str) -> str:
    """The number with these letters in the middle and the last letter that fits."""
    [number] = [one for letter in LETTERS if is_right(one := f"LW-{random}-26-{letter}")]
    return number


REAL, FREE = numbered("7K4M"), numbered("9QRS")


@pytest.fixture
def case(town: UUID, team: UUID, mirthe: Actor) -> UUID:
    version = catalogue.publish(SYSTEM, organisation=town, package=catalogue.package(REMISSION))
    made = make_case(mirthe, replace(sending_of(mirthe, town, version), reference=REAL))
    assert made
    return made.id


def client_of(actor: Actor) -> Client:
    client = Client()
    enter_as_resident(client, party=actor.party, organisation=actor.organisation)
    return client


@pytest.fixture
def neighbour(mirthe: Actor) -> Actor:
    return replace(mirthe, party=parties.register_person(SYSTEM, given_names="Buur", family_name="Vrouw"))


def asked(client: Client, number: str) -> HttpResponse:
    return client.get(PAGE, {"nummer": number})


def same(answer: HttpResponse, number: str) -> str:
    """The page without the number itself and what differs with each request."""
    page = answer.content.decode().replace(number, "NUMBER")
    return re.sub(r'value="\w{64}"|nonce-?="?[\w+/=-]+', "", page)


def test_who_is_signed_in_goes_straight_to_the_own_case(case: UUID, mirthe: Actor) -> None:
    assert asked(client_of(mirthe), REAL)["Location"] == f"/mijn/zaken/{case}/"


def test_the_number_given_for_help_leads_to_the_request_before_and_after_it_was_sent(
    town: UUID, team: UUID, mirthe: Actor, neighbour: Actor
) -> None:
    version = catalogue.publish(SYSTEM, organisation=town, package=catalogue.package(REMISSION))
    begun = start(mirthe, organisation=town, slug=REMISSION)
    ask_help(mirthe, begun.id, "household")
    number = HelpRequest.objects.get().reference
    assert asked(client_of(mirthe), number)["Location"] == begun.url
    assert asked(client_of(neighbour), number).status_code == 200
    made = make_case(mirthe, replace(sending_of(mirthe, town, version), draft=begun.id))
    assert made
    assert asked(client_of(mirthe), number)["Location"] == f"/mijn/zaken/{made.id}/"
    assert asked(client_of(neighbour), number).status_code == 200


@pytest.mark.parametrize("typed", [REAL.lower(), REAL.replace("-", " "), f"  {REAL.replace('-', '')} "])
def test_it_may_be_typed_as_one_likes(case: UUID, mirthe: Actor, typed: str) -> None:
    assert asked(client_of(mirthe), typed).status_code == 302


def test_a_neighbour_is_told_the_same_of_anothers_number_as_of_none(case: UUID, neighbour: Actor) -> None:
    client = client_of(neighbour)
    real, free = asked(client, REAL), asked(client, FREE)
    assert real.status_code == free.status_code == 200
    assert "Dit nummer staat niet bij uw zaken" in real.content.decode()
    assert same(real, REAL) == same(free, FREE)


def test_who_is_not_signed_in_is_told_the_same_of_every_number(case: UUID, client: Client) -> None:
    real, free = asked(client, REAL), asked(client, FREE)
    assert real.status_code == free.status_code == 200
    assert same(real, REAL) == same(free, FREE)
    assert f"/inloggen/?level=10&amp;next=%2Fwaar-is-mijn-aanvraag%2F%3Fnummer%3D{REAL}" in real.content.decode()
    assert 'href="tel:140399"' in real.content.decode()


def test_without_signing_in_no_case_is_even_looked_at(case: UUID, client: Client, karim: Actor) -> None:
    worker = Client()
    enter_as_staff(worker, user=karim.id)
    for one in (client, worker):
        with CaptureQueriesContext(connection) as queries:
            asked(one, REAL)
        assert not [query for query in queries if "cases_case" in query["sql"]]


def test_signed_in_it_takes_the_same_questions_to_the_database(case: UUID, neighbour: Actor) -> None:
    client, counts = client_of(neighbour), set()
    asked(client, FREE)
    for number in (REAL, FREE):
        with CaptureQueriesContext(connection) as queries:
            asked(client, number)
        counts.add(len(queries))
    assert len(counts) == 1


@pytest.mark.parametrize(
    "typed", ["", "x", REAL[:-1], f"{REAL[:-1]}{'3' if REAL[-1] != '3' else '4'}", "\x00", "9" * 500]
)
def test_a_slip_is_said_beside_the_field_and_kept(town: UUID, client: Client, typed: str) -> None:
    answer = asked(client, typed)
    assert answer.status_code == 422
    assert 'href="#id_nummer"' in answer.content.decode()


def test_nobody_keeps_guessing(case: UUID, neighbour: Actor, client: Client) -> None:
    for one in (client_of(neighbour), client):
        answers = [asked(one, numbered(f"{letter}2A3")).status_code for letter in LETTERS]
        assert set(answers) <= {200, 429}
        assert answers.count(200) <= 20


def test_the_front_door_leads_here(town: UUID, client: Client, clock: Callable[..., None]) -> None:
    assert f'href="{PAGE}"' in client.get("/").content.decode()
