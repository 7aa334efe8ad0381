"""The invented people of the demo, from `people.yaml`: the one list that every stand-in and the town itself read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from naast.kernel.actor import Assurance, Role

FILE = Path(__file__).with_name("people.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedAddress:
    street: str
    number: int
    letter: str = ""
    addition: str = ""
    postcode: str
    city: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedResident:
    """`key` names the person in the file, as do `partner`, `children` and `parents`. `digid`: the surest way they can sign in."""

    key: str
    given_names: str
    family_name: str
    prefix: str = ""
    gender: str
    birth_date: date
    bsn: str
    digid: Assurance
    address: InventedAddress | None = None
    partner: str = ""
    children: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    about: str

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.given_names, self.prefix, self.family_name) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedWorker:
    """`also`: other organisations where they answer the phone too; one contact centre has several."""

    key: str
    full_name: str
    email: str
    organisation: str
    team: str
    roles: tuple[Role, ...]
    also: tuple[str, ...] = ()
    about: str


@cache
def residents() -> Mapping[str, InventedResident]:
    """Everybody of the list who lives in the town, by key."""
    return MappingProxyType({**_people("residents"), **townspeople()})


@cache
def townspeople() -> Mapping[str, InventedResident]:
    """Those of them without a story of their own, by key."""
    return MappingProxyType(_people("townspeople"))


@cache
def staff() -> Mapping[str, InventedWorker]:
    """Everybody who works for it, or for its neighbour, by key."""
    return MappingProxyType({key: _worker(key, given) for key, given in _file()["staff"].items()})


def _people(group: str) -> dict[str, InventedResident]:
    return {key: _resident(key, given) for key, given in _file()[group].items()}


@cache
def _file() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found


def _resident(key: str, given: Mapping[str, Any]) -> InventedResident:
    values = dict(given)
    address = values.pop("address", None)
    return InventedResident(
        key=key,
        digid=Assurance[values.pop("digid").upper()],
        address=InventedAddress(**address) if address else None,
        children=tuple(values.pop("children", ())),
        parents=tuple(values.pop("parents", ())),
        **values,
    )


def _worker(key: str, given: Mapping[str, Any]) -> InventedWorker:
    values = dict(given)
    return InventedWorker(
        key=key,
        roles=tuple(Role(role) for role in values.pop("roles")),
        also=tuple(values.pop("also", ())),
        **values,
    )
