"""A town that offers a few services, an editor of it, and one who edits elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client

from naast.catalogue import api as catalogue
from naast.finding import api as finding
from naast.identity.tests.hiring import at_work, hire
from naast.kernel.actor import SYSTEM, Actor, Role
from naast.organisations.tests.towns import make_town

OFFERED = ("overlijdensaangifte", "paspoort", "schuldhulp", "verhuismelding")
Ask = Callable[..., None]


@pytest.fixture
def town(db: None, clock: object) -> UUID:
    town = make_town("lommerwaard")
    catalogue.publish_all(SYSTEM, organisation=town, packages=[catalogue.package(one) for one in OFFERED])
    return town


@pytest.fixture
def abroad(town: UUID) -> UUID:
    abroad = make_town("polderdam", host="polderdam.example")
    catalogue.publish_all(SYSTEM, organisation=abroad, packages=[catalogue.package(one) for one in OFFERED])
    return abroad


@pytest.fixture
def bente(town: UUID) -> Actor:
    return hire(town, "bente", Role.EDITOR)


@pytest.fixture
def bentes(bente: Actor, client: Client) -> Client:
    return at_work(bente, client)


@pytest.fixture
def ask() -> Ask:
    def ask(town: UUID, text: str, *, times: int = 1) -> None:
        for _each in range(times):
            answer = finding.ask(text, organisation=town)
            finding.remember(text, answer, organisation=town, shown=[one.slug for one in answer.results])

    return ask
