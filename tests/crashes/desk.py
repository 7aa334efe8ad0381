"""A whole desk of its own: database, web, worker, sweep and the demo's neighbours; and how each of them is killed."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg

from naast.demo.neighbours import neighbours
from naast.site.postgres.cluster import Cluster

PORTS = 10  # Naast's own, those of its four neighbours, and the ninth after it for its figures
HELD = 5  # the place of a port among them that is not used
CLOCKS = Path(__file__).parent / "clocks"
FOR_EVER = 'while :; do "$0" -m naast worker; sleep 0.2; done'
START = 600.0  # seconds; the demo builds its town first
RECOVERY = 60.0  # seconds in which everything that was killed must be back


class Desk:
    """Runs `naast demo` on the ports from `port` on, with a second `worker` beside it or without.

    `clocks`: which programs have a wrong one, see `crashes/clocks`. `asleep`: workers that somebody stopped for a while.
    """

    def __init__(self, state: Path, port: int, *, workers: int = 1, clocks: str = "") -> None:
        self.state, self.port, self.both = state, port, workers == 2
        self.asleep: set[int] = set()
        self.url = f"http://localhost:{port}"
        self.cluster = Cluster.of(state)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("NAAST_")},
            "DJANGO_SETTINGS_MODULE": "naast.site.settings",
            "NAAST_STATE": str(state),
            "NAAST_MODE": "demo",
            "NAAST_WEB_PROCESSES": "1",
            "PORT": str(port),
            **({"NAAST_TEST_CLOCKS": clocks, "PYTHONPATH": _path_with(CLOCKS)} if clocks else {}),
        }
        self.log = state.parent / "log"
        self._process: subprocess.Popen[bytes] | None = None
        self._second: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "naast", "demo", "--scale", "0"],
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        self.wait_until(self.answers, START)
        if self.both:
            self._start_second()

    def close(self) -> None:
        """Stop what we started, by its own number, and remove its database."""
        if self._second:
            os.killpg(self._second.pid, signal.SIGKILL)
            self._second.wait(30)
        if self._process and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(30)
        self.cluster.remove()

    def _start_second(self) -> None:
        """A worker that a shell of its own starts again whenever it ends."""
        environment = {**self.environment, **neighbours(self.port).settings}
        command = ["/bin/sh", "-c", FOR_EVER, sys.executable]
        with self.log.open("ab") as log:
            self._second = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        self.wait_until(lambda: len(self.workers()) == 2, RECOVERY)

    def answers(self) -> bool:
        assert self._process
        assert self._process.poll() is None, self.log.read_text()[-2000:]
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.url}/health/ready", timeout=2):
            return True
        return False

    def ask(self, query: str, values: Any = ()) -> list[tuple[Any, ...]]:
        """Rows, as the superuser that no capability knows of. Waits for a database that is starting."""
        until = time.monotonic() + RECOVERY
        while True:
            try:
                with self.cluster.connect("naast") as connection:
                    return connection.execute(query, values).fetchall()
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A command of Naast beside the desk."""
        return subprocess.run(
            [sys.executable, *command], env=self.environment, capture_output=True, text=True, check=False, timeout=120
        )

    def web(self, *, whole: bool) -> list[int]:
        """All its processes, or only those that answer requests; none when it is just being started again."""
        programs = self._programs("web")
        answering = [child for program in programs for child in _children(program)]
        return [*programs, *answering] if whole else answering

    def workers(self) -> list[int]:
        """Those that are awake."""
        return [pid for pid in self._programs("worker") if pid not in self.asleep]

    def neighbour(self, module: str) -> list[int]:
        """The processes of this server of the demo."""
        return self._ours(lambda command: command[2:3] == [module.encode()])

    def database(self) -> list[int]:
        """All processes of the server, after asking it whether it lies on our data folder."""
        pid = self.cluster.server_pid()
        return [pid, *_children(pid)] if pid and self.cluster.answers() else []

    def _programs(self, name: str) -> list[int]:
        """Our processes that run this command of Naast."""
        return self._ours(lambda command: command[2:4] == [b"naast", name.encode()])

    def _ours(self, runs: Callable[[list[bytes]], bool]) -> list[int]:
        """They carry our state folder in their environment."""
        state = f"NAAST_STATE={self.state}".encode()
        return [pid for pid, command, environment in _processes() if state in environment and runs(command)]

    @staticmethod
    def wait_until(what: Callable[[], object], seconds: float) -> None:
        until = time.monotonic() + seconds
        while not what():
            assert time.monotonic() < until, f"not within {seconds} s"
            time.sleep(0.1)


def _path_with(folder: Path) -> str:
    return os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))


def _processes() -> Iterator[tuple[int, list[bytes], list[bytes]]]:
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (folder / "cmdline").read_bytes().split(b"\0")
            yield int(folder.name), command, (folder / "environ").read_bytes().split(b"\0")


def _children(parent: int) -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[1]) == parent:
                found.append(int(folder.name))
    return found


def kill(pids: list[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def free_ports(first: int = 8500, last: int = 9500) -> int:
    """The first of ten free ports in a row. One that nobody uses is held, so that who looks a moment later looks further."""
    for port in range(first, last, PORTS):
        with contextlib.suppress(OSError):
            held = socket.create_server(("127.0.0.1", port + HELD))
            if all(_is_free(one) for one in range(port, port + PORTS) if one != port + HELD):
                _held.append(held)
                return port
            held.close()
    raise AssertionError(f"no ten free ports between {first} and {last}")


_held: list[socket.socket] = []


def _is_free(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) != 0
