"""Work for a human, as other capabilities and screens see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

from naast.kernel.registry import Declaration
from naast.kernel.types import Ref

T = TypeVar("T")


class WorkStatus(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    DONE = "done"


class Whose(StrEnum):
    """Which part of the queue: what nobody took yet, what the asker took, what colleagues took."""

    NOBODYS = "nobodys"
    MINE = "mine"
    COLLEAGUES = "colleagues"


@dataclass(frozen=True, kw_only=True)
class WorkKind(Declaration):
    """A sort of work that a capability can ask a human to do; `url` leads from what it is about to where it is done.

    Without `url` it is done on a page of its own, which shows `facts`: what a worker needs to know, name before value.
    """

    label: str
    url: Callable[[Ref], str] | None = None
    facts: Callable[[Ref], Sequence[tuple[str, str]]] | None = None
    icon: str = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItemView:
    """One thing that waits for a human. `because` says in words why it is here; `returned` why a colleague gave it back."""

    id: UUID
    organisation: UUID
    team: UUID | None
    kind: str
    label: str
    icon: str
    url: str
    title: str
    about: Ref
    reference: str  # what people read out to find it; empty where there is none
    party: UUID | None
    because: str
    returned: str
    due_at: datetime
    due_soon: bool
    overdue: bool
    skills: tuple[str, ...]
    language: str
    status: WorkStatus
    taken_by: UUID | None
    taken_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A bounded part of a list. `after` asks for the part that follows; None when this is the last."""

    items: tuple[T, ...]
    after: str | None = None
