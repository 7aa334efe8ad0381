"""Call downwards, announce upwards: typed facts, and who acts on them.

`announce` stores the event in the transaction of the write. `Now` handlers run in that same transaction: if one fails, nothing
happened. `Later` handlers become a job stored in that same transaction: if it rolls back, there is no job; once it commits, the
job is done exactly once, because `deliver` notes the effect in the transaction of the handler.
Events carry ids, kinds and dates; never a name, a BSN or a typed text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from pydantic import TypeAdapter

from naast.kernel import jobs
from naast.kernel.clock import now
from naast.kernel.ids import uuid7
from naast.kernel.models import Effect, StoredEvent
from naast.kernel.registry import Declaration, Registry, registry


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact that happened; subclasses are named in the past tense and add ids, kinds and dates."""

    id: UUID = field(default_factory=uuid7)
    occurred_at: datetime = field(default_factory=now)

    @classmethod
    def name(cls) -> str:
        """`cases.CaseClosed`: the capability and the class; stable, since stored events carry it."""
        return f"{cls.__module__.split('.')[1]}.{cls.__name__}"


@dataclass(frozen=True, kw_only=True)
class Handler(Declaration):
    """`key` is stable, as `cases.tell_resident`: jobs in the queue carry it across releases."""

    event: type[Event]
    handle: Callable[[Any], None]

    def problems(self, registry: Registry) -> Iterable[str]:
        if not self.key.startswith(f"{registry.owner_of(self)}."):
            yield f"name it '{registry.owner_of(self)}.<verb>', so that a stuck job tells whose it is."


@dataclass(frozen=True, kw_only=True)
class Now(Handler):
    """Runs in the transaction of the announcement."""


@dataclass(frozen=True, kw_only=True)
class Later(Handler):
    """Runs as a job after the commit, once."""


class OutsideTransaction(RuntimeError):
    """An event was announced outside a transaction, so it could have been lost. Wrap the action in transaction.atomic()."""


class UnknownHandler(LookupError):
    """A job names a handler that no capability declares; it stays in the dead letters until one does."""


def announce(event: Event) -> None:
    """Store the event, run its `Now` handlers and store a job for each `Later` handler; all or nothing."""
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(event.name())
    owed = [handler.key for handler in _handlers(Later, event)]
    StoredEvent.objects.create(
        id=event.id, name=event.name(), occurred_at=event.occurred_at, payload=_encode(event), owed=owed
    )
    for handler in _handlers(Now, event):
        handler.handle(event)
    jobs.defer([(event.id, key) for key in owed])


def deliver(event_id: UUID, handler_key: str) -> bool:
    """Do one handler's work for one event, once. False when it was done before."""
    handler = registry.find(Later, handler_key)
    if handler is None:
        raise UnknownHandler(handler_key)
    with transaction.atomic():
        stored = StoredEvent.objects.get(pk=event_id)
        if not Effect.claim(stored, handler_key):
            return False
        handler.handle(_adapter(handler.event).validate_python(stored.payload))
    return True


def _handlers(kind: type[Now] | type[Later], event: Event) -> list[Handler]:
    return [one for one in registry.declared(kind) if one.event is type(event)]


_adapters: dict[type[Event], TypeAdapter[Any]] = {}


def _adapter(kind: type[Event]) -> TypeAdapter[Any]:
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def _encode(event: Event) -> dict[str, Any]:
    encoded: dict[str, Any] = _adapter(type(event)).dump_python(event, mode="json")
    return encoded
