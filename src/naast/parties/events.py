"""What parties tells the house."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from naast.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(Event):
    party: UUID


@dataclass(frozen=True, kw_only=True)
class AddressCheckAsked(Event):
    """A code waits to be sent to an address; `parties.api.address_check(check)` gives it to whoever sends messages."""

    check: UUID
    party: UUID
    organisation: UUID | None


@dataclass(frozen=True, kw_only=True)
class AddressVerified(Event):
    party: UUID
    address: UUID


@dataclass(frozen=True, kw_only=True)
class PreferenceSet(Event):
    party: UUID


@dataclass(frozen=True, kw_only=True)
class MandateGiven(Event):
    mandate: UUID
    by: UUID
    to: UUID


@dataclass(frozen=True, kw_only=True)
class MandateWithdrawn(Event):
    mandate: UUID
    by: UUID
    to: UUID


@dataclass(frozen=True, kw_only=True)
class ConsentGiven(Event):
    consent: UUID
    party: UUID
    organisation: UUID


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn(Event):
    consent: UUID
    party: UUID
    organisation: UUID
