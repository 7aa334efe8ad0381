"""Who asks the same thing twice sees on the own page which is which."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from naast.cases.api import ask_resident, take_case
from naast.cases.tests.conftest import case_of, hire, karim, mirthe, seen, team, town  # noqa: F401  fixtures
from naast.cases.types import QuestionKind
from naast.catalogue import api as catalogue
from naast.identity.tests.doors import enter_as_resident
from naast.kernel.actor import SYSTEM, Actor

MOVE = "verhuismelding"
ANSWER_BY = date(2026, 12, 10)


@pytest.fixture
def at_home(client: Client, mirthe: Actor, town: UUID) -> Client:  # noqa: F811
    enter_as_resident(client, party=mirthe.party, organisation=town)
    return client


def cards(client: Client) -> list[str]:
    """The words of each card on the own page."""
    page = client.get("/mijn/").content.decode()
    parts = page[: page.index("</main>")].split('<div class="naast-todo">')[1:]
    return [" ".join(re.sub(r"<[^>]+>", "", one.split("</div>")[0]).split()) for one in parts]


def test_two_questions_about_the_same_service_name_their_case(
    at_home: Client,
    mirthe: Actor,  # noqa: F811
    karim: Actor,  # noqa: F811
    case_of: Callable[[Actor], UUID],  # noqa: F811
) -> None:
    numbers = set()
    for case in (case_of(mirthe), case_of(mirthe)):
        take_case(karim, case, version=1)
        ask_resident(karim, case, version=2, kind=QuestionKind.INCOMPLETE, text="Welke bank?", answer_by=ANSWER_BY)
        numbers.add(seen(mirthe, case).summary.reference)

    shown = cards(at_home)

    assert {number for number in numbers for one in shown if f"Nummer {number}" in one} == numbers
    assert len(set(shown)) == 2


def test_two_beginnings_of_the_same_request_say_when_they_were_begun(
    at_home: Client,
    town: UUID,  # noqa: F811
    clock: time_machine.Traveller,
) -> None:
    catalogue.publish(SYSTEM, organisation=town, package=catalogue.package(MOVE))
    for minute in (4, 12):
        clock.move_to(datetime(2026, 11, 26, 8, minute, tzinfo=UTC))
        at_home.post(f"/regel/{MOVE}/")

    later, first = cards(at_home)

    assert "U begon hieraan op donderdag 26 november 2026 om 09.12 uur." in later
    assert "U begon hieraan op donderdag 26 november 2026 om 09.04 uur." in first
