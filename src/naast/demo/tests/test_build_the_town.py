"""The town is built through the same faces as everybody else uses, so building it walks much of the house."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from naast.cases.api import case_view, cases_of
from naast.demo.people import residents, staff
from naast.demo.town import build
from naast.dossier.api import verify
from naast.identity.api import colleagues, staff_actor
from naast.journeys.api import open_drafts
from naast.kernel.actor import Actor, ActorKind
from naast.organisations.api import by_slug
from naast.parties.api import person_for
from naast.work.api import queue

THURSDAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Built once for all who look at it, and committed; emptied afterwards."""
    with django_db_blocker.unblock(), time_machine.travel("2026-11-26T09:04:00+01:00", tick=False):
        try:
            build(THURSDAY)
            yield
        finally:
            TransactionTestCase._fixture_teardown(None)  # ours, see conftest.py


def resident(key: str) -> Actor:
    party = person_for(bsn=residents()[key].bsn, claims={})
    return Actor(kind=ActorKind.RESIDENT, party=party, organisation=by_slug("lommerwaard").id)


def test_everybody_of_the_list_works_or_lives_here(town: None) -> None:
    names = {one.name for one in colleagues(by_slug("lommerwaard").id)}
    assert names == {one.full_name for one in staff().values() if one.organisation == "lommerwaard"}


def test_mirthe_has_a_question_to_answer(town: None) -> None:
    mirthe = resident("mirthe")
    (case,) = cases_of(mirthe, mirthe.party)
    assert case.open_question is not None


def test_hiba_was_helped(town: None) -> None:
    hiba = resident("hiba")
    (case,) = cases_of(hiba, hiba.party, running=False)
    assert case.outcome == "granted"


def test_bilal_stopped_halfway(town: None) -> None:
    bilal = resident("bilal")
    assert len(open_drafts(bilal, party=bilal.party)) == 1


def test_three_requests_wait_for_a_worker(town: None) -> None:
    lommerwaard = by_slug("lommerwaard").id
    karim = staff_actor(next(one.id for one in colleagues(lommerwaard) if one.name == "Karim Haddouti"))
    waiting = queue(karim, organisation=lommerwaard).items
    assert len(waiting) == 3
    moves = [case_view(karim, one.about.id) for one in waiting if one.service == "verhuismelding"]
    homes = [answer.shown for one in moves for answer in one.answers if answer.key == "current_address"]
    assert sorted(home.split("\n")[0].rstrip("0123456789 ") for home in homes) == sorted(
        residents()[who].address.street for who in ("lotte", "tomasz")
    )


def test_the_ledgers_hold(town: None) -> None:
    assert verify().holds


def test_building_it_again_changes_nothing(town: None) -> None:
    build(THURSDAY)
    assert len(colleagues(by_slug("lommerwaard").id)) == 5
