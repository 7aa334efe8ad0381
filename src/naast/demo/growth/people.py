"""Invented people by number: the same seed gives the same people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from uuid import UUID

import yaml
from stdnum.nl import bsn as bsn_number

from naast.demo.people import InventedResident, residents
from naast.parties.types import searchable

NAMES: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("names.yaml").read_text(encoding="utf-8"))
TEST_RANGE = range(
    999900000, 1000000000
)  # official for tests and given to nobody; 9,090 of them pass the test of eleven


@dataclass(frozen=True, slots=True)
class Somebody:
    """What a copy says of whose it is. `bsn` is empty for who came after the last number of the test range."""

    key: UUID
    given_names: str
    family_name: str
    birth_date: date
    bsn: str
    mail: str
    street: str
    house: str

    @property
    def search_name(self) -> str:
        return searchable(self.family_name, self.given_names)


def somebody(number: int, random: Random) -> Somebody:
    """The invented person of this number."""
    given, family = random.choice(NAMES["given"]), random.choice(NAMES["family"])
    free = free_numbers()
    return Somebody(
        key=_key(number, random),
        given_names=given,
        family_name=family,
        birth_date=date(1935, 1, 1) + timedelta(random.randrange(26_000)),
        bsn=free[number] if number < len(free) else "",
        mail=f"{searchable(given).replace(' ', '')}.{number}@lommerwaard.example",
        **_home(random),
    )


def listed(one: InventedResident, key: UUID, random: Random) -> Somebody:
    """Somebody of the list, with the key under which they live here."""
    return Somebody(
        key,
        one.given_names,
        one.family_name,
        one.birth_date,
        one.bsn,
        f"{one.key}@lommerwaard.example",
        **_home(random),
    )


def _home(random: Random) -> dict[str, str]:
    return {"street": random.choice(NAMES["streets"]), "house": str(random.randint(1, 180))}


def _key(number: int, random: Random) -> UUID:
    """The same for the same seed, whatever day it is: so that growing can go on where it stopped."""
    value = number << 80 | random.getrandbits(76)
    return UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)


@cache
def free_numbers() -> tuple[str, ...]:
    """Citizen service numbers for tests that nobody of the list has."""
    taken = {one.bsn for one in residents().values()}
    return tuple(text for one in TEST_RANGE if bsn_number.is_valid(text := str(one)) and text not in taken)
