"""What organisations tell the house."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from naast.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class OrganisationChanged(Event):
    """Face, tone, phone, hours, counters, teams or what is switched on changed. `change` where it can be put back."""

    organisation: UUID
    change: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class LanguageChosen(Event):
    """A signed-in person chose how we speak to them: `nl`, `nl-je` or `en`."""

    party: UUID
    organisation: UUID
    language: str
