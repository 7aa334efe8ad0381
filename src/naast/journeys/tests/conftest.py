"""Lommerwaard with a service that asks something, people who may ask, and a register that answers or does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client

from naast.catalogue import api as catalogue
from naast.identity import api as identity
from naast.identity.actions.sessions import open_resident_session
from naast.journeys import actions
from naast.journeys.tests.samples import small
from naast.journeys.types import DraftView, EndingKind, Sending
from naast.kernel.actor import ANONYMOUS, SYSTEM, Actor, ActorKind, Assurance, Role
from naast.kernel.actor import at as at_door
from naast.kernel.clock import now
from naast.kernel.registry import registry
from naast.kernel.types import Ref
from naast.organisations import api as organisations
from naast.organisations.tests.towns import make_town
from naast.parties import api as parties
from naast.parties.ports import FactSource, Fetched

MOVE = "verhuismelding"
OPEN = "verhuismelding-zonder-inloggen"
HOME = {"postcode": "8991 CD", "number": "41", "addition": "B", "street": "Havenkade", "city": "Lommerhaven"}
FAMILY = [
    {"key": "partner-1", "name": "Sam de Wit", "relation": "partner", "at_address": True},
    {"key": "child-1", "name": "Pip Zandstra", "relation": "child", "at_address": True},
]


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": str(tmp_path)}},
    }


@pytest.fixture
def town(clock: object) -> UUID:
    made = make_town()
    catalogue.publish(SYSTEM, organisation=made, package=catalogue.package(MOVE))
    return made


@pytest.fixture
def open_service(town: UUID) -> str:
    """A service that anybody may ask without signing in, with the small journey of the samples."""
    package = catalogue.package(MOVE)
    service = {**package.sections["service"], "slug": OPEN, "level": "none"}
    journey = small()
    journey["computed"], journey["endings"]["no"]["rule"] = [], None
    journey["questions"]["savings"]["next"] = [{"when": "savings > 200000", "to": "no"}, {"to": "email"}]
    del journey["endings"]["no"]["rule"]
    journey["endings"]["no"]["text"] = "elsewhere"
    sections = {**package.sections, "service": service, "journey": journey}
    catalogue.publish(SYSTEM, organisation=town, package=replace(package, slug=OPEN, hash="0" * 64, sections=sections))
    return OPEN


@pytest.fixture
def newcomer(town: UUID) -> Callable[..., Actor]:
    def newcomer(name: str = "Mirthe") -> Actor:
        party = parties.register_person(SYSTEM, given_names=name, family_name="Zandstra")
        return Actor(kind=ActorKind.RESIDENT, party=party, organisation=town, assurance=Assurance.SUBSTANTIAL)

    return newcomer


@pytest.fixture
def mirthe(newcomer: Callable[..., Actor]) -> Actor:
    return newcomer()


@pytest.fixture
def bilal(newcomer: Callable[..., Actor]) -> Actor:
    return newcomer("Bilal")


@pytest.fixture
def visitor(town: UUID) -> Actor:
    return at_door(ANONYMOUS, town)


@pytest.fixture
def karim(town: UUID) -> Actor:
    team = organisations.create_team(SYSTEM, organisation=town, name="Klantcontact")
    user = identity.create_staff(SYSTEM, email="karim@lommerwaard.example", full_name="Karim Haddouti")
    identity.assign(SYSTEM, user=user, organisation=town, role=Role.AGENT, team=team)
    return identity.staff_actor(user)


class Register:
    """A source of facts that counts what it is asked, and can be away."""

    def __init__(self) -> None:
        self.asked: list[frozenset[str]] = []
        self.away = False
        self.facts: dict[str, Any] = {"address": HOME, "family": FAMILY, "household": "couple"}

    def fetch(self, _actor: Actor, _party: UUID, _organisation: UUID, wanted: frozenset[str], _purpose: str) -> Fetched:
        self.asked.append(wanted)
        if self.away:
            return Fetched(failed="slow")
        return Fetched(values={name: self.facts[name] for name in wanted if name in self.facts})


def declared(monkeypatch: pytest.MonkeyPatch, declaration: Any) -> None:
    """Put this declaration in the place of the one with its key, for one test."""
    kind = type(declaration)
    monkeypatch.setitem(registry._by_kind, kind, {**registry._by_kind.get(kind, {}), declaration.key: declaration})
    monkeypatch.setitem(registry._owner, id(declaration), "journeys")


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Register:
    made = Register()
    source = FactSource(key="brp", name="BRP", facts=frozenset(made.facts), fetch=made.fetch)
    declared(monkeypatch, source)
    return made


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Sending]:
    """What was sent to a handler that only notes it; what cases make of it is theirs to test."""
    taken: list[Sending] = []

    def take(_actor: Actor, sending: Sending) -> Ref:
        taken.append(sending)
        return Ref("probe", sending.draft)

    declared(monkeypatch, EndingKind(key="case", handle=take))
    return taken


@pytest.fixture
def begin(town: UUID) -> Callable[..., DraftView]:
    def begin(actor: Actor, slug: str = MOVE, **more: Any) -> DraftView:
        return actions.start(actor, organisation=town, slug=slug, **more)

    return begin


@pytest.fixture
def fill_in(begin: Callable[..., DraftView]) -> Callable[..., DraftView]:
    """A move within the town, filled in to the last question."""

    def fill_in(actor: Actor, **others: dict[str, list[str]]) -> DraftView:
        draft = begin(actor)
        for key, typed in {**MOVING, **others}.items():
            given = actions.answer(actor, draft.id, key, typed, seen=999)
            assert given.saved, (key, given.form.errors)
        return draft

    return fill_in


MOVING: dict[str, dict[str, list[str]]] = {
    "situation": {"value": ["within"]},
    "current_address": {"postcode": ["8991 CD"], "number": ["41"]},
    "move_date": {"value_dag": ["18"], "value_maand": ["12"], "value_jaar": ["2026"]},
    "new_address": {"postcode": ["8995 BB"], "number": ["3"]},
    "living_with": {"value": ["own"]},
    "who_moves": {"nobody": ["on"], "others": [""]},
    "phone": {"value": [""]},
    "email": {"value": [""]},
}


@pytest.fixture
def sign_in(client: Client, settings: Any) -> Callable[[Actor], Client]:
    def sign_in(actor: Actor) -> Client:
        request = HttpRequest()
        key = client.cookies.get(settings.SESSION_COOKIE_NAME)
        request.session = SessionStore(key.value if key else None)
        assert actor.party is not None
        assert actor.organisation is not None
        open_resident_session(
            request,
            party=actor.party,
            organisation=actor.organisation,
            assurance=actor.assurance,
            subject=b"subject",
            provider_session="",
            vouched_at=now(),
        )
        request.session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
        return client

    return sign_in
