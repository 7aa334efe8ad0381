"""What identity tells the house."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from naast.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ResidentSignedIn(Event):
    """A resident signed in, or signed in again at a higher level. `assurance` as in kernel.actor.Assurance."""

    party: UUID
    organisation: UUID | None
    assurance: int


@dataclass(frozen=True, kw_only=True)
class ResidentSignedOut(Event):
    """A resident left, here or at the provider. A session that only ran out is not announced."""

    party: UUID
    organisation: UUID | None


@dataclass(frozen=True, kw_only=True)
class StaffSignedIn(Event):
    user: UUID


@dataclass(frozen=True, kw_only=True)
class RoleAssigned(Event):
    user: UUID
    organisation: UUID
    role: str


@dataclass(frozen=True, kw_only=True)
class RoleEnded(Event):
    user: UUID
    organisation: UUID
    role: str
