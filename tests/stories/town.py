"""The real demo in processes and a folder of its own: one town for a whole run, however many workers share it."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from naast.site.postgres.cluster import Cluster

PORTS = 5  # Naast and its four neighbours
READY_WITHIN = 240.0  # seconds: the first start makes the database and the town
STOPPED_WITHIN = 3.0
START = "import sys; sys.argv[1:] = ['demo', '--scale', '0']; from naast.site.commands import main; main()"


@dataclass(frozen=True, slots=True)
class Town:
    """`url` answers; `state` holds the database, the files and the post."""

    state: Path
    port: int
    pid: int

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def ask(self, query: str, values: Any = ()) -> list[tuple[Any, ...]]:
        """Rows of the town's own database, as the superuser that no capability knows of."""
        with Cluster.of(self.state).connect("naast") as connection:
            return connection.execute(query, values).fetchall()

    @contextlib.contextmanager
    def register_left_alone(self) -> Iterator[None]:
        """Nobody switches the population register meanwhile, also not a test of another worker."""
        with self._lock(fcntl.LOCK_SH):
            yield

    @contextlib.contextmanager
    def register_is(self, mode: str) -> Iterator[None]:
        """The population register goes wrong in this way for a while (see `naast.demo.stand_ins.brp.modes`)."""
        with self._lock(fcntl.LOCK_EX):
            self._switch(mode)
            try:
                yield
            finally:
                self._switch("ok")

    @contextlib.contextmanager
    def _lock(self, kind: int) -> Iterator[None]:
        with self.state.with_suffix(".register").open("a") as file:
            fcntl.flock(file, kind)
            yield

    def _switch(self, mode: str) -> None:
        body = json.dumps({"mode": mode}).encode()
        request = urllib.request.Request(f"http://localhost:{self.port + 2}/_demo/mode", body, method="POST")
        with urllib.request.urlopen(request, timeout=5) as answer:
            assert json.load(answer) == {"mode": mode}


def wait_until(what: Callable[[], object], seconds: float = 15) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, f"not within {seconds} s"
        time.sleep(0.1)


@contextlib.contextmanager
def shared_town(folder: Path) -> Iterator[Town]:
    """The town of this run: whoever comes first starts it, whoever leaves last stops it."""
    with _ledger(folder) as users:
        town = _start(folder / "town") if not users else Town(folder / "town", users[0]["port"], users[0]["pid"])
        users.append({"port": town.port, "pid": town.pid})
    try:
        yield town
    finally:
        with _ledger(folder) as users:
            users.pop()
            if not users:
                _stop(town)


@contextlib.contextmanager
def _ledger(folder: Path) -> Iterator[list[dict[str, int]]]:
    """Who uses the town now; one process at a time reads and writes it."""
    with (folder / "town-users.json").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        users = json.loads(file.read() or "[]")
        yield users
        file.truncate(0)
        file.write(json.dumps(users))


def _start(state: Path) -> Town:
    port = _free_ports()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NAAST_")}
    ours = {"NAAST_STATE": str(state), "PORT": str(port), "NAAST_PROXIES": "1", "NAAST_WEB_PROCESSES": "1"}
    with state.with_suffix(".log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", START], env={**kept, **ours}, stdout=log, stderr=log, start_new_session=True
        )
    town = Town(state, port, process.pid)

    def answers() -> bool:
        assert process.poll() is None, state.with_suffix(".log").read_text()[-3000:]
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{town.url}/health/ready", timeout=2):
            return True
        return False

    wait_until(answers, READY_WITHIN)
    # The first question of all makes the finder ready, which takes longer than a visitor of these tests waits.
    with urllib.request.urlopen(f"{town.url}/zoek/?vraag=verhuizen", timeout=READY_WITHIN):
        return town


def _stop(town: Town) -> None:
    began = time.monotonic()
    os.kill(town.pid, signal.SIGTERM)
    wait_until(lambda: _has_ended(town.pid), 30)
    took = time.monotonic() - began
    Cluster.of(town.state).remove()
    assert took < STOPPED_WITHIN * max(1.0, os.getloadavg()[0] / 2), f"stopping took {took:.1f} s"


def _has_ended(pid: int) -> bool:
    """Gone, or only waiting for the worker that started it to notice."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    return True


def _free_ports() -> int:
    """The first of a row of free ports; taken from anywhere, since another run may be choosing at the same moment."""
    for first in random.sample(range(18400, 28400, PORTS), 100):
        with contextlib.ExitStack() as held, contextlib.suppress(OSError):
            for place in range(PORTS):
                held.enter_context(socket.create_server(("127.0.0.1", first + place)))
            return first
    raise AssertionError("no row of free ports")
