"""What happens to work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from naast.kernel.events import Event
from naast.kernel.types import Ref


@dataclass(frozen=True, kw_only=True)
class _AboutItem(Event):
    item: UUID
    organisation: UUID
    kind: str
    about: Ref


@dataclass(frozen=True, kw_only=True)
class ItemAdded(_AboutItem):
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class ItemTaken(_AboutItem):
    by: UUID


@dataclass(frozen=True, kw_only=True)
class ItemGivenBack(_AboutItem):
    by: UUID


@dataclass(frozen=True, kw_only=True)
class ItemHandedOver(_AboutItem):
    by: UUID
    to: UUID | None  # a colleague; None: a team


@dataclass(frozen=True, kw_only=True)
class ItemLeftBehind(_AboutItem):
    """Who had it may no longer take work there, so it is for everybody again."""

    by: UUID


@dataclass(frozen=True, kw_only=True)
class ItemFinished(_AboutItem):
    by: UUID | None  # None: what it was about is over, so nobody has to do it any more


@dataclass(frozen=True, kw_only=True)
class ItemRescheduled(_AboutItem):
    due_at: datetime
