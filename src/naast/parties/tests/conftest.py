"""An invented town with a worker, and residents whom the test makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django import Settings

from naast.design.types import FrameSlot
from naast.dossier.tests.conftest import Town, make_town, worker_of
from naast.dossier.tests.pages import middleware
from naast.kernel.actor import SYSTEM, Actor, ActorKind, Assurance
from naast.kernel.registry import registry
from naast.parties import api

# From the test range of the BSN (RvIG): starts with 9999.
BSN_MIRTHE, BSN_SJOERD = "999993653", "999990019"
MAY = ("parties.search", "parties.see_bsn", "dossier.open", "dossier.open_without_grant")


@pytest.fixture(autouse=True)
def _site_of_the_test(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is there is given by the test, and the frame is empty: who fills it may need more than is here."""
    settings.NAAST_ANCHORS = tmp_path / "anchors"
    settings.MIDDLEWARE = middleware()
    monkeypatch.setitem(registry._by_kind, FrameSlot, {})


@pytest.fixture
def town(db: None) -> Town:
    return make_town("lommerwaard", "Gemeente Lommerwaard")


@pytest.fixture
def worker(town: Town) -> Actor:
    return worker_of(town, permissions=MAY)


def signed_in(party: UUID, town: Town) -> Actor:
    return Actor(kind=ActorKind.RESIDENT, party=party, organisation=town.id, assurance=Assurance.SUBSTANTIAL)


def seen_now(actor: Actor) -> Actor:
    """The actor as the next request resolves it."""
    from naast.kernel.actor import complete

    return complete(replace(actor, acting_for=()))


@pytest.fixture
def mirthe(town: Town) -> Actor:
    party = api.register_person(
        SYSTEM, given_names="Mirthe Anna", family_name="Zandstra", birth_date=date(1997, 3, 14), bsn=BSN_MIRTHE
    )
    return signed_in(party, town)


@pytest.fixture
def sjoerd(town: Town) -> Actor:
    party = api.register_person(
        SYSTEM, given_names="Sjoerd", family_name="Hoekema", birth_date=date(1958, 8, 2), bsn=BSN_SJOERD
    )
    return signed_in(party, town)
