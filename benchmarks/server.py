"""The real server on the demo town, in a folder of its own, and gone afterwards."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from naast.site.postgres.cluster import Cluster

PATIENCE = 60.0  # seconds until the server answers
MEGABYTE = 1024 * 1024


class Server:
    """`naast web` beside a database that keeps its promises; no worker, no sweep."""

    def __init__(self, state: Path, port: int) -> None:
        self.port = port
        self.cluster = Cluster.of(state)
        given = {name: value for name, value in os.environ.items() if not name.startswith("NAAST_")}
        self.environment = {
            **given,
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "NAAST_STATE": str(state),
            "NAAST_MODE": "demo",
            "NAAST_STATEMENT_TIMEOUT": "60s",
            "PORT": str(port),
        }

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """The database with the town in it, and the server."""
        self.cluster.start()
        try:
            self.naast("migrate", "--verbosity=0")
            self.naast("collectstatic", "--noinput", "--verbosity=0")
            self.naast("demo-town")
            web = subprocess.Popen([sys.executable, "-m", "naast", "web"], env=self.environment)
            try:
                self._wait()
                yield
            finally:
                web.terminate()
                web.wait(10)
        finally:
            self.cluster.remove()

    def naast(self, *command: str) -> None:
        subprocess.run([sys.executable, "-m", "naast", *command], env=self.environment, check=True)  # noqa: S603

    def staged(self) -> str:
        """What the stage writes once it is set."""
        return self.program("-c", "import django; django.setup(); from benchmarks.stage import main; main()")

    def finder(self) -> str:
        """What there is to say of the finder, in a process that runs beside an idle server."""
        return self.program("-c", "import django; django.setup(); from benchmarks.finder import main; main()")

    def program(self, *command: str, given: str = "") -> str:
        """What a program beside the server writes."""
        done = subprocess.run(  # noqa: S603
            [sys.executable, *command],
            input=given,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def memory(self) -> dict[str, int]:
        """Megabytes that only these processes hold (proportional set size, so that what they share counts once)."""
        server = self.cluster.server_pid()
        parts = {"web": 0, "database": 0}
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if f"PORT={self.port}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                    parts["web"] += _proportional(folder)
                elif server and server in (int(folder.name), _parent(folder)):
                    parts["database"] += _proportional(folder)
        return {name: size // MEGABYTE for name, size in parts.items()}

    def version(self) -> str:
        with self.cluster.connect() as connection:
            row = connection.execute("SHOW server_version").fetchone()
        return str(row[0]) if row else ""

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with (
                contextlib.suppress(OSError),
                urllib.request.urlopen(f"http://localhost:{self.port}/health/ready", timeout=1),
            ):
                return
            time.sleep(0.1)
        raise TimeoutError(f"no answer on port {self.port} within {PATIENCE:.0f} s")


def _proportional(folder: Path) -> int:
    lines = (folder / "smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _parent(folder: Path) -> int:
    return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
