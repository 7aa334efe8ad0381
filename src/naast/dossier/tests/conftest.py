"""A dossier of its own for each test: an invented organisation with a team, a worker and a resident."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pytest_django import Settings

from naast.kernel.actor import SYSTEM, Actor, ActorKind, Assignment, Assurance, Role
from naast.organisations import api as organisations
from naast.organisations.types import Phone

PHONE = Phone(number="140399", display="14 0399")


@dataclass(frozen=True)
class Town:
    id: UUID
    contact: UUID
    other_team: UUID


@pytest.fixture(autouse=True)
def _anchors_in_a_folder_of_the_test(settings: Settings, tmp_path: Path) -> None:
    settings.NAAST_ANCHORS = tmp_path / "anchors"


def make_town(slug: str, name: str) -> Town:
    town = organisations.create_organisation(
        SYSTEM, slug=slug, name=name, kind="municipality", theme="lommerwaard", tone="u", phone=PHONE, invented=True
    )
    teams = [organisations.create_team(SYSTEM, organisation=town, name=name) for name in ("Contact", "Hulp in huis")]
    return Town(town, *teams)


@pytest.fixture
def town(db: None) -> Town:
    return make_town("lommerwaard", "Gemeente Lommerwaard")


@pytest.fixture
def other_town(db: None) -> Town:
    return make_town("polderdam", "Gemeente Polderdam")


def worker_of(town: Town, *, team: UUID | None = None, permissions: tuple[str, ...] = ("dossier.open",)) -> Actor:
    return Actor(
        kind=ActorKind.AGENT,
        id=uuid4(),
        organisation=town.id,
        assignments=frozenset({Assignment(town.id, Role.AGENT, team or town.contact)}),
        permissions=frozenset((town.id, one) for one in permissions),
    )


def resident(party: UUID | None = None) -> Actor:
    return Actor(kind=ActorKind.RESIDENT, party=party or uuid4(), assurance=Assurance.SUBSTANTIAL)


@pytest.fixture
def worker(town: Town) -> Actor:
    return worker_of(town)


@pytest.fixture
def mirthe() -> Actor:
    return resident()
