"""`naast up`: what dies comes back, what is asked to stop is gone, and nothing is left behind."""

import contextlib
import errno
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http import HTTPStatus
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote

import pytest

from naast.site.postgres.cluster import SUPERUSER, Cluster
from operations.test_refuse_dangerous_settings import GOOD

pytestmark = pytest.mark.xdist_group("supervisor")
STOPPED_WITHIN = 3.0
LONG_AWAY = 16.5  # seconds; a pool that doubles its pauses, asked at 0 and 5 s, tries next after 20 s


class Running:
    """A supervisor in a process of its own, as a shell would start it."""

    def __init__(self, state: Path, port: int) -> None:
        self.state, self.port = state, port
        self.cluster = Cluster.of(state)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, **more: object) -> None:
        self.process = subprocess.Popen([sys.executable, "-m", "naast", "up"], env=self.environment(), **more)  # type: ignore[call-overload]
        self.wait_until(self.answers, 120)  # the first one migrates

    def environment(self) -> dict[str, str]:
        ours = {
            "NAAST_STATE": str(self.state),
            "PORT": str(self.port),
            "NAAST_MODE": "demo",
            "NAAST_WEB_PROCESSES": "1",
        }
        return {**os.environ, **ours}

    def answers(self) -> bool:
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"http://localhost:{self.port}/health/ready", timeout=1),
        ):
            return True
        return False

    def status(self, path: str) -> int:
        return self.answer(path)[0]

    def answer(self, path: str, sent: bytes | None = None) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://localhost:{self.port}{path}", sent, timeout=20) as answer:
                return int(answer.status), answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def figures(self) -> str:
        """What Prometheus would read; nothing as long as nobody answers there."""
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"http://localhost:{self.port + 9}/metrics", timeout=20) as answer,
        ):
            return str(answer.read().decode())
        return ""

    def children(self, name: str = "") -> list[int]:
        """Processes of this supervisor: those of the named command, or all."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                command = (folder / "cmdline").read_bytes().split(b"\0")
                environment = (folder / "environ").read_bytes()
                ours = f"NAAST_STATE={self.state}".encode() in environment and b"naast" in command
                if ours and (not name or name.encode() in command) and b"up" not in command:
                    found.append(int(folder.name))
        return sorted(found)

    def stop(self, number: int = signal.SIGTERM) -> float:
        """Seconds until it had ended."""
        assert self.process
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(20)
        return time.monotonic() - began

    def end(self) -> None:
        if self.process and self.process.poll() is None:
            self.stop()

    @staticmethod
    def wait_until(what: Callable[[], object], seconds: float) -> None:
        until = time.monotonic() + seconds
        while not what():
            assert time.monotonic() < until, f"not within {seconds} s"
            time.sleep(0.05)


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One state folder for all who start one of their own, so that the migrations run once."""
    folder = tmp_path_factory.mktemp("clone") / "state"
    yield folder
    Cluster.of(folder).remove()


@contextlib.contextmanager
def taken_ports(*addresses: str) -> Iterator[int]:
    """The first of ports in a row on which another program listens, each at its own address."""
    for first in range(20_000, 30_000, len(addresses)):
        with contextlib.ExitStack() as servers:
            try:
                for place, address in enumerate(addresses):
                    family = socket.AF_INET6 if ":" in address else socket.AF_INET
                    servers.enter_context(socket.create_server((address, first + place), family=family))
            except OSError as error:
                if error.errno == errno.EADDRNOTAVAIL:
                    pytest.skip("this machine has no ::1")
                continue
            yield first
            return


@pytest.fixture
def naast(state: Path, free_port: int) -> Iterator[Running]:
    """One that is not started yet."""
    running = Running(state, free_port)
    yield running
    running.end()


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One that runs, for the tests that leave it running; asked to stop, it stops and all that it started."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    running = Running(tmp_path_factory.mktemp("started") / "state", port)
    running.start()
    yield running
    seconds = running.stop()
    gone = is_all_gone(running)
    running.cluster.remove()
    assert seconds < STOPPED_WITHIN
    assert gone


def is_all_gone(naast: Running) -> bool:
    return not naast.children() and naast.cluster.server_pid() is None and not naast.answers()


