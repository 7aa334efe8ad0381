"""An operator's Prometheus asks how things stand: on a port of its own, in labels that hold nothing of a person."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import IO

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLResolver
from prometheus_client import REGISTRY, CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families as families

from naast.kernel.clock import now
from naast.kernel.ids import uuid7
from naast.kernel.jobs import defer
from naast.kernel.sweeps import sweep_once
from naast.kernel.types import Ref
from naast.messages.models import Delivery, Message
from naast.site.commands.web import COUNTS, forget_the_dead
from naast.site.gauges import BACKUP, Gauges
from naast.site.options import Options
from operations.conftest import database_url
from operations.test_refuse_dangerous_settings import GOOD as IN_PRODUCTION

NO_DATABASE = "postgresql://naast_app@localhost:1/naast"
OTHER_ADDRESS = "127.0.0.2"  # of this machine too, and reached by who listens on all of its addresses
TYPED = "Mirthe-999990007"
AGED = """
    UPDATE messages_delivery SET tried_at = now() - %s::interval, due_at = now() - interval '1 hour' WHERE message_id = %s
"""
LABELS = {"naast_requests": {"route", "status"}, "naast_request_seconds": {"route", "le"}}


def names_of_pages(resolver: URLResolver, space: tuple[str, ...] = ()) -> Iterator[str]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from names_of_pages(one, (*space, one.namespace) if one.namespace else space)
        else:
            yield ":".join((*space, one.name)) if one.name else ""


def figures(state: Path) -> dict[str, float]:
    registry = CollectorRegistry()
    registry.register(Gauges(state))
    return {
        one.name + (f" {one.labels['sweep']}" if one.labels else ""): one.value
        for family in registry.collect()
        for one in family.samples
    }


@pytest.mark.writes_numbers
@pytest.mark.django_db
def test_a_label_is_the_name_of_a_page_or_a_status_whatever_is_asked(client: Client):
    client.raise_request_exception = False
    before = routes_counted()
    for address in ("/", f"/{TYPED}/", f"/?vraag={TYPED}", f"/zoek/naar/{TYPED}/", f"/api/services/v1/{TYPED}"):
        client.get(address)
        client.generic("PROPFIND", address, headers={"host": "mirthe.example", "user-agent": TYPED})
    assert {"none", "portal:home", "finding:onward"} <= routes_counted()
    assert routes_counted() - before <= {*names_of_pages(get_resolver()), "none"}  # other tests have pages of their own


def routes_counted() -> set[str]:
    """The routes in all that was counted so far in this process. No other label says more than it should."""
    seen = set()
    for family in REGISTRY.collect():
        for sample in family.samples if family.name.startswith("naast_") else ():
            assert set(sample.labels) <= LABELS[family.name]
            assert sample.labels.get("status", "200") in {str(status.value) for status in HTTPStatus}
            seen.add(sample.labels["route"])
    return seen


@pytest.mark.django_db(transaction=True)
def test_what_waits_and_what_failed_is_told(tmp_path: Path):
    assert figures(tmp_path)["naast_jobs_waiting"] == 0
    with transaction.atomic():
        defer([(uuid7(), "messages.tell_by_mail") for _ in range(5)])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing' WHERE id IN (SELECT id FROM procrastinate_jobs LIMIT 3)"
        )
        cursor.execute("SELECT id FROM procrastinate_jobs WHERE status = 'doing' LIMIT 2")
        for (job,) in cursor.fetchall():
            cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", [job])
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '10 minutes'")
    told = figures(tmp_path)
    assert (told["naast_jobs_waiting"], told["naast_jobs_running"], told["naast_jobs_failed"]) == (2, 1, 2)
    assert 600 <= told["naast_job_waits_seconds"] < 700
    assert told["naast_database_up"] == 1
    assert abs(told["naast_database_clock_seconds"] - time.time()) < 60


@pytest.mark.django_db(transaction=True)
def test_mail_that_waits_and_mail_that_failed_today_is_told(tmp_path: Path):
    for state, tried in (("queued", None), ("trying", "1 minute"), ("failed", "1 hour"), ("unknown", "2 days")):
        message = Message.objects.create(
            organisation=uuid7(), party=uuid7(), template="probe", purpose="probe", language="nl", subject="", body="",
            about_kind=Ref("case", uuid7()).kind, about_id=uuid7(),
        )  # fmt: skip
        Delivery.objects.create(message=message, state=state)
        with connection.cursor() as cursor:
            cursor.execute(AGED, [tried, message.pk])
    told = figures(tmp_path)
    assert (told["naast_mails_waiting"], told["naast_mails_failed_today"]) == (2, 1)
    assert 3600 <= told["naast_mail_waits_seconds"] < 3700


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_was_tried_waits_since_it_was_written(tmp_path: Path):
    """Each try puts off the next; what nobody takes for hours must not look as if it waits for seconds."""
    message = Message.objects.create(
        organisation=uuid7(), party=uuid7(), template="probe", purpose="probe", language="nl", subject="", body="",
        about_kind=Ref("case", uuid7()).kind, about_id=uuid7(), sent_at=now() - timedelta(hours=2),
    )  # fmt: skip
    Delivery.objects.create(message=message, attempt=7, tried_at=now(), due_at=now() + timedelta(minutes=40))
    assert 7200 <= figures(tmp_path)["naast_mail_waits_seconds"] < 7300


@pytest.mark.django_db(transaction=True)
def test_each_sweep_tells_when_it_ran(tmp_path: Path):
    sweep_once()
    told = figures(tmp_path)
    assert abs(told["naast_sweep_timestamp_seconds messages.sweep"] - time.time()) < 60
    assert "naast_sweep_failed_timestamp_seconds messages.sweep" not in told


def test_they_stand_on_a_port_of_their_own():
    assert Options.read({"PORT": "8100"}).metrics_at == 8109


def test_nobody_else_can_ask_unless_the_operator_says_so(tmp_path: Path, free_port: int):
    for given, is_open in (({}, False), ({"NAAST_METRICS_BIND": "0.0.0.0"}, True)):  # noqa: S104
        with _metrics_of(NO_DATABASE, tmp_path, free_port, **given) as address:
            _asked(address)
            assert _is_open(OTHER_ADDRESS, free_port) is is_open


def test_the_log_says_where_it_listens(tmp_path: Path, free_port: int):
    said = tmp_path / "log"
    with said.open("w") as log, _metrics_of(NO_DATABASE, tmp_path, free_port, log, **IN_PRODUCTION) as address:
        _asked(address)
    serves, stopped = (json.loads(line) for line in said.read_text().splitlines())
    assert (serves["message"], stopped["message"]) == (f"metrics serves at 127.0.0.1:{free_port}", "metrics stopped")
    assert serves["program"] == "metrics"


def test_without_a_database_that_is_what_is_told(tmp_path: Path, free_port: int):
    with _metrics_of(NO_DATABASE, tmp_path, free_port) as address:
        assert _read(address)["naast_database_up"] == 0


@pytest.mark.django_db(transaction=True)
def test_between_two_questions_no_connection_is_kept(tmp_path: Path, free_port: int):
    """Also where the web processes have a pool: one would go on trying while nobody asks."""
    given = {"NAAST_POOL": "2", "PGAPPNAME": "figures"}
    with _metrics_of(database_url(), tmp_path, free_port, **given) as address:
        assert _read(address)["naast_database_up"] == 1
        until = time.monotonic() + 10
        while _connections_of("figures"):
            assert time.monotonic() < until
            time.sleep(0.1)


@pytest.mark.django_db
def test_the_age_of_a_backup_is_told_once_somebody_keeps_it(tmp_path: Path):
    assert "naast_backup_timestamp_seconds" not in figures(tmp_path)
    (tmp_path / BACKUP).touch()
    os.utime(tmp_path / BACKUP, (1_800_000_000, 1_800_000_000))
    assert figures(tmp_path)["naast_backup_timestamp_seconds"] == 1_800_000_000


@pytest.mark.django_db(transaction=True)
def test_the_counts_of_all_web_processes_are_added_up(tmp_path: Path, free_port: int):
    for _ in range(2):
        subprocess.run(
            [sys.executable, "-c", "from naast.site.figures import count\ncount(route='portal:home', status=200, seconds=0.1)"],
            env={**os.environ, COUNTS: str(_made(tmp_path / "metrics"))}, check=True,
        )  # fmt: skip
    with _metrics_of(database_url(), tmp_path, free_port) as address:
        told = _read(address)
    assert told["naast_requests_total portal:home 200"] == 2
    assert told["naast_database_up"] == 1


def test_counts_of_processes_that_ended_are_forgotten(tmp_path: Path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    mine, theirs = tmp_path / f"counter_{os.getpid()}.db", tmp_path / f"counter_{ended.pid}.db"
    mine.touch()
    theirs.touch()
    forget_the_dead(tmp_path)
    assert (mine.exists(), theirs.exists()) == (True, False)


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


@contextlib.contextmanager
def _metrics_of(database: str, state: Path, port: int, log: IO[str] | None = None, **given: str) -> Iterator[str]:
    """`naast metrics` as a program of its own, and the address where it answers."""
    ours = {"NAAST_STATE": str(state), "NAAST_METRICS_PORT": str(port)}
    environment = {**os.environ, **given, **ours, "NAAST_DATABASE_URL": database}
    program = subprocess.Popen([sys.executable, "-m", "naast", "metrics"], env=environment, stderr=log)
    try:
        yield f"http://127.0.0.1:{port}/metrics"
    finally:
        program.terminate()
        assert program.wait(5) == 0


def _read(address: str) -> dict[str, float]:
    samples = [sample for family in families(_asked(address)) for sample in family.samples]
    return {" ".join((one.name, *one.labels.values())): one.value for one in samples}


def _asked(address: str) -> str:
    until = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                return str(answer.read().decode())
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.2)


def _is_open(host: str, port: int) -> bool:
    with socket.socket() as visitor:
        return visitor.connect_ex((host, port)) == 0


def _connections_of(program: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE application_name = %s", [program])
        return int(cursor.fetchone()[0])
