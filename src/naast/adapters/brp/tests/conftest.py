"""The stand-in on a port of its own, in a thread, for a real client over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from naast.demo.stand_ins.brp.app import StandIn
from naast.demo.stand_ins.brp.register import register_of
from naast.demo.stand_ins.brp.residents import House, Resident
from naast.demo.stand_ins.brp.tests.serving import served

HOME = House(street="Lijsterhof", number=12, letter="b", postcode="8399 LW", city="Lommerhaven")
ELSEWHERE = House(street="Havenkade", number=2, postcode="8399 AA", city="Lommerhaven")
MIRTHE = Resident(
    bsn="999990019",
    given_names="Mirthe",
    family_name="Zandstra",
    birth_date=date(1997, 3, 14),
    house=HOME,
    partners=("999990020",),
    children=("999990032", "999990044"),
)
PEOPLE = (
    MIRTHE,
    Resident(
        bsn="999990020", given_names="Sam", prefix="de", family_name="Wit", birth_date=date(1996, 1, 2), house=HOME
    ),
    Resident(bsn="999990032", given_names="Pip", family_name="Zandstra", birth_date=date(2021, 8, 30), house=HOME),
    Resident(
        bsn="999990044", given_names="Noor", family_name="Zandstra", birth_date=date(2001, 8, 30), house=ELSEWHERE
    ),
    Resident(bsn="999990056", given_names="Joop", family_name="Postma", birth_date=date(1960, 8, 30), house=HOME),
    Resident(bsn="999990068", given_names="Dirk", family_name="Zonder"),
)


@pytest.fixture(scope="session")
def stand_in_and_address() -> Iterator[tuple[StandIn, str]]:
    stand_in = StandIn(register_of(PEOPLE), api_key="key", today=lambda: date(2026, 11, 26))
    with served(stand_in) as address:
        yield stand_in, address


@pytest.fixture
def stand_in(stand_in_and_address: tuple[StandIn, str]) -> Iterator[StandIn]:
    stand_in, _ = stand_in_and_address
    yield stand_in
    stand_in.mode = "ok"


@pytest.fixture
def address(stand_in_and_address: tuple[StandIn, str]) -> str:
    return stand_in_and_address[1]
