"""Naast as `naast demo` runs it, with a database of its own in a folder of its own; gone afterwards."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from naast.site.postgres.cluster import Cluster

MEGABYTE = 1024 * 1024
OURS = ("web", "worker", "sweep", "metrics", "demo")  # programs of `naast up`, which here is `naast demo`


class Server:
    """`naast demo` with a database that keeps its promises, in a town of `scale` residents (none: as small as it comes)."""

    def __init__(self, state: Path, port: int, *, processes: int, scale: int | None = None) -> None:
        self.port, self.state = port, state
        self.url = f"http://localhost:{port}"
        self.town = [] if scale is None else ["--scale", str(scale)]
        self.cluster = Cluster.of(state)
        given = {name: value for name, value in os.environ.items() if not name.startswith("NAAST_")}
        self.environment = {
            **given,
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "PYTHONPATH": "tests",  # the residents who send are those of tests/crashes
            "NAAST_STATE": str(state),
            "NAAST_MODE": "demo",
            "NAAST_STATEMENT_TIMEOUT": "60s",  # the stage makes long lists at once
            "NAAST_WEB_PROCESSES": str(processes),
            "NAAST_PROXIES": "1",  # the client tells as many addresses as a town has
            "PORT": str(port),
        }

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """The database with the town in it, and all that serves it."""
        naast = subprocess.Popen([sys.executable, "-m", "naast", "demo", *self.town], env=self.environment)  # noqa: S603
        try:
            while not self._answers():
                if naast.poll() is not None:
                    raise RuntimeError(f"naast demo ended with {naast.returncode}")
                time.sleep(0.2)
            yield
        finally:
            naast.terminate()
            naast.wait(30)
            self.cluster.remove()

    def staged(self) -> str:
        """What the stage writes once it is set."""
        return self.program("-c", "import django; django.setup(); from benchmarks.stage import main; main()")

    def finder(self) -> str:
        """What there is to say of the finder, in a process that runs beside an idle server."""
        return self.program("-c", "import django; django.setup(); from benchmarks.finder import main; main()")

    def sweeps(self) -> str:
        """What each sweep looks at, run beside the one that runs them all."""
        return self.program("-c", "import django; django.setup(); from benchmarks.sweeps import main; main()")

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
        """Megabytes by program, and all of `naast up` together; what processes share counts once (proportional set size)."""
        found: Counter[str] = Counter()
        database = self.cluster.server_pid()
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if database and database in (int(folder.name), _parent(folder)):
                    found["database"] += _proportional(folder)
                elif f"NAAST_STATE={self.state}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                    found[_program(folder)] += _proportional(folder)
        del found["neighbour"]
        parts = {name: size // MEGABYTE for name, size in found.most_common()}
        return {"all": sum(parts.values()), **parts}

    def version(self) -> str:
        with self.cluster.connect() as connection:
            row = connection.execute("SHOW server_version").fetchone()
        return str(row[0]) if row else ""

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.url}/health/ready", timeout=2):  # noqa: S310
            return True
        return False


def _program(folder: Path) -> str:
    command = (folder / "cmdline").read_bytes().split(b"\0")
    name = command[3].decode() if command[1:3] == [b"-m", b"naast"] else ""
    return name if name in OURS else "neighbour"


def _proportional(folder: Path) -> int:
    lines = (folder / "smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _parent(folder: Path) -> int:
    return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
