"""What every test stands on: a database of its own, a fixed clock, no network beyond this machine.

The code under test runs as `naast_app`, as in production; the harness migrates and empties as `naast_owner`. Migrations run once
per state of the migration files, into a template that each run and each worker copies.
"""

import datetime as dt
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg
import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase
from playwright.sync_api import Browser, sync_playwright
from psycopg import sql
from pytest_django import DjangoDbBlocker

from naast.site.postgres.cluster import PORT, Cluster
from naast.site.postgres.databases import drop_database, make_database

pytest_plugins = ("witness.plugin",)

ROOT = Path(__file__).parent
# Tests need no promise that survives a power cut; tests about that promise start a cluster of their own.
HASTY = ("fsync=off", "full_page_writes=off", "max_connections=300")
EMPTIED = """
    SELECT relname FROM pg_class
    WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace
      AND relname NOT IN ('django_migrations', 'django_content_type', 'auth_permission')
"""
THURSDAY = dt.datetime(2026, 11, 26, 9, 4, tzinfo=ZoneInfo("Europe/Amsterdam"))

QUIET_BROWSER = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def test_cluster() -> Iterator[Cluster]:
    cluster = Cluster.of(ROOT / ".naast", name="test-postgres", extra=HASTY)
    cluster.start()
    yield cluster
    cluster.release()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, test_cluster: Cluster, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    name = _database_name(request)
    assert test_cluster.answers(), "the harness only drops databases on its own server"
    with django_db_blocker.unblock():
        template = _template(test_cluster)
        drop_database(test_cluster, name)
        make_database(test_cluster, name, template=template)
        _point_at(test_cluster, name)
    TransactionTestCase._fixture_teardown = lambda _: _empty(test_cluster, name)  # type: ignore[method-assign]
    yield
    with django_db_blocker.unblock():
        _point_at(test_cluster, name)
    drop_database(test_cluster, name)


def _database_name(request: pytest.FixtureRequest) -> str:
    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    return "_".join(part for part in (os.environ.get("NAAST_TEST_DB", "naast_test"), worker) if part)


def _template(cluster: Cluster) -> str:
    """The name of a migrated database for the migration files as they are now."""
    name = f"naast_template_{_digest_of_migrations()}"
    with cluster.connect() as connection:
        connection.execute("SELECT pg_advisory_lock(20261126)")  # workers wait for the first
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
        half = f"{name}_half"
        drop_database(cluster, half)
        make_database(cluster, half)
        _point_at(cluster, half)
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        for alias in connections:
            _close(alias)
        connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(half), sql.Identifier(name)))
    return name


def _digest_of_migrations() -> str:
    digest = hashlib.sha256(repr(settings.INSTALLED_APPS).encode())
    for file in sorted([*ROOT.glob("src/naast/*/migrations/*.py"), *ROOT.glob("src/naast/site/postgres/roles.sql")]):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _point_at(cluster: Cluster, name: str) -> None:
    for alias in connections:
        _close(alias)
        connections[alias].settings_dict.update(NAME=name, HOST=str(cluster.sockets))


def _close(alias: str) -> None:
    connections[alias].close()
    connections[alias].close_pool()


def _empty(cluster: Cluster, name: str) -> None:
    """Empty what a test with real transactions committed. Django would do so as naast_app, which may not."""
    with psycopg.connect(host=str(cluster.sockets), port=PORT, user="naast_owner", dbname=name) as owner:
        tables = [row[0] for row in owner.execute(EMPTIED)]
        parts = [sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(one, sql.Identifier(one)) for one in tables]
        if filled := [sql.Identifier(row[0]) for row in owner.execute(sql.SQL(" UNION ALL ").join(parts))]:
            owner.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(sql.SQL(", ").join(filled)))


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Thursday 26 November 2026, 9:04 in the Netherlands. `clock.shift(seconds)` and `clock.move_to(instant)` move it."""
    with time_machine.travel(THURSDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A real browser, for one file: its event loop would be in the way of asynchronous code in the next.

    Without one its tests are red, unless NAAST_WITHOUT_BROWSER=1 says that this is meant.
    """
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None and os.environ.get("NAAST_WITHOUT_BROWSER") == "1":
        pytest.skip("not checked: pages in a browser, since NAAST_WITHOUT_BROWSER=1")
    assert path, "There is no chromium on this machine: run scripts/browser, or set NAAST_WITHOUT_BROWSER=1."
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, and Django would take the test for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=path, args=QUIET_BROWSER)
        yield browser
        browser.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what this run could not judge, so that nobody takes silence for consent."""
    reasons = {str(skipped.longrepr[2]) for skipped in terminalreporter.stats.get("skipped", [])}
    for reason in sorted(reason.removeprefix("Skipped: ") for reason in reasons):
        if reason.startswith("not checked"):
            terminalreporter.write_line(reason, yellow=True)
