"""Periodic work about messages: whatever is held, stuck or due goes on."""

from __future__ import annotations

from time import monotonic
from uuid import UUID

from naast.kernel.sweeps import each, tried
from naast.messages.actions.delivery import attempt, settle_stuck
from naast.messages.actions.sending import release
from naast.messages.queries import due_deliveries, held_messages, stuck_deliveries

BATCH = 200
PATIENCE = 10.0  # seconds; a slow mail server may not keep the other sweeps waiting


def sweep_messages() -> int:
    """Release what no hold keeps back, settle attempts that never ended, and try what is due; how many were handled."""
    return _release_held() + each(stuck_deliveries(BATCH), settle_stuck) + _try_what_is_due()


def _release_held() -> int:
    released = 0
    last: UUID | None = None
    while batch := held_messages(last, BATCH):
        released += each(batch, release)
        last = batch[-1]
    return released


def _try_what_is_due() -> int:
    """Until all are tried, time is up, or the mail server cannot be reached: then the others need not find that out too."""
    handled, end = 0, monotonic() + PATIENCE
    for message in due_deliveries(BATCH):
        outcome = tried(attempt, message)
        handled += outcome is not None
        if monotonic() > end or (outcome and not outcome.reached):
            break
    return handled
