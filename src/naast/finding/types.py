"""What finding answers: values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    SERVICES = "services"  # one or more services fit
    CLARIFY = "clarify"  # too little to go on
    HUMAN = "human"  # a human first
    STATUS = "status"  # about a running case
    OUT_OF_SCOPE = "out_of_scope"  # nothing here fits


@dataclass(frozen=True, slots=True)
class Upl:
    name: str
    uri: str


@dataclass(frozen=True, slots=True)
class Result:
    """A service that fits. `score` between 0 and 1; `because` are the resident's own words that led here."""

    slug: str
    title: str
    upl: tuple[Upl, ...]
    score: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Helpline:
    """A number to call now. `say` by language or tone."""

    name: str
    phone: str
    say: Mapping[str, str]

    @property
    def link(self) -> str:
        return f"tel:{self.phone.replace('-', '')}"


@dataclass(frozen=True, slots=True)
class Answer:
    """`human`: a human stands first; a way to one is on every page anyway. `heard`: words that were understood."""

    kind: Kind
    results: tuple[Result, ...]
    human: bool
    language: str
    heard: tuple[str, ...] = ()
    helplines: tuple[Helpline, ...] = ()
