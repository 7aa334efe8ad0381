"""Real servers and real supervisors, each in a folder of its own and gone after the test."""

import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connections

from commands.conftest import Typed
from commands.conftest import typed as typed_anywhere
from naast.site.postgres.binaries import account, find_binaries
from naast.site.postgres.cluster import SHELF, Cluster

__all__ = ["typed_anywhere"]

NOBODY = 65534


def database_url() -> str:
    place = connections["default"].settings_dict
    return f"postgresql://naast_app@{quote(str(place['HOST']), safe='')}:{place['PORT']}/{place['NAME']}"


@pytest.fixture
def typed(typed_anywhere: Typed, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """On the database of the test."""
    monkeypatch.setenv("NAAST_DATABASE_URL", database_url())
    return typed_anywhere


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture(scope="session")
def new_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data of a cluster that started once, to be copied: to make it anew for each test takes seconds."""
    first = Cluster.of(tmp_path_factory.mktemp("first") / "state")
    first.start()
    first.release()
    yield first.data
    first.remove()


@pytest.fixture
def cluster(tmp_path: Path, new_data: Path) -> Iterator[Cluster]:
    ours = Cluster.of(tmp_path / "state")
    ours.home.mkdir(parents=True)
    subprocess.run(["cp", "-a", new_data, ours.data], check=True)
    yield ours
    ours.remove()


@pytest.fixture
def as_ordinary_user(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], None]:
    """Runs a function as a user without rights: as ourselves, or when we are root in a child that gave up its rights."""
    if os.geteuid() != 0:
        return lambda work: work()
    # The child may not enter root's home, so it gets the programs that root put on the shelf.
    monkeypatch.setenv("NAAST_PG_BIN", str(find_binaries(account(), SHELF)))
    return _in_a_child_without_rights


def _in_a_child_without_rights(work: Callable[[], None]) -> None:
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            work()
            os._exit(0)
        except BaseException as error:  # noqa: BLE001  nothing may escape from the child into pytest
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
