"""Work for a human, as other capabilities and screens see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
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
    """Which part of the queue: what nobody took yet, what the asker took, all of the asker's teams, what colleagues took."""

    NOBODYS = "nobodys"
    MINE = "mine"
    TEAMS = "teams"  # with what is for everybody
    COLLEAGUES = "colleagues"


UNDO_WITHIN = timedelta(minutes=15)  # who takes something by mistake sees it soon; later a colleague has to read why


class Standing(StrEnum):
    """How far a piece of work is, to choose from a list."""

    OPEN = "open"  # nobody took it
    BUSY = "busy"  # somebody took it, and we are at turn
    WAITING = "waiting"  # for an answer from outside
    RETURNED = "returned"  # nobody has it any more; a colleague wrote why


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to leave out of a part of the queue; what is empty leaves out nothing. `words`: in name, title, number or reason."""

    kind: str = ""
    service: str = ""
    standing: Standing | None = None
    due_before: datetime | None = None
    words: str = ""


EVERYTHING = Filters()


@dataclass(frozen=True, kw_only=True)
class WorkKind(Declaration):
    """A sort of work that a capability can ask a human to do; `url` leads from what it is about to where it is done.

    Without `url` it is done on a page of its own, which shows `facts`: what a worker needs to know, name before value.
    `calls`: it is done by phoning, so who is not reached is tried again later.
    """

    label: str
    url: Callable[[Ref], str] | None = None
    facts: Callable[[Ref], Sequence[tuple[str, str]]] | None = None
    icon: str = "task"
    calls: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItemView:
    """One thing that waits for a human. `because` says in words why it is here; `returned` what a colleague wrote who gave it
    back or handed it over. `handed_by` did that, until somebody took it or the receiver said to have seen it.

    `waiting`: there is nothing to do before an answer from outside, or before the due time.
    """

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
    service: str  # the slug of what it is part of; empty where it is no service
    party: UUID | None
    because: str
    returned: str
    due_at: datetime
    due_soon: bool  # the moment to warn has come
    waiting: bool
    skills: tuple[str, ...]
    language: str
    status: WorkStatus
    taken_by: UUID | None
    taken_at: datetime | None
    handed_by: UUID | None
    handed_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A bounded part of a list. `after` asks for the part that follows; None when this is the last.

    `partly`: there was more than one search reads, so what was looked for may stand further on.
    """

    items: tuple[T, ...]
    after: str | None = None
    partly: bool = False