def test_the_figures_count_what_the_pages_answered(started):
    assert started.status("/bestaat-niet/") == HTTPStatus.NOT_FOUND
    started.wait_until(lambda: 'naast_requests_total{route="none",status="404"} 1.0' in started.figures(), 20)
    assert "naast_database_up 1.0" in started.figures()


def test_a_second_one_from_the_same_clone_is_refused(started):
    second = subprocess.run(
        [sys.executable, "-m", "naast", "up"], env=started.environment(), capture_output=True, text=True, check=False
    )
    assert second.returncode == 1
    assert "already runs" in second.stderr
    assert started.answers()


def test_the_doctor_tells_a_sound_installation_from_one_that_serves_as_superuser(started):
    command = [sys.executable, "-m", "naast", "doctor"]
    sound = subprocess.run(command, env=started.environment(), capture_output=True, text=True, check=False)
    told = f"Database: naast in {started.cluster.sockets}, as naast_app.\nNothing is wrong.\n"
    assert (sound.returncode, sound.stdout) == (0, told)

    place = quote(str(started.cluster.sockets), safe="")
    mighty = {**started.environment(), "NAAST_DATABASE_URL": f"postgresql://{SUPERUSER}@{place}/naast"}
    faulty = subprocess.run(command, env=mighty, capture_output=True, text=True, check=False)
    assert faulty.returncode == 1
    assert f"The role {SUPERUSER} that serves is a superuser" in faulty.stdout
    refused = subprocess.run(
        [*command[:-1], "web"], env=mighty, capture_output=True, text=True, check=False, timeout=60
    )
    assert refused.returncode == 1
    assert f"The role {SUPERUSER} that serves is a superuser" in refused.stderr


def test_what_dies_comes_back(started):
    for name in ("web", "worker", "sweep"):
        started.wait_until(lambda name=name: started.children(name), 5)
        before = started.children(name)
        os.kill(before[0], signal.SIGKILL)
        started.wait_until(lambda name=name, before=before: set(started.children(name)) - set(before), 10)
    started.wait_until(started.answers, 10)

    server = started.cluster.server_pid()
    os.kill(server, signal.SIGKILL)
    started.wait_until(lambda: started.cluster.server_pid() not in (None, server), 10)
    started.wait_until(started.answers, 10)


