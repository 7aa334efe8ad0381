"""What happened to a draft. Ids and kinds only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from naast.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class DraftEvent(Event):
    draft: UUID
    organisation: UUID
    service: str


@dataclass(frozen=True, kw_only=True)
class DraftStarted(DraftEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DraftSent(DraftEvent):
    """`made` is the Ref of what sending made, as text; empty when it made nothing."""

    ending: str
    made: str


@dataclass(frozen=True, kw_only=True)
class DraftAbandoned(DraftEvent):
    """Thrown away by the resident, or gone after its term. `question` is where it stood."""

    question: str
    by_term: bool
