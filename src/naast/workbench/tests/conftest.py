"""Lommerwaard with workers, and something to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from naast.identity import api as identity
from naast.identity.tests.doors import enter_as_staff
from naast.kernel.actor import SYSTEM, Actor, Role
from naast.kernel.clock import now
from naast.kernel.types import Ref
from naast.organisations import api as organisations
from naast.organisations.tests.towns import make_town
from naast.parties import api as parties
from naast.work import api as work

URL = reverse("workbench:queue")


@pytest.fixture
def town(db: None, clock: object) -> UUID:
    return make_town("lommerwaard")


@pytest.fixture
def team(town: UUID) -> UUID:
    return organisations.create_team(SYSTEM, organisation=town, name="Belastingen")


@pytest.fixture
def hire(town: UUID) -> Callable[..., Actor]:
    def hire(name: str, role: Role = Role.AGENT, team: UUID | None = None) -> Actor:
        user = identity.create_staff(SYSTEM, email=f"{name}@lommerwaard.example".lower(), full_name=f"{name} Haddouti")
        identity.assign(SYSTEM, user=user, organisation=town, role=role, team=team)
        return identity.staff_actor(user)

    return hire


@pytest.fixture
def desk() -> Callable[[Actor], Client]:
    """A browser of this worker."""

    def desk(worker: Actor) -> Client:
        client = Client()
        enter_as_staff(client, user=worker.id)
        return client

    return desk


@pytest.fixture
def karims(hire: Callable[..., Actor], client: Client) -> Client:
    enter_as_staff(client, user=hire("Karim").id)
    return client


def add(town: UUID, title: str, *, days: int = 5, name: str = "", **more: Any) -> UUID:
    party = parties.register_person(SYSTEM, family_name=name) if name else None
    values = {"kind": "work.obstacle", "about": Ref("page", uuid4()), "because": "Net gemeld"} | more
    return work.add_item(
        SYSTEM, organisation=town, title=title, party=party, due_at=now() + timedelta(days=days), **values
    )


def page(client: Client, **asked: str) -> str:
    return client.get(URL, asked).content.decode()