def test_a_killed_supervisor_takes_its_programs_along_and_int_stops_the_next_also_when_a_shell_made_it_ignore_int(
    naast,
):
    naast.start()
    naast.stop(signal.SIGKILL)
    naast.wait_until(lambda: is_all_gone(naast), 5)
    naast.start(preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
    assert naast.stop(signal.SIGINT) < STOPPED_WITHIN
    assert is_all_gone(naast)


@pytest.mark.parametrize("addresses", [("127.0.0.1", "::1"), ("::1", "127.0.0.1")])
def test_ports_that_another_program_has_are_refused_before_anything_starts(tmp_path, addresses):
    programs = ("the pages", "sign-in", "register", "mail", "scanner")
    with taken_ports(*islice(cycle(addresses), len(programs))) as first:
        demo = Running(tmp_path / "state", first)
        refused = subprocess.run(
            [sys.executable, "-m", "naast", "demo"],
            env=demo.environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert refused.returncode == 1
    for port, what in enumerate(programs, first):
        assert f"- {port}, for {what}: another program uses it" in refused.stderr
    assert re.search(r"PORT=8\d00 make demo", refused.stderr)
    assert not demo.cluster.data.exists()
    assert not demo.children()


def test_naast_up_refuses_a_port_that_another_program_has(tmp_path):
    with taken_ports("127.0.0.1") as port:
        up = Running(tmp_path / "state", port)
        refused = subprocess.run(
            [sys.executable, "-m", "naast", "up"],
            env=up.environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert refused.returncode == 1
    assert f"- {port}, for the pages: another program uses it" in refused.stderr
    assert not up.cluster.data.exists()


ORGANISATION = (
    "organisation", "new", "voorbeeld", "--name", "Gemeente Voorbeeld", "--phone", "14 0399",
    "--administrator", "anna@example.nl", "--administrator-name", "Anna de Wit",
)  # fmt: skip


def test_while_the_database_is_away_pages_say_so_and_with_it_they_are_back(naast):
    naast.cluster.start()
    for command in (("migrate", "--verbosity=0"), ORGANISATION):
        subprocess.run([sys.executable, "-m", "naast", *command], env=naast.environment(), check=True)
    place = quote(str(naast.cluster.sockets), safe="")
    elsewhere = {**naast.environment(), "NAAST_DATABASE_URL": f"postgresql://naast_app@{place}/naast"}
    web = subprocess.Popen([sys.executable, "-m", "naast", "web"], env=elsewhere)
    try:
        naast.wait_until(naast.answers, 20)
        naast.cluster.release()
        back_at = time.monotonic() + LONG_AWAY
        (read, page), (sent, _) = naast.answer("/contact/"), naast.answer("/voorkeur/", b"taal=en")
        naast.wait_until(lambda: time.monotonic() > back_at, LONG_AWAY)
        naast.cluster.start()
        began = time.monotonic()
        naast.wait_until(lambda: naast.status("/contact/") == HTTPStatus.OK, 2)
        waited = time.monotonic() - began  # a page that waits for the pool answers late, and well
    finally:
        web.terminate()
        web.wait()
        naast.cluster.release()
    assert (read, sent) == (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.SERVICE_UNAVAILABLE)
    assert waited < 2
    assert 'href="tel:140399"' in page  # though this process drew no page before


IMPATIENT = """
import sys
import django
django.setup()
from naast.site.commands import worker
worker.PATIENCE = 0.5
sys.exit(worker.run([]))
"""


def test_when_the_database_stays_away_the_worker_ends_with_one_line(naast):
    naast.cluster.start()
    subprocess.run([sys.executable, "-m", "naast", "migrate", "--verbosity=0"], env=naast.environment(), check=True)
    url = f"postgresql://naast_app@{quote(str(naast.cluster.sockets), safe='')}/naast"
    production = {**naast.environment(), **GOOD, "NAAST_DATABASE_URL": url}
    worker = subprocess.Popen([sys.executable, "-c", IMPATIENT], env=production, stderr=subprocess.PIPE, text=True)
    try:
        assert worker.stderr
        assert "worker serves" in worker.stderr.readline()
        naast.wait_until(lambda: workers_in(naast.cluster), 20)
        naast.cluster.release()
        _, said = worker.communicate(timeout=60)
    finally:
        worker.kill()
        naast.cluster.release()
    lines = [json.loads(line) for line in said.splitlines()]  # a traceback is none
    [told] = [line for line in lines if line["level"] == "ERROR" and line["logger"].startswith("naast.")]
    assert worker.returncode == 1
    assert told["message"] == "The database does not answer as it should: the worker ends, to be started again."
    assert told["error"][-1] == "psycopg_pool.PoolTimeout"


def workers_in(cluster: Cluster) -> int:
    with cluster.connect("naast") as connection:
        return connection.execute("SELECT count(*) FROM procrastinate_workers").fetchone()[0]


ASKED_WHILE_DELETING = """
import os, signal, sys
from naast.site import supervisor

class Deleted:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)

supervisor.stop_on_signals()
Deleted()
try:
    if sys.argv[1] == "running":
        supervisor.supervise([], watch=lambda: True)
    supervisor.run_to_end([supervisor.Program("long", ("sleep", "60"))])
except supervisor.Stopped:
    print("stopped")
"""


@pytest.mark.parametrize("when", ["running", "preparing"])
def test_a_wish_to_stop_is_heard_also_while_python_deletes_something(when):
    said = subprocess.run(
        [sys.executable, "-c", ASKED_WHILE_DELETING, when], check=False, capture_output=True, text=True, timeout=20
    )
    assert "Exception ignored" in said.stderr  # what makes it hard
    assert said.stdout == "stopped\n"


def test_it_can_be_stopped_before_it_is_ready(naast):
    naast.process = subprocess.Popen([sys.executable, "-m", "naast", "up"], env=naast.environment())
    naast.wait_until(naast.cluster.server_pid, 20)
    assert naast.stop() < STOPPED_WITHIN
    assert is_all_gone(naast)
