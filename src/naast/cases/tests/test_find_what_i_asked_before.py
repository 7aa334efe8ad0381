"""A resident finds back what was ever asked: by words, whether it runs, service and year; nobody finds another's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import unescape
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from naast.cases.actions import make_case, withdraw
from naast.cases.models import Case
from naast.cases.tests.conftest import on, sending_of
from naast.catalogue import api as catalogue
from naast.identity.tests.doors import enter_as_resident
from naast.kernel.actor import SYSTEM, Actor
from naast.parties import api as parties

LIST = "/mijn/zaken/"
REMISSION, MOVE = "kwijtschelding-gemeentelijke-belastingen", "verhuismelding"


@pytest.fixture
def sent(town: UUID, team: UUID, mirthe: Actor) -> Callable[..., Case]:
    """Something that Mirthe, or another, sent at this service in this year."""
    versions = {
        slug: catalogue.publish(SYSTEM, organisation=town, package=catalogue.package(slug))
        for slug in (REMISSION, MOVE)
    }

    def sent(service: str = REMISSION, year: int = 2026, by: Actor = mirthe) -> Case:
        sending = sending_of(by, town, versions[service])
        made = make_case(by, replace(sending, service=service, sent_at=on(year, 3, 2)))
        assert made
        return Case.objects.get(pk=made.id)

    return sent


def client_of(actor: Actor) -> Client:
    client = Client()
    enter_as_resident(client, party=actor.party, organisation=actor.organisation)
    return client


def found(actor: Actor, query: str = "") -> list[str]:
    """The references on the page, in its order."""
    page = unescape(client_of(actor).get(f"{LIST}{query}").content.decode())
    page = page[page.index("<main") : page.index("</main")]
    places = {one.reference: page.find(f"Nummer {one.reference}") for one in Case.objects.all()}
    return sorted((one for one, place in places.items() if place >= 0), key=places.__getitem__)


def test_the_newest_stands_first(sent: Callable[..., Case], mirthe: Actor) -> None:
    old, new = sent(year=2024), sent(year=2026)
    assert found(mirthe) == [new.reference, old.reference]


def test_a_neighbour_finds_nothing_of_it(sent: Callable[..., Case], mirthe: Actor) -> None:
    case = sent()
    neighbour = replace(mirthe, party=parties.register_person(SYSTEM, given_names="Buur", family_name="Vrouw"))
    assert found(neighbour) == []
    assert found(neighbour, f"?woorden={case.reference}") == []
    assert client_of(neighbour).get(f"{LIST}?na={case.id}").status_code == 404


@pytest.mark.parametrize(("stand", "expected"), [("loopt", "running"), ("klaar", "ended")])
def test_what_runs_and_what_is_done_are_told_apart(
    sent: Callable[..., Case], mirthe: Actor, stand: str, expected: str
) -> None:
    cases = {"running": sent(), "ended": sent()}
    withdraw(mirthe, cases["ended"].pk)
    assert found(mirthe, f"?stand={stand}") == [cases[expected].reference]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (f"?dienst={MOVE}", ["move"]),
        ("?jaar=2024", ["remission"]),
        ("?woorden=verhuiz", ["move"]),
        ("?woorden=VERHUIZ&jaar=2024", []),
        ("?woorden=%25", []),
        ("?dienst=zeppelin&jaar=nee&stand=ooit", ["move", "remission"]),
    ],
)
def test_service_year_and_words_narrow_and_what_is_not_right_does_not_count(
    sent: Callable[..., Case], mirthe: Actor, query: str, expected: list[str]
) -> None:
    cases = {"move": sent(MOVE, 2026), "remission": sent(REMISSION, 2024)}
    assert found(mirthe, query) == [cases[one].reference for one in expected]


def test_the_year_is_that_of_the_clock_here(sent: Callable[..., Case], mirthe: Actor) -> None:
    case = sent()
    Case.objects.filter(pk=case.pk).update(sent_at=on(2025, 1, 1, 0))  # 23.00 hours of 31 December 2024 in UTC
    assert found(mirthe, "?jaar=2025") == [case.reference]
    assert found(mirthe, "?jaar=2024") == [case.reference]  # no such year to choose, so it does not count


def test_a_reference_finds_the_case_and_other_letters_nothing(sent: Callable[..., Case], mirthe: Actor) -> None:
    case = sent()
    assert found(mirthe, f"?woorden={case.reference[-6:].lower()}") == [case.reference]
    page = client_of(mirthe).get(f"{LIST}?woorden=qqq").content.decode()
    assert "Niets gevonden" in page


def test_who_never_asked_reads_what_will_stand_here(mirthe: Actor) -> None:
    assert "U vroeg nog niets aan" in client_of(mirthe).get(LIST).content.decode()


def test_the_address_keeps_what_was_chosen_also_on_the_next_page(sent: Callable[..., Case], mirthe: Actor) -> None:
    for _ in range(21):
        sent()
    first = unescape(client_of(mirthe).get(f"{LIST}?stand=loopt").content.decode())
    assert "?stand=loopt&na=" in first
    assert "body=http%3A%2F%2Ftestserver%2Fmijn%2Fzaken%2F%3Fstand%3Dloopt" in first
    last = Case.objects.order_by("-sent_at", "-id")[19]
    assert len(found(mirthe, f"?stand=loopt&na={last.pk}")) == 1


def test_a_long_history_takes_as_many_questions_to_the_database_as_a_short_one(
    sent: Callable[..., Case], mirthe: Actor
) -> None:
    def asked() -> int:
        client = client_of(mirthe)
        client.get(LIST)  # the versions are read once by each process
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        return len(queries)

    sent()
    before = asked()
    for _ in range(10):
        sent()
    assert asked() == before
