"""What the dossier tells the world."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from naast.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class EntryDisputed(Event):
    """A resident says that a line of the dossier is not true. `team` handles the matter of that line, or wrote it; None:
    nobody in particular."""

    entry: UUID
    note: UUID
    subject: UUID
    organisation: UUID
    team: UUID | None
