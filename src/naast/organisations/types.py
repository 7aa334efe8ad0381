"""The public bodies as values: what others need to know to show their face and to reach them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from naast.design.types import Link

Tone = Literal["u", "je"]
OrganisationKind = Literal["municipality", "province", "water-authority", "national-body", "partnership"]
CounterKind = Literal["desk", "bus"]


@dataclass(frozen=True, slots=True)
class Phone:
    """`number` as it is dialled (`140399`), `display` as people read it (`14 0399`)."""

    number: str
    display: str

    @classmethod
    def written(cls, text: str) -> Phone | None:
        """A number as people write it; None when it is none."""
        display = " ".join(text.split())
        number = re.sub(r"[\s()./-]", "", display)
        return cls(number, display) if re.fullmatch(r"\+?[0-9]{3,15}", number) else None


@dataclass(frozen=True, slots=True)
class Hours:
    """Open on this day of the week (1 is Monday) between two times on the wall; `place` is where a bus stands then."""

    weekday: int
    opens: time
    closes: time
    place: str = ""


@dataclass(frozen=True, slots=True)
class OtherHours:
    """One day that differs from the week: other times, or closed when there are none. `because` is told to people."""

    day: date
    because: str
    opens: time | None = None
    closes: time | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Counter:
    """A place where a human sits: a desk in a building, or a bus that stands somewhere by turns."""

    name: str
    kind: CounterKind
    address: str = ""
    hours: tuple[Hours, ...] = ()
    other_hours: tuple[OtherHours, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A public body. `code` is its official code (TOOI or CBS), `theme` the face in design, `host` its own address if any.

    `colours` are those it chose itself instead of its theme's, as one word of `naast.design.faces`.
    """

    id: UUID
    slug: str
    name: str
    kind: OrganisationKind
    code: str
    theme: str
    tone: Tone
    phone: Phone
    hours: tuple[Hours, ...] = ()
    other_hours: tuple[OtherHours, ...] = ()
    counters: tuple[Counter, ...] = ()
    colours: str = ""
    host: str | None = None
    invented: bool = False
    switched_off: frozenset[str] = frozenset()
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """People of one organisation who share work. `phone` is their direct line, if they have one; `first_contact` says that
    whoever asks for a human, and nobody else in particular, comes to them."""

    id: UUID
    organisation: UUID
    name: str
    phone: str = ""
    first_contact: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether somebody is there. `until` when it closes; `next_open` when it opens, if it is closed now; `place` of either."""

    open_now: bool
    until: datetime | None = None
    next_open: datetime | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """When and where people find a human: the part of an organisation that changes with the seasons."""

    hours: tuple[Hours, ...] = ()
    other_hours: tuple[OtherHours, ...] = ()
    counters: tuple[Counter, ...] = ()


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where a member of staff works at this moment, and the way to the other organisations where they may do the same."""

    organisation: Organisation
    others: tuple[Link, ...] = ()


# The settings that the audit tells apart, as `organisations.<key>`.
SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "name": "Naam",
        "theme": "Uiterlijk",
        "colours": "Kleuren",
        "tone": "Aanspreken",
        "phone": "Telefoonnummer",
        "hours": "Openingstijden telefoon",
        "counters": "Balies en bus",
        "other_hours": "Bijzondere dagen",
        "switched_off": "Uitgezette onderdelen",
    }
)


# What each ramp of a face is for, in the order in which an administrator chooses.
COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "own": "Wij",
        "human": "Een mens",
        "now": "Nu",
        "neutral": "Grijs",
        "info": "Uitleg",
        "positive": "Gelukt",
        "warning": "Let op",
        "negative": "Fout",
    }
)


@dataclass(frozen=True, slots=True)
class ChangeInWords:
    """One change of settings: for each setting (a key of SETTINGS) what it was and became, in Dutch. `by` is staff."""

    id: UUID
    organisation: UUID
    at: datetime
    actor_kind: str
    by: UUID | None
    settings: tuple[tuple[str, str, str], ...]

    @property
    def lines(self) -> tuple[tuple[str, str, str], ...]:
        """The same with the name of each setting."""
        return tuple((SETTINGS[key], before, after) for key, before, after in self.settings)
