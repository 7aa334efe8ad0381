"""The municipality: its face, hours, counters, teams, and the services it offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from django.db import transaction

from naast.catalogue import api as catalogue
from naast.catalogue.types import Package
from naast.kernel.actor import SYSTEM
from naast.organisations import api as organisations
from naast.organisations.types import Counter, Hours, Phone, Reach

MORNING, NOON, EVENING, LATE = time(8), time(12), time(17), time(20)
TUESDAY, THURSDAY = 2, 4
WEEK = tuple(Hours(day, MORNING, LATE if day == THURSDAY else EVENING) for day in range(1, 6))
FIRST_CONTACT = "Klantcontact"
TEAMS = (FIRST_CONTACT, "De bus", "Teksten")
REACH = Reach(
    hours=WEEK,
    counters=(
        Counter(name="Balie Lommerhaven", kind="desk", address="Havenkade 2, Lommerhaven", hours=WEEK),
        Counter(
            name="De bus",
            kind="bus",
            hours=(
                Hours(TUESDAY, MORNING, NOON, "Elzerbroek"),
                Hours(TUESDAY, time(13), EVENING, "Vliermeer"),
                Hours(THURSDAY, MORNING, NOON, "Kleiwinde"),
                Hours(THURSDAY, time(13), EVENING, "Elzerbroek"),
            ),
        ),
    ),
)


NEIGHBOUR_TEAMS = (FIRST_CONTACT, "Balie")
NEIGHBOUR_SERVICES = ("brp-uittreksel", "melding-openbare-ruimte", "parkeervergunning", "paspoort", "verhuismelding")
NEIGHBOUR_REACH = Reach(
    hours=WEEK, counters=(Counter(name="Balie Rietmeer", kind="desk", address="Rietlaan 1, Rietmeer", hours=WEEK),)
)


@dataclass(frozen=True, slots=True)
class Town:
    """The municipality and its teams by name."""

    id: UUID
    slug: str
    teams: Mapping[str, UUID]


@transaction.atomic
def found(slug: str) -> Town:
    """Lommerwaard, with its teams and every service on the shelf."""
    town = organisations.create_organisation(
        SYSTEM,
        slug=slug,
        name="Gemeente Lommerwaard",
        kind="municipality",
        theme="lommerwaard",
        tone="je",
        phone=Phone(number="140399", display="14 0399"),
        reach=REACH,
        invented=True,
    )
    return _opened(town, slug, TEAMS, catalogue.packages())


@transaction.atomic
def found_neighbour(slug: str) -> Town:
    """Rietmeer next door, with which Lommerwaard shares its contact centre. It has just begun, with a few services."""
    town = organisations.create_organisation(
        SYSTEM,
        slug=slug,
        name="Gemeente Rietmeer",
        kind="municipality",
        theme="lommerwaard",
        tone="je",
        phone=Phone(number="140398", display="14 0398"),
        reach=NEIGHBOUR_REACH,
        host=f"{slug}.example",
        invented=True,
    )
    return _opened(town, slug, NEIGHBOUR_TEAMS, map(catalogue.package, NEIGHBOUR_SERVICES))


def _opened(town: UUID, slug: str, names: Iterable[str], packages: Iterable[Package]) -> Town:
    teams = {
        name: organisations.create_team(SYSTEM, organisation=town, name=name, first_contact=name == FIRST_CONTACT)
        for name in names
    }
    catalogue.publish_all(SYSTEM, organisation=town, packages=packages)
    return Town(town, slug, teams)
