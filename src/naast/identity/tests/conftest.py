"""A town, its doors, and a provider that runs beside the test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from pytest_django import Settings

from naast.identity import oidc
from naast.identity.api import assign, create_staff
from naast.identity.ports import PersonDirectory
from naast.identity.tests.provider import CLIENT, SECRET, Provider, running
from naast.kernel.actor import SYSTEM, Role
from naast.kernel.registry import registry
from naast.organisations.api import create_organisation, create_team
from naast.organisations.types import Phone

PEOPLE = UUID("7d0f4f8c-3b1c-4c0e-8c59-0c7d1a0c1c11")


def party_of(bsn: str) -> UUID:
    return uuid5(PEOPLE, bsn)


@pytest.fixture(autouse=True)
def _site(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The people of this test are known by number only; the capability that keeps people lies above this one."""
    settings.ROOT_URLCONF = "naast.identity.tests.urls"
    settings.NAAST_ANCHORS = tmp_path
    people = PersonDirectory(
        key="test.people", person_for=lambda *, bsn, claims: party_of(bsn), speech_of=lambda _party: ""
    )
    monkeypatch.setitem(registry._by_kind, PersonDirectory, {people.key: people})
    oidc._metadata.clear()
    oidc._keys.clear()


@pytest.fixture
def town(db: None) -> UUID:
    phone = Phone(number="140399", display="14 0399")
    return create_organisation(
        SYSTEM,
        slug="lommerwaard",
        name="Gemeente Lommerwaard",
        kind="municipality",
        theme="lommerwaard",
        tone="u",
        phone=phone,
    )


@pytest.fixture
def other_town(town: UUID) -> UUID:
    phone = Phone(number="140398", display="14 0398")
    return create_organisation(
        SYSTEM,
        slug="polderdam",
        name="Gemeente Polderdam",
        kind="municipality",
        theme="lommerwaard",
        tone="u",
        phone=phone,
        host="polderdam.localhost",
    )


@pytest.fixture
def team(town: UUID) -> UUID:
    return create_team(SYSTEM, organisation=town, name="Klantcontact")


@pytest.fixture
def karim(town: UUID, team: UUID) -> UUID:
    """A contact worker with a role in the town."""
    user = create_staff(SYSTEM, email="karim@lommerwaard.example", full_name="Karim Haddouti")
    assign(SYSTEM, user=user, organisation=town, role=Role.AGENT, team=team)
    return user


@pytest.fixture
def provider(town: UUID, settings: Settings) -> Iterator[Provider]:
    """The provider of residents and of staff; each test may twist it before anybody signs in."""
    with running(Provider()) as made:
        settings.NAAST = replace(
            settings.NAAST,
            resident_issuer=made.issuer,
            resident_client=CLIENT,
            resident_secret=SECRET,
            staff_issuer=made.issuer,
            staff_client=CLIENT,
            staff_secret=SECRET,
        )
        yield made
