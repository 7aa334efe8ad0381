"""A case of Mirthe in Lommerwaard: kwijtschelding, sent on Thursday 26 November 2026, with two specialists who may handle it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

import pytest

from naast.cases.actions import make_case
from naast.cases.queries import case_view
from naast.cases.types import CaseView
from naast.catalogue import api as catalogue
from naast.identity import api as identity
from naast.journeys.types import Answered, Sending
from naast.kernel.actor import SYSTEM, Actor, ActorKind, Assurance, Role
from naast.kernel.clock import now, today
from naast.organisations import api as organisations
from naast.organisations.tests.towns import make_town
from naast.parties import api as parties

REMISSION = "kwijtschelding-gemeentelijke-belastingen"


@pytest.fixture
def town(db: None, clock: object) -> UUID:
    return make_town("lommerwaard")


@pytest.fixture
def team(town: UUID) -> UUID:
    return organisations.create_team(SYSTEM, organisation=town, name="Belastingen")


@pytest.fixture
def hire(town: UUID, team: UUID) -> Callable[..., Actor]:
    def hire(name: str, *, role: Role = Role.SPECIALIST, at: UUID = town) -> Actor:
        user = identity.create_staff(SYSTEM, email=f"{name}@lommerwaard.example".lower(), full_name=f"{name} Haddouti")
        identity.assign(SYSTEM, user=user, organisation=at, role=role, team=team if at == town else None)
        return identity.staff_actor(user)

    return hire


@pytest.fixture
def karim(hire: Callable[..., Actor]) -> Actor:
    return hire("Karim")


@pytest.fixture
def sara(hire: Callable[..., Actor]) -> Actor:
    return hire("Sara")


@pytest.fixture
def mirthe(town: UUID) -> Actor:
    party = parties.register_person(SYSTEM, given_names="Mirthe", family_name="Zandstra")
    return Actor(kind=ActorKind.RESIDENT, party=party, organisation=town, assurance=Assurance.SUBSTANTIAL)


@pytest.fixture
def case_of(town: UUID, team: UUID) -> Callable[[Actor], UUID]:
    """Sends a request for this resident and gives the case."""
    version = catalogue.publish(SYSTEM, organisation=town, package=catalogue.package(REMISSION))

    def case_of(resident: Actor) -> UUID:
        made = make_case(resident, sending_of(resident, town, version))
        assert made is not None
        return made.id

    return case_of


def sending_of(resident: Actor, town: UUID, version: UUID) -> Sending:
    return Sending(
        draft=uuid4(),
        reference=f"LW-{uuid4().hex[:8]}".upper(),
        organisation=town,
        service=REMISSION,
        version=version,
        party=resident.party,
        author=resident.party,
        ending="send",
        answers=(
            Answered("savings", "Hoeveel spaargeld heeft u?", "1.000 euro", 100000, "self", now()),
            Answered("name", "Hoe heet u?", "Mirthe Zandstra", "Mirthe Zandstra", "brp", now()),
        ),
        facts={},
        lane="fast",
        sent_at=now(),
        counts_from=today(),
    )


@pytest.fixture
def case(case_of: Callable[[Actor], UUID], mirthe: Actor) -> UUID:
    return case_of(mirthe)


@pytest.fixture
def taken(case: UUID, karim: Actor) -> UUID:
    from naast.cases.api import take_case

    take_case(karim, case, version=1)
    return case


def seen(actor: Actor, case: UUID) -> CaseView:
    return case_view(actor, case)


def on(year: int, month: int, day: int, hour: int = 9) -> datetime:
    from naast.kernel.clock import AMSTERDAM

    return datetime(year, month, day, hour, tzinfo=AMSTERDAM)
