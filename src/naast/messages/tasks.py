"""Periodic work about messages: whatever is held, stuck or due goes on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from time import monotonic
from typing import TypeVar
from uuid import UUID

from naast.messages.actions.delivery import attempt, settle_stuck
from naast.messages.actions.sending import release
from naast.messages.queries import due_deliveries, held_messages, stuck_deliveries

BATCH = 200
PATIENCE = 10.0  # seconds; a slow mail server may not keep the other sweeps waiting
T = TypeVar("T")
log = logging.getLogger(__name__)


def sweep_messages() -> int:
    """Release what no hold keeps back, settle attempts that never ended, and try what is due; how many were handled."""
    return _each(held_messages, release) + _each_of(stuck_deliveries(BATCH), settle_stuck) + _try_what_is_due()


def _each(batch_after: Callable[[UUID | None, int], list[UUID]], act: Callable[[UUID], object]) -> int:
    handled, last = 0, None
    while batch := batch_after(last, BATCH):
        handled += _each_of(batch, act)
        last = batch[-1]
    return handled


def _each_of(messages: Iterable[UUID], act: Callable[[UUID], object]) -> int:
    return sum(_guarded(message, act) not in (False, None) for message in messages)


def _try_what_is_due() -> int:
    """Until all are tried, time is up, or the mail server cannot be reached: then the others need not find that out too."""
    handled, end = 0, monotonic() + PATIENCE
    for message in due_deliveries(BATCH):
        outcome = _guarded(message, attempt)
        handled += outcome is not None
        if monotonic() > end or (outcome and not outcome.reached):
            break
    return handled


def _guarded(message: UUID, act: Callable[[UUID], T]) -> T | None:
    """What came of it; None when it broke, so that one message keeps no other waiting."""
    try:
        return act(message)
    except Exception:
        log.exception("messages: message %s broke; the next sweep tries it again", message)
        return None
