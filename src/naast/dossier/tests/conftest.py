"""A dossier of its own for each test: an invented organisation with a team, a worker and a resident."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pytest_django import Settings

from naast.design.types import FrameSlot
from naast.dossier import api
from naast.dossier.tests.pages import middleware
from naast.dossier.types import PersonNames
from naast.kernel.actor import SYSTEM, Actor, ActorKind, Assignment, Assurance, Role
from naast.kernel.clock import now
from naast.kernel.registry import registry
from naast.kernel.types import Ref
from naast.organisations import api as organisations
from naast.organisations.types import Phone

PHONE = Phone(number="140399", display="14 0399")


@dataclass(frozen=True)
class Town:
    id: UUID
    contact: UUID
    other_team: UUID


@pytest.fixture(autouse=True)
def _site_of_the_test(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is there is given by the test, and the frame is empty: both are for capabilities above this one."""
    settings.NAAST_ANCHORS = tmp_path / "anchors"
    settings.MIDDLEWARE = middleware()
    monkeypatch.setitem(registry._by_kind, FrameSlot, {})


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


def say(person: Actor, town: Town, words: str, *, about: Ref | None = None) -> UUID:
    """An entry with the resident's own words."""
    assert person.party
    return api.record(
        person,
        subject=person.party,
        organisation=town.id,
        kind="dossier.noted",
        purpose="dossier.own_words",
        about=about,
        content={"words": words},
    )


def let_in(
    town: Town, person: Actor, *, team: UUID | None, about: Ref | None = None, until: datetime | None = None
) -> Ref:
    """A grant because of a matter, as whoever opens one gives it."""
    assert person.party
    matter = about or Ref("case", uuid4())
    api.grant_access(
        SYSTEM,
        team=team,
        organisation=town.id,
        subject=person.party,
        purpose="dossier.matter",
        about=matter,
        because="Mirthe hulp in huis aanvroeg",
        until=until or now() + timedelta(days=30),
    )
    return matter


@pytest.fixture
def named(mirthe: Actor, monkeypatch: pytest.MonkeyPatch) -> str:
    """The names of people belong to a capability above this one; here Mirthe is the only one who has one."""
    known = {mirthe.party: "Mirthe Zandstra"}
    names = PersonNames(key="test.names", name_of=lambda party: known.get(party, ""))
    monkeypatch.setitem(registry._by_kind, PersonNames, {names.key: names})
    return "Mirthe Zandstra"
