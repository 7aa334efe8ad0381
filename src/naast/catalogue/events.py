"""What the catalogue tells the house."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from naast.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ServicePublished(Event):
    """An organisation offers this version of a service from now on."""

    organisation: UUID
    version: UUID
    slug: str
