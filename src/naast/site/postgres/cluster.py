"""Starts, adopts and stops the database server that belongs to one clone.

Ordinary user: data in the clone's `.naast/`. Root: programs and data below /var/lib/naast, since the server runs under an account
without rights that may not enter the clone. Either way the server listens on a socket in a short folder of mode 0700 only.

Whoever uses the server holds a shared lock; the last one to leave stops it. A supervisor that is killed loses its lock with its
life, so the next start adopts the server it left, and the last to leave after that stops it.
"""

import contextlib
import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psycopg

from naast.site.postgres.binaries import Account, account, find_binaries

SUPERUSER = "naast_superuser"
PORT = 5432  # only a part of the socket's name: the folder is the cluster's own
SHELF = Path("/var/lib/naast")
PATIENCE = 30.0  # seconds; recovery after a crash of a demo-sized database takes two


class ServerFailed(Exception):
    """The database server did not start. The end of its log follows."""


@dataclass(slots=True)
class Cluster:
    """One data folder and the server on it."""

    home: Path
    sockets: Path
    owner: Account
    extra: tuple[str, ...] = ()
    _user_lock: IO[str] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, state: Path, *, name: str = "postgres", extra: tuple[str, ...] = ()) -> "Cluster":
        """The cluster `name` of the clone whose state folder is `state`; starts nothing. `extra`: server settings `a=b`."""
        owner = account()
        if owner.is_lent:
            home = SHELF / _mark(state, name)
            return cls(home, home / "sockets", owner, extra)
        digest = hashlib.sha256(f"{state.resolve()}/{name}".encode()).hexdigest()[:12]
        return cls(state / name, Path(f"/tmp/naast-{owner.uid}-{digest}"), owner, extra)  # noqa: S108  made private below

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log"

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """A connection as superuser, in autocommit. Stays inside the launcher and the test harness."""
        return psycopg.connect(
            host=str(self.sockets),
            port=PORT,
            user=SUPERUSER,
            dbname=database,
            autocommit=True,
            connect_timeout=2,
        )

    def start(self) -> None:
        """Make sure that the server runs and keep it until `release`. Raises ServerFailed or NoPostgres."""
        self._make_folders()
        with self._start_lock():
            if not self.answers():
                self._start_server()
            fcntl.flock(self._users(), fcntl.LOCK_SH)

    def release(self) -> None:
        """Stop the server, unless somebody else still uses it. Right also after a start that was cut short."""
        with self._start_lock(), self._users() as lock:
            self._user_lock = None
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            self._stop_server()

    def _users(self) -> IO[str]:
        """The file on which every user of the server holds a shared lock."""
        if self._user_lock is None:
            self._user_lock = (self.home / "users.lock").open("w")
        return self._user_lock

    def answers(self) -> bool:
        """Whether a server on exactly this data folder accepts connections."""
        try:
            with self.connect() as connection:
                row = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError:
            return False
        return row is not None and Path(row[0]) == self.data.resolve()

    def _make_folders(self) -> None:
        # Below the shelf a lent account must be able to pass; a clone's own state folder is closed to others.
        self.home.parent.mkdir(mode=0o755 if self.owner.is_lent else 0o700, parents=True, exist_ok=True)
        self.home.mkdir(exist_ok=True)
        self._make_private(self.sockets)

    def _make_private(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.owner.is_lent:
            os.chown(folder, self.owner.uid, self.owner.gid)
        if folder.is_symlink() or folder.stat().st_uid != self.owner.uid:
            raise ServerFailed(f"{folder} belongs to somebody else. Remove it and start again.")
        folder.chmod(0o700)

    @contextlib.contextmanager
    def _start_lock(self) -> Iterator[None]:
        with (self.home / "start.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _start_server(self) -> None:
        programs = find_binaries(self.owner, SHELF)
        self._end_deaf_server()
        if not (self.data / "PG_VERSION").exists():
            self._initialise(programs)
        self._refuse_other_major(programs)
        arguments: list[str | Path] = [programs / "postgres", "-D", self.data, *self._settings()]
        with self.log.open("ab") as log:
            server = self._popen(arguments, log)
        self._wait_for(server)

    def _initialise(self, programs: Path) -> None:
        """Make the data folder under another name first, so that one cut short is never taken for one that is whole."""
        half = self.home / "data.half"
        shutil.rmtree(half, ignore_errors=True)
        self._make_private(half)
        command: list[str | Path] = [programs / "initdb", "-D", half, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8"]
        done = subprocess.run(  # noqa: S603
            [*command, "--locale=C.UTF-8"],
            env=_environment(),
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            **self.owner.for_subprocess(),
        )
        if done.returncode:
            raise ServerFailed(done.stderr.strip())
        half.rename(self.data)

    def _refuse_other_major(self, programs: Path) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        shown = subprocess.run([programs / "postgres", "-V"], capture_output=True, text=True, check=True, cwd="/")  # noqa: S603
        if shown.stdout.split()[2].split(".")[0] != made_by:
            raise ServerFailed(
                f"{self.data} was made by PostgreSQL {made_by}, and this is {shown.stdout.strip()}. Let NAAST_PG_BIN point at "
                f"version {made_by}, move the data with pg_dump, or remove the folder if it only holds a demo."
            )

    def _settings(self) -> list[str]:
        wanted = (
            "listen_addresses=",
            f"port={PORT}",
            f"unix_socket_directories={self.sockets}",
            "unix_socket_permissions=0700",
            "max_connections=200",
            "timezone=UTC",
            "log_timezone=UTC",
            "cluster_name=naast",
            *self.extra,
        )
        return [part for one in wanted for part in ("-c", one)]

    def _popen(self, arguments: list[str | Path], log: IO[bytes]) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(  # noqa: S603
            arguments,
            env=_environment(),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for the supervisor, which stops the server last
            **self.owner.for_subprocess(),
        )

    def _wait_for(self, server: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.answers():
                return
            if server.poll() is not None:
                break
            time.sleep(0.03)
        raise ServerFailed("\n".join(self.log.read_text(errors="replace").splitlines()[-10:]))

    def server_pid(self) -> int | None:
        """The process that holds the data folder, if it is alive and really a server of ours."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except (FileNotFoundError, ValueError, ProcessLookupError):
            return None
        return pid if str(self.data).encode() in command else None

    def _end_deaf_server(self) -> None:
        """Wait for a server that is still starting; end one whose socket is gone; forget one that died with its machine."""
        until = time.monotonic() + 5
        while self.server_pid() and time.monotonic() < until:
            if self.answers():
                break
            time.sleep(0.1)
        self._stop_server()
        for left in (self.data / "postmaster.pid", *self.sockets.glob(".s.PGSQL.*")):
            left.unlink(missing_ok=True)

    def _stop_server(self) -> None:
        """Fast shutdown; immediate when that takes longer than patience allows (crash recovery then loses nothing)."""
        pid = self.server_pid()
        for signal_number in (2, 3, 9):
            if pid is None:
                return
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal_number)
            pid = self._still_there_after(5.0)

    def _still_there_after(self, seconds: float) -> int | None:
        until = time.monotonic() + seconds
        while (pid := self.server_pid()) and time.monotonic() < until:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
            time.sleep(0.02)
        return pid

    def remove(self) -> None:
        """Stop the server and delete all its data. For tests' own clusters."""
        self._stop_server()
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.rmtree(self.sockets, ignore_errors=True)


def _mark(state: Path, name: str) -> str:
    """Tells which folder on the shelf is this clone's: who throws away the state folder, starts afresh there too."""
    file = state / f"{name}.mark"
    if not file.exists():
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = state / f".{name}.{os.getpid()}"
        fresh.write_text(secrets.token_hex(6))
        with contextlib.suppress(FileExistsError):  # another start was first
            os.link(fresh, file)
        fresh.unlink()
    return file.read_text()


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    return {**kept, "LC_ALL": "C.UTF-8"}
