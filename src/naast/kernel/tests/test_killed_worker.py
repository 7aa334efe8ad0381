"""A worker that is killed loses nothing and doubles nothing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection, connections, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from naast.kernel.events import announce
from naast.kernel.jobs import dead_letters, recover_stalled
from naast.kernel.models import Effect, Hold
from naast.kernel.tests.probe import PAUSE, BellRang

pytestmark = pytest.mark.django_db(transaction=True)
WORKER = Path(__file__).parent / "worker.py"
SOURCE = Path(__file__).parents[3]


def start_worker(stay="", mark=""):
    place = connections["default"].settings_dict
    url = f"postgresql://naast_app@{place['HOST'].replace('/', '%2F')}:{place['PORT']}/{place['NAME']}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "naast.site.settings",
        "PYTHONPATH": str(SOURCE),
        "NAAST_DATABASE_URL": url,
        "PROBE_STAY": stay,
        "PROBE_MARK": str(mark),
    }
    return subprocess.Popen([sys.executable, WORKER], env=environment)


def kill_when_it_stands_still(worker, mark):
    until = time.monotonic() + 30
    while not mark.exists():
        assert worker.poll() is None, "the worker ended before it stood still"
        assert time.monotonic() < until, "the worker never came to the handler"
        time.sleep(0.02)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()


def let_a_minute_pass():
    """The kernel trusts a heart that beat in the last thirty seconds; the test does not wait for it to grow old."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'")


def status():
    return list(ProcrastinateJob.objects.values_list("status", flat=True))


@pytest.mark.parametrize(("stay", "done_by_the_dead"), [("before", 0), ("after", 1)])
def test_a_kill_around_the_commit_loses_nothing_and_doubles_nothing(declare, tmp_path, stay, done_by_the_dead):
    declare(PAUSE)
    with transaction.atomic():
        announce(BellRang(door=uuid4()))
    kill_when_it_stands_still(start_worker(stay, tmp_path / "mark"), tmp_path / "mark")
    assert (Hold.objects.count(), Effect.objects.count(), status()) == (done_by_the_dead, done_by_the_dead, ["doing"])
    assert recover_stalled() == 0, "its heart beat only just now"

    let_a_minute_pass()
    assert recover_stalled() == 1
    assert start_worker().wait(30) == 0
    assert (Hold.objects.count(), Effect.objects.count(), status()) == (1, 1, ["succeeded"])
    assert dead_letters() == ()
