"""`naast doctor`: says what is wrong and how to mend it. Ends with 0 when nothing is."""

import datetime as dt
import os
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

import django
from django.conf import settings
from django.db import OperationalError, connections
from django.db.migrations.executor import MigrationExecutor

from naast.site.databases import whereabouts
from naast.site.options import BadSettings, Options
from naast.site.outside import faults_of_connecting, faults_outside, unknown_settings
from naast.site.postgres.binaries import NoPostgres
from naast.site.postgres.cluster import ServerFailed
from naast.site.postgres.running import database
from naast.site.postgres.trust import Fault, faults_of_database, faults_of_keys
from naast.site.tables import faults_of_tables

OLDEST_JOB = 60  # seconds that a job may wait or run
STUCK = """
    SELECT status::text, count(*) FROM procrastinate_jobs AS job
    WHERE status IN ('todo', 'doing')
      AND coalesce(scheduled_at, '-infinity') < now() - make_interval(secs => %s)
      AND (SELECT max(at) FROM procrastinate_events WHERE job_id = job.id) < now() - make_interval(secs => %s)
    GROUP BY status
"""
ABOUT_JOBS = {
    "todo": ("jobs wait too long.", "See that `naast worker` runs, or start one more."),
    "doing": ("jobs do not end.", "See that `naast sweep` runs: it recovers them."),
}
LIVES = {
    "worker": "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '60 s'",
    "sweep": "SELECT count(*) FROM kernel_sweeprun WHERE ran_at > now() - interval '120 s'",  # one may take a minute
}
UNCHECKED = """
    SELECT count(*) FROM files_file WHERE status = 'waiting' AND stored_at < now() - interval '120 s'
"""
CLOCK_DRIFT = 2.0  # seconds between this machine and the database


def run(arguments: list[str]) -> int:
    try:
        options = Options.read(os.environ)
        print(whereabouts(settings.DATABASES["default"]))
        faults = list(_examine(options))
    except BadSettings as refused:
        faults = [Fault(problem, "") for problem in refused.problems]
    for fault in faults:
        print(f"- {fault.what}\n  {fault.mend}".rstrip())
    print("Nothing is wrong." if not faults else f"{len(faults)} to mend.")
    return 1 if faults else 0


def _examine(options: Options) -> Iterator[Fault]:
    django.setup()
    yield from _channels(options)
    yield from _assets()
    if options.is_production:
        yield from unknown_settings(os.environ)
        yield from faults_outside(options)
    unreached = faults_of_connecting(options)
    yield from unreached.values()
    if unreached.keys() & {"NAAST_DATABASE_URL", "NAAST_OWNER_DATABASE_URL"}:
        return  # what follows asks these two
    try:
        with database(options):
            yield from faults_of_database(connections["default"])
            yield from _clock()
            if waiting := list(_migrations()) or list(faults_of_tables(connections["default"], options)):
                yield from waiting
                return  # what follows reads tables that may not be there
            if options.clamd_address:
                yield from unchecked_uploads()
            if options.is_production:
                yield from programs_that_stand_still()
            for examine in (faults_of_keys, _queue, _dead_letters):
                yield from examine()
    except (OperationalError, ServerFailed, NoPostgres) as error:
        yield Fault(f"The database does not answer: {str(error).strip()}", "Start it, or correct NAAST_DATABASE_URL.")


def _channels(options: Options) -> Iterator[Fault]:
    if not options.is_production:
        return
    if not options.mail_host:
        yield Fault("No mail goes out: NAAST_MAIL_HOST is empty.", "Give it the name of your SMTP server.")
    if not options.clamd_address:
        yield Fault(
            "No upload is checked for viruses: NAAST_CLAMD_ADDRESS is empty.",
            "Run clamd and give its host:port; until then a worker releases each upload.",
        )


def _assets() -> Iterator[Fault]:
    if not any(settings.STATIC_ROOT.glob("design/vendor/*.css")):
        yield Fault(
            "The styles are not there, so pages look bare.", "Run `make setup`, then `naast collectstatic --noinput`."
        )


def _migrations() -> Iterator[Fault]:
    if "owner" not in settings.DATABASES:
        return
    executor = MigrationExecutor(connections["owner"])
    if waiting := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Fault(f"{len(waiting)} changes to the database still have to be made.", "Run `naast migrate`.")


def _clock() -> Iterator[Fault]:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        drift = abs((cursor.fetchone()[0] - dt.datetime.now(dt.UTC)).total_seconds())
    if drift > CLOCK_DRIFT:
        yield Fault(
            f"The clocks of this machine and the database differ by {drift:.0f} s, so terms and sessions go wrong.",
            "Let both follow a time server (NTP).",
        )


def _queue() -> Iterator[Fault]:
    with connections["default"].cursor() as cursor:
        cursor.execute(STUCK, [OLDEST_JOB, OLDEST_JOB])
        stuck = dict(cursor.fetchall())
    for status, (what, mend) in ABOUT_JOBS.items():
        if status in stuck:
            yield Fault(f"{stuck[status]} {what}", mend)


def programs_that_stand_still() -> Iterator[Fault]:
    """The worker says every 10 seconds that it lives; each sweep writes down when it began, the first of them every 30."""
    for program, query in LIVES.items():
        with connections["default"].cursor() as cursor:
            cursor.execute(query)
            if not cursor.fetchone()[0]:
                yield Fault(
                    f"No `naast {program}` runs, or it is stuck.",
                    f"Start it anew: `systemctl restart naast-{program}`.",
                )


def unchecked_uploads() -> Iterator[Fault]:
    """The scanner is asked at once, and by a sweep each minute after that."""
    with connections["default"].cursor() as cursor:
        cursor.execute(UNCHECKED)
        (count,) = cursor.fetchone()
    if count:
        yield Fault(
            f"{count} uploads wait for the virus scanner.",
            "See that clamd and `naast sweep` run; docs/operator/trouble.md says what else it can be.",
        )


def _dead_letters() -> Iterator[Fault]:
    from naast.kernel.jobs import dead_letters  # noqa: PLC0415  rows need Django, which is not set up when this is read

    for handler, jobs in groupby(sorted(dead_letters(), key=attrgetter("handler", "job")), key=attrgetter("handler")):
        numbers = ", ".join(str(one.job) for one in jobs)
        yield Fault(
            f"What '{handler}' had to do failed for good: job {numbers}.",
            "Read the log for the reason, mend it, then `naast retry`.",
        )
