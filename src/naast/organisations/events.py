"""What organisations tell the house."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from naast.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class OrganisationChanged(Event):
    """Face, tone, phone, hours, counters or what is switched on changed."""

    organisation: UUID


@dataclass(frozen=True, kw_only=True)
class LanguageChosen(Event):
    """A signed-in person chose how we speak to them: `nl`, `nl-je` or `en`."""

    party: UUID
    organisation: UUID
    language: str
