"""The BRP as a source of prefill: the number from parties, the facts over real HTTP, and nothing of it anywhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from naast.adapters.brp import source
from naast.adapters.brp.source import fetch
from naast.demo.stand_ins.brp.app import StandIn
from naast.kernel.actor import SYSTEM, Actor, ActorKind, Assurance
from naast.organisations import api as organisations
from naast.organisations.types import Phone
from naast.parties import api as parties
from naast.parties.ports import Fetched

pytestmark = pytest.mark.django_db
BSN = "999990019"
PURPOSE = "journeys.fill_in"


@pytest.fixture
def town(db: None) -> UUID:
    phone = Phone(number="140399", display="14 0399")
    return organisations.create_organisation(
        SYSTEM,
        slug="lommerwaard",
        name="Gemeente Lommerwaard",
        kind="municipality",
        theme="lommerwaard",
        tone="u",
        phone=phone,
    )


@pytest.fixture
def person(town: UUID) -> Callable[[str | None], Actor]:
    def person(bsn: str | None) -> Actor:
        party = parties.register_person(SYSTEM, family_name="Zandstra", bsn=bsn)
        return Actor(kind=ActorKind.RESIDENT, party=party, organisation=town, assurance=Assurance.SUBSTANTIAL)

    return person


@pytest.fixture(autouse=True)
def _connected(stand_in: StandIn, address: str, settings: Any) -> None:
    settings.NAAST = replace(settings.NAAST, brp_url=address, brp_key="key")
    source.client.cache_clear()


def test_the_wanted_facts_and_no_others_come_back(person: Callable[..., Actor], town: UUID) -> None:
    actor = person(BSN)
    fetched = fetch(actor, actor.party, town, frozenset({"address", "household"}), PURPOSE)
    assert fetched.failed == ""
    assert fetched.values["address"]["street"] == "Lijsterhof"
    assert fetched.values == {"address": fetched.values["address"], "household": "couple"}


def test_no_fact_carries_a_number(person: Callable[..., Actor], town: UUID) -> None:
    actor = person(BSN)
    fetched = fetch(
        actor, actor.party, town, frozenset({"name", "birth_date", "address", "family", "household"}), PURPOSE
    )
    assert "99999" not in str(fetched.values)


def test_somebody_without_a_number_is_not_asked_for(
    person: Callable[..., Actor], town: UUID, stand_in: StandIn
) -> None:
    stand_in.mode = "down"
    actor = person(None)
    assert fetch(actor, actor.party, town, frozenset({"address"}), PURPOSE).failed == ""


@pytest.mark.parametrize("mode", ["half", "error", "busy", "down", "page", "other", "huge", "garbage"])
def test_a_register_that_fails_is_a_value_and_no_error(
    person: Callable[..., Actor], town: UUID, stand_in: StandIn, mode: str
) -> None:
    stand_in.mode = mode
    actor = person(BSN)
    fetched = fetch(actor, actor.party, town, frozenset({"address"}), PURPOSE)
    assert fetched.failed
    assert (fetched.values, BSN in fetched.failed) == ({}, False)


def test_nobody_fetches_of_another(person: Callable[..., Actor], town: UUID) -> None:
    mirthe, other = person(BSN), person("999990020")
    assert fetch(other, mirthe.party, town, frozenset({"address"}), PURPOSE) == Fetched()
