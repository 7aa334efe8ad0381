"""The only way to a job: one task that delivers one event to one handler (procrastinate, in the caller's transaction)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max, Q
from django.db.models.functions import Now as DatabaseNow
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job
from procrastinate.types import JSONValue

from naast.kernel.clock import now
from naast.kernel.errors import NotFound

logger = logging.getLogger(__name__)

TASK = "naast.deliver"
AGAIN = 10  # times after the first
WAIT = 3  # seconds, then 9, 27 and so on: the last time is a day after the first
SILENT = timedelta(seconds=30)  # a worker beats every ten
LATE = timedelta(minutes=5)
LOOKED_BACK = timedelta(days=7)  # what is owed for longer has been in the dead letters


class _Again(BaseRetryStrategy):
    """By the clock that all our processes go by: procrastinate's own strategy takes that of the machine."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if job.attempts >= AGAIN:
            return None
        return RetryDecision(retry_at=now() + timedelta(seconds=WAIT ** (job.attempts + 1)))


@app.task(name=TASK, queue="events", retry=_Again())
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


def recover_stalled() -> int:
    """Give each job of a worker that died back to the queue. A sweep. Each by itself: one that cannot must not keep the rest."""
    silent = Q(worker=None) | Q(worker__last_heartbeat__lt=DatabaseNow() - SILENT)
    stalled = ProcrastinateJob.objects.filter(silent, status="doing").values_list("id", flat=True)
    return sum(_recover(job) for job in list(stalled))


def _recover(job: int) -> bool:
    try:
        with transaction.atomic():
            app.job_manager.retry_job_by_id(job, retry_at=now())
    except UniqueViolation:  # another job with the same queueing lock waits to do this work
        _abort(job)
    except ConnectorException:
        logger.warning("Job %s could not be recovered; the next sweep tries again.", job, exc_info=True)
        return False
    return True


def _abort(job: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT procrastinate_finish_job_v1(%s, 'aborted', false)", [job])


def redeliver_owed() -> int:
    """Store a job again for each effect that an event owes for more than five minutes and that no job will bring. A sweep."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT event.id, handler FROM kernel_storedevent event, unnest(event.owed) handler
            WHERE event.occurred_at BETWEEN %(since)s AND %(until)s
              AND NOT EXISTS (SELECT FROM kernel_effect done WHERE done.event_id = event.id AND done.handler = handler)
              AND NOT EXISTS (
                SELECT FROM procrastinate_jobs job
                WHERE job.task_name = %(task)s AND job.status IN ('todo', 'doing', 'failed')
                  AND job.args ->> 'event_id' = event.id::text AND job.args ->> 'handler' = handler)
            LIMIT 500
            """,
            {"since": now() - LOOKED_BACK, "until": now() - LATE, "task": TASK},
        )
        owed = cursor.fetchall()
        defer(owed)
    return len(owed)


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A delivery that failed for good, until a human mends the cause and tries again."""

    job: int
    event: UUID
    handler: str
    attempts: int
    failed_at: datetime


def dead_letters(limit: int = 100) -> tuple[DeadLetter, ...]:
    """The newest first."""
    failed = ProcrastinateJob.objects.filter(status="failed", task_name=TASK).annotate(at=Max("procrastinateevent__at"))
    return tuple(
        DeadLetter(row.id, UUID(row.args["event_id"]), row.args["handler"], row.attempts, row.at)
        for row in failed.order_by("-id")[:limit]
    )


def retry_dead(job: int) -> None:
    """Try a dead letter once more. Raises NotFound when there is no such one."""
    if not ProcrastinateJob.objects.filter(pk=job, status="failed", task_name=TASK).exists():
        raise NotFound
    app.job_manager.retry_job_by_id(job, retry_at=now())
