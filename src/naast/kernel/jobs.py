"""The only way to a job: one task that delivers one event to one handler (procrastinate, in the caller's transaction)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

ATTEMPTS = 10


@app.task(
    name="naast.deliver",
    queue="events",
    retry=RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=3),
)
def deliver_job(*, event_id: str, handler: str) -> None:
    from naast.kernel.events import deliver  # noqa: PLC0415  events stores jobs, so it stands above this module

    deliver(UUID(event_id), handler)


def defer(deliveries: Sequence[tuple[UUID, str]]) -> None:
    """Store a job for each (event, handler) in the running transaction."""
    arguments: list[dict[str, JSONValue]] = [
        {"event_id": str(event), "handler": handler} for event, handler in deliveries
    ]
    if arguments:
        deliver_job.batch_defer(*arguments)
