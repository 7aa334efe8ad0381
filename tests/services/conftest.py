"""Lommerwaard with one service on offer, a register that knows what the example says, and a worker who may handle it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from naast.cases.models import Case
from naast.catalogue import api as catalogue
from naast.catalogue.types import Package
from naast.dossier import api as dossier
from naast.identity import api as identity
from naast.identity.tests.doors import enter_as_resident, enter_as_staff
from naast.journeys import api as journeys
from naast.journeys.tests.conftest import Register, _files, register
from naast.kernel.actor import SYSTEM, Actor, Assurance, Role
from naast.kernel.clock import AMSTERDAM, now
from naast.kernel.types import Ref
from naast.messages.api import messages_for
from naast.organisations import api as organisations
from naast.organisations.tests.towns import make_town
from naast.parties import api as parties
from services.walking import Walker, example_of

__all__ = ["_files", "register"]


@dataclass(frozen=True)
class Town:
    """The town with the team that handles the service, a worker of it, and the person who asks."""

    id: UUID
    worker: Actor
    user: UUID
    team: UUID
    person: UUID


Offer = Callable[[str], Town]
Went = Callable[..., "Way"]
Decided = Callable[..., str]


@dataclass(frozen=True)
class Way:
    """How far somebody came: the page where it ended, and the words on it."""

    town: Town
    walker: Walker
    words: str

    @property
    def case(self) -> Case:
        return Case.objects.get(draft=self.walker.here.split("/")[3])


@pytest.fixture
def offer(db: None, clock: object, register: Register) -> Offer:
    def offer(slug: str) -> Town:
        town = make_town("lommerwaard")
        package = catalogue.package(slug)
        catalogue.publish(SYSTEM, organisation=town, package=package)
        team = organisations.create_team(SYSTEM, organisation=town, name=_team(package))
        user = identity.create_staff(SYSTEM, email="karim@lommerwaard.example", full_name="Karim Haddouti")
        for role in (Role.AGENT, Role.SPECIALIST):
            identity.assign(SYSTEM, user=user, organisation=town, role=role, team=team)
        person = parties.register_person(SYSTEM, given_names="Jo", family_name="Elzinga")
        return Town(town, identity.staff_actor(user), user, team, person)

    return offer


def _team(package: Package) -> str:
    """Who handles it; where nothing is sent, who keeps the page."""
    handling = package.sections.get("handling", {"team": package.sections["service"]["owner"]})
    return str(handling["team"])


@pytest.fixture
def go(offer: Offer, register: Register, clock: Any) -> Went:
    """Go through an example of a service, as its person or, without DigiD, with a worker at the counter."""

    def go(slug: str, *, without: str = "", name: str = "") -> Way:
        example = example_of(slug, without=without, name=name)
        clock.move_to(datetime.combine(date.fromisoformat(str(example["on"])), time(9, 4), AMSTERDAM))
        register.facts = dict(example.get("prefill", {}))
        town = offer(slug)
        walker = Walker(Client(), slug, example)
        _begin_at_the_counter(walker, town) if without == "digid" else _begin(walker, town, example)
        return Way(town, walker, walker.walk())

    return go


def _begin(walker: Walker, town: Town, example: Mapping[str, Any]) -> None:
    level = Assurance[catalogue.package(walker.slug).sections["service"]["level"].upper()]
    if example.get("without") != "email":
        parties.bring_address(SYSTEM, party=town.person, kind="email", value="jo@lommerwaard.example")
    if level or "prefill" in example:  # who needs not sign in may; what a register knows, it knows of who did
        enter_as_resident(walker.client, party=town.person, organisation=town.id, assurance=max(level, Assurance.LOW))
    walker.begin()


def _begin_at_the_counter(walker: Walker, town: Town) -> None:
    """The worker may see this person, since she stands at the counter."""
    dossier.grant_access(
        SYSTEM,
        team=town.team,
        organisation=town.id,
        subject=town.person,
        purpose="journeys.help",
        about=Ref("person", town.person),
        because="staat aan de balie",
        until=now() + timedelta(hours=1),
    )
    enter_as_staff(walker.client, user=town.user)
    begun = journeys.start(town.worker, organisation=town.id, slug=walker.slug, owner=town.person)
    walker.here = f"/regel/{walker.slug}/{begun.id}/"


@pytest.fixture
def at_work() -> Callable[[Town], Client]:
    """The worker's own browser."""

    def at_work(town: Town) -> Client:
        client = Client()
        enter_as_staff(client, user=town.user)
        return client

    return at_work


@pytest.fixture
def decided(at_work: Callable[[Town], Client], clock: Any) -> Decided:
    """An hour later the worker takes up the case and decides by the buttons; what the person reads of it in the inbox.

    Without reasons of her own the worker decides in the words of the package.
    """

    def decided(way: Way, outcome: str, *, reasons: str = "") -> str:
        clock.shift(3600)
        client, page = at_work(way.town), f"/werk/zaken/{way.case.pk}/"
        assert client.post(f"{page}oppakken/", {"version": 1}).status_code == 302
        answer = client.post(f"{page}besluit/", {"version": 2, "outcome": outcome, "reasons": reasons})
        assert answer.status_code == 302, answer.content.decode()
        assert way.case.outcome == outcome
        return messages_for(way.town.worker, party=way.town.person)[0].body

    return decided
