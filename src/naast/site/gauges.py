"""How the installation stands at this moment, for Prometheus: asked of the database at each scrape.

In SQL, and without the rest of Naast: what must tell that things go wrong should stand when they do, and be small.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db import Error, connection
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

BACKUP = "last-backup"  # in NAAST_STATE; whoever makes a backup touches it
NUMBERS = {
    "naast_jobs_waiting": (
        "Jobs that are due and that no worker has taken yet.",
        "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND coalesce(scheduled_at, '-infinity') <= now()",
    ),
    "naast_jobs_running": (
        "Jobs that a worker has taken.",
        "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'",
    ),
    "naast_jobs_failed": (
        "Jobs that failed for good and wait for `naast retry`.",
        "SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'",
    ),
    "naast_job_waits_seconds": (
        "How long the oldest job waits that is due.",
        """
        SELECT extract(epoch FROM now() - greatest(scheduled_at,
            (SELECT max(at) FROM procrastinate_events WHERE job_id = job.id)))
        FROM procrastinate_jobs job WHERE status = 'todo' AND coalesce(scheduled_at, '-infinity') <= now() ORDER BY id LIMIT 1
        """,
    ),
    "naast_mails_waiting": (
        "Mails in the outbox.",
        "SELECT count(*) FROM messages_delivery WHERE state IN ('queued', 'trying')",
    ),
    "naast_mail_waits_seconds": (
        "How long the oldest mail waits that is due, since it was written when the mail server would not take it.",
        """
        SELECT extract(epoch FROM now() - min(CASE WHEN tried_at IS NULL THEN due_at ELSE sent_at END))
        FROM messages_delivery JOIN messages_message ON id = message_id
        WHERE state = 'queued' AND (due_at <= now() OR tried_at IS NOT NULL)
        """,
    ),
    "naast_mails_failed_today": (
        "Mails that were refused for good, or that nobody knows of, in the last 24 hours.",
        "SELECT count(*) FROM messages_delivery WHERE state IN ('failed', 'unknown') AND tried_at > now() - interval '1 day'",
    ),
    "naast_database_clock_seconds": (
        "What the database says the time is, in seconds since 1970.",
        "SELECT extract(epoch FROM clock_timestamp())",
    ),
}
SWEEPS = "SELECT key, extract(epoch FROM ran_at), extract(epoch FROM failed_at) FROM kernel_sweeprun"


class Gauges(Collector):
    """The figures of the database, its being there, and the age of the last backup when somebody keeps it."""

    def __init__(self, state: Path) -> None:
        self.backup = state / BACKUP

    def collect(self) -> Iterable[Metric]:
        try:
            figures = list(_of_the_database())
        except Error:
            figures = []
        finally:
            connection.close()  # each scrape has a thread of its own
        yield GaugeMetricFamily("naast_database_up", "1 when the database answered all of this.", value=bool(figures))
        yield from figures
        if self.backup.exists():
            moment = self.backup.stat().st_mtime
            yield GaugeMetricFamily("naast_backup_timestamp_seconds", "When the last backup was made.", value=moment)


def _of_the_database() -> Iterator[Metric]:
    with connection.cursor() as cursor:
        for name, (about, query) in NUMBERS.items():
            cursor.execute(query)
            (number,) = cursor.fetchone() or (0,)
            yield GaugeMetricFamily(name, about, value=float(number or 0))
        cursor.execute(SWEEPS)
        yield from _sweeps(cursor.fetchall())


def _sweeps(runs: list[tuple[Any, ...]]) -> Iterator[Metric]:
    ran = GaugeMetricFamily("naast_sweep_timestamp_seconds", "When this sweep last began.", labels=["sweep"])
    failed = GaugeMetricFamily("naast_sweep_failed_timestamp_seconds", "When it last failed.", labels=["sweep"])
    for key, ran_at, failed_at in runs:
        ran.add_metric([key], float(ran_at))
        if failed_at:
            failed.add_metric([key], float(failed_at))
    yield ran
    yield failed
