"""Whoever performs an action. Resolved from the database for every request and every live event, never kept in a session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum, StrEnum
from uuid import UUID

from naast.kernel.registry import Declaration, registry


class ActorKind(StrEnum):
    ANONYMOUS = "anonymous"
    RESIDENT = "resident"
    AGENT = "agent"  # staff
    SYSTEM = "system"


class Assurance(IntEnum):
    """How sure we are who signed in (Dutch: betrouwbaarheidsniveau; eIDAS, Regulation (EU) 910/2014, article 8).

    DigiD's names stand beside them.
    """

    NONE = 0
    LOW = 10  # DigiD Basis
    SUBSTANTIAL = 20  # DigiD Midden or Substantieel
    HIGH = 30  # DigiD Hoog


class Role(StrEnum):
    """What a member of staff may do at one organisation; the table of permissions stands in identity."""

    AGENT = "agent"
    SPECIALIST = "specialist"
    EDITOR = "editor"
    MANAGER = "manager"
    FUNCTIONAL_ADMINISTRATOR = "functional-administrator"
    PRIVACY_OFFICER = "privacy-officer"


@dataclass(frozen=True, slots=True)
class Assignment:
    """A role of a member of staff at one organisation, in one team."""

    organisation: UUID
    role: Role
    team: UUID | None = None


@dataclass(frozen=True, slots=True)
class ActingFor:
    """A mandate that is valid at this instant: for whom, and for which services (empty: all)."""

    mandate: UUID
    party: UUID
    services: frozenset[str] = frozenset()
    until: date | None = None
    organisation: UUID | None = None  # only at this organisation; none: at each


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """`id` is the member of staff, `party` the person behind a resident. Who helps another is a resident who acts for them."""

    kind: ActorKind
    id: UUID | None = None
    party: UUID | None = None
    organisation: UUID | None = None  # the organisation whose door this is
    assurance: Assurance = Assurance.NONE
    assignments: frozenset[Assignment] = frozenset()
    acting_for: tuple[ActingFor, ...] = ()
    permissions: frozenset[tuple[UUID, str]] = frozenset()  # (organisation, permission)

    @property
    def key(self) -> str:
        """Who this is in a word, as `agent:0192…` or `resident:0192…`; every anonymous visitor has the same."""
        return f"{self.kind}:{self.party if self.is_resident else self.id}" if self.id or self.party else str(self.kind)

    @property
    def is_staff(self) -> bool:
        return self.kind is ActorKind.AGENT

    @property
    def is_resident(self) -> bool:
        return self.kind is ActorKind.RESIDENT

    def may(self, permission: str, *, at: UUID) -> bool:
        """Whether this member of staff holds the permission at the organisation."""
        return (at, permission) in self.permissions

    def organisations_with(self, permission: str) -> frozenset[UUID]:
        return frozenset(organisation for organisation, held in self.permissions if held == permission)

    @property
    def teams(self) -> frozenset[UUID]:
        return frozenset(one.team for one in self.assignments if one.team)

    def parties(self, service: str | None = None) -> frozenset[UUID]:
        """The person self and everybody this actor may act for now, for one service or at all."""
        here = [one for one in self.acting_for if one.organisation in (None, self.organisation)]
        others = {one.party for one in here if not one.services or service in one.services}
        return frozenset(others | ({self.party} if self.party else set()))


ANONYMOUS = Actor(kind=ActorKind.ANONYMOUS)
SYSTEM = Actor(kind=ActorKind.SYSTEM)


@dataclass(frozen=True, kw_only=True)
class ActorPart(Declaration):
    """What a capability above identity knows of an actor at this instant, such as mandates."""

    enrich: Callable[[Actor], Actor]


def complete(actor: Actor) -> Actor:
    """The actor with all that the capabilities know of it."""
    for part in registry.declared(ActorPart):
        actor = part.enrich(actor)
    return actor


def at(actor: Actor, organisation: UUID | None) -> Actor:
    """The same actor at another organisation's door."""
    return replace(actor, organisation=organisation)
