"""A move that is reported ahead: whoever processes it before its day says why, where the package asks that."""

import re
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from naast.cases import api as cases
from naast.cases.actions import make_case
from naast.cases.capability.sections import check_handling
from naast.cases.models import Decision
from naast.cases.tests.conftest import on, seen, sending_of
from naast.cases.tests.test_handle_a_case import kinds
from naast.cases.types import Outcome, Status
from naast.catalogue import api as catalogue
from naast.identity.tests.doors import enter_as_staff
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.errors import Refused

MOVING, DAY = "verhuismelding", date(2026, 12, 4)
WHY = "Mirthe heeft de sleutel al."
REASONS = "Uw nieuwe adres staat erin."


@pytest.fixture
def move(mirthe: Actor, karim: Actor, town: UUID, team: UUID) -> UUID:
    """Sent on Thursday 26 November, for Friday 4 December; taken by Karim."""
    version = catalogue.publish(SYSTEM, organisation=town, package=catalogue.package(MOVING))
    made = make_case(mirthe, replace(sending_of(mirthe, town, version), service=MOVING, counts_from=DAY))
    assert made is not None
    cases.take_case(karim, made.id, version=1)
    return made.id


def process(worker: Actor, case: UUID, **more: Any) -> None:
    values = {"outcome": Outcome.DONE, "reasons": REASONS, "version": 2}
    cases.decide(worker, case, **{**values, **more})


@pytest.mark.parametrize("sooner", ["", " \n "])
def test_before_the_day_nothing_is_processed_without_a_reason(move: UUID, karim: Actor, sooner: str) -> None:
    with pytest.raises(Refused, match="vrijdag 4 december"):
        process(karim, move, sooner=sooner)
    assert seen(karim, move).summary.status is Status.ASSESSED


def test_with_a_reason_both_sides_read_it_and_the_decision_keeps_it(move: UUID, karim: Actor, mirthe: Actor) -> None:
    process(karim, move, sooner=WHY)
    assert seen(mirthe, move).summary.outcome is Outcome.DONE
    assert Decision.objects.get(case=move).grounds["sooner"] == WHY
    assert kinds(mirthe, mirthe.party).count("cases.decided-sooner") == 1


def test_on_the_day_itself_nobody_asks_why(
    move: UUID, karim: Actor, mirthe: Actor, clock: time_machine.Traveller
) -> None:
    clock.move_to(on(2026, 12, 4, 0))
    assert cases.days_to_wait(seen(karim, move)) == {}
    process(karim, move)
    assert "sooner" not in Decision.objects.get(case=move).grounds
    assert "cases.decided-sooner" not in kinds(mirthe, mirthe.party)


def test_only_the_outcomes_that_the_package_names_wait(move: UUID, karim: Actor) -> None:
    assert cases.days_to_wait(seen(karim, move)) == {Outcome.DONE: DAY}


def test_the_form_asks_it_and_says_what_to_do(move: UUID, karim: Actor, client: Client) -> None:
    enter_as_staff(client, user=karim.id)
    page = client.get(reverse("cases:work", args=[move]), {"doe": "besluit"}).content.decode()
    assert "Waarom besluit u vóór vrijdag 4 december 2026?" in page
    needed = [
        "nodig bij ‘Verwerkt’",
        "nodig bij ‘Niet behandeld, omdat er iets mist’",
    ]  # that one has no words of the package
    assert re.findall('naast-optional">([^<]+)', page) == needed
    typed = {"version": 2, "outcome": "done", "reasons": REASONS}
    answer = client.post(reverse("cases:decide", args=[move]), typed)
    assert answer.status_code == 422
    assert "Schrijf waarom u niet wacht tot vrijdag 4 december 2026." in answer.content.decode()
    assert client.post(reverse("cases:decide", args=[move]), {**typed, "sooner": WHY}).status_code == 302
    assert seen(karim, move).summary.outcome is Outcome.DONE


def test_a_case_without_such_a_day_is_asked_nothing(taken: UUID, karim: Actor, client: Client) -> None:
    enter_as_staff(client, user=karim.id)
    page = client.get(reverse("cases:work", args=[taken]), {"doe": "besluit"}).content.decode()
    assert 'name="sooner"' not in page


def test_where_the_package_has_no_words_the_form_says_for_which_outcome_they_are_needed(
    taken: UUID, karim: Actor, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter_as_staff(client, user=karim.id)
    words = {Outcome.GRANTED: "U hoeft niet te betalen.", Outcome.PARTLY: "", Outcome.REFUSED: ""}
    monkeypatch.setattr(cases, "outcomes_of", lambda _case: words)
    page = client.get(reverse("cases:work", args=[taken]), {"doe": "besluit"}).content.decode()
    assert re.findall('naast-optional">([^<]+)', page) == ["nodig bij ‘Voor een deel toegekend’ of ‘Afgewezen’"]


@pytest.mark.parametrize(
    ("handling", "journey", "said"),
    [
        ({"wait_for_day": ["done"]}, {}, "Write 'counts_from' in journey.yaml"),
        ({"wait_for_day": ["granted"]}, {"counts_from": "move_date"}, "'granted' is none of the outcomes"),
        ({"wait_for_day": ["done"]}, {"counts_from": "move_date"}, ""),
    ],
)
def test_a_package_that_waits_for_nothing_is_refused(
    handling: dict[str, Any], journey: dict[str, Any], said: str
) -> None:
    package = {"service": {"promise": {"usual": "3 working days"}}, "journey": journey}
    found = [words for _place, words in check_handling({"outcomes": ["done"], **handling}, package)]
    assert (len(found), said in "".join(found)) == (int(bool(said)), True)
