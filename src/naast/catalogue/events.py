"""What the catalogue tells the house."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from naast.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ServicesPublished(Event):
    """An organisation offers these versions from now on."""

    organisation: UUID
    versions: tuple[UUID, ...]
