"""The database server of a clone: wherever the clone lies, whoever runs it, and whatever was killed before."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from naast.site.options import Options
from naast.site.postgres.binaries import Account
from naast.site.postgres.cluster import PORT, SUPERUSER, Cluster, ServerFailed
from naast.site.postgres.databases import make_database
from naast.site.postgres.running import database

PLACES = ["plain", "with a space", "l" * 75 + "/" + "o" * 75]
LEAVE_RUNNING = """
import os, signal, sys
from pathlib import Path
from naast.site.postgres.cluster import Cluster
Cluster.of(Path(sys.argv[1])).start()
os.kill(os.getpid(), signal.SIGKILL)
"""


def starts_serves_and_stops(cluster: Cluster) -> None:
    cluster.start()
    try:
        make_database(cluster, "naast")
        with psycopg.connect(host=str(cluster.sockets), port=PORT, user="naast_app", dbname="naast") as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert cluster.sockets.stat().st_mode & 0o777 == 0o700
        assert cluster.data.stat().st_mode & 0o777 == 0o700
    finally:
        cluster.release()
    assert cluster.server_pid() is None


@pytest.mark.parametrize("place", PLACES)
def test_the_database_starts_wherever_the_clone_lies(tmp_path, place):
    cluster = Cluster.of(tmp_path / place / "state")
    try:
        starts_serves_and_stops(cluster)
        starts_serves_and_stops(cluster)
    finally:
        cluster.remove()


@pytest.mark.parametrize("place", PLACES[1:])
def test_the_database_starts_for_an_ordinary_user(as_ordinary_user, place):
    home = Path(tempfile.mkdtemp(dir="/var/tmp"))
    home.chmod(0o777)

    def work() -> None:
        cluster = Cluster.of(home / place / "state")
        starts_serves_and_stops(cluster)
        assert cluster.data.is_relative_to(home)
        cluster.remove()

    try:
        as_ordinary_user(work)
    finally:
        shutil.rmtree(home)


def test_commands_that_start_in_the_same_moment_make_one_database(cluster):
    cluster.start()
    try:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda _: make_database(cluster, "naast"), range(8)))  # raises what one of them raised
    finally:
        cluster.release()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has a home that its database server may not enter")
def test_the_database_of_root_starts_from_a_closed_home(tmp_path, cluster):
    tmp_path.chmod(0o700)
    starts_serves_and_stops(cluster)
    assert cluster.data.stat().st_uid != 0


def left_by_a_killed_process(cluster: Cluster, state: Path) -> int:
    done = subprocess.run([sys.executable, "-c", LEAVE_RUNNING, str(state)], check=False)
    assert done.returncode == -signal.SIGKILL
    pid = cluster.server_pid()
    assert pid
    return pid


def test_a_server_that_a_killed_supervisor_left_is_adopted(tmp_path, cluster):
    left = left_by_a_killed_process(cluster, tmp_path / "state")
    cluster.start()
    assert cluster.server_pid() == left
    cluster.release()
    assert cluster.server_pid() is None


def test_a_server_that_lost_its_socket_is_replaced(tmp_path, cluster):
    left = left_by_a_killed_process(cluster, tmp_path / "state")
    for file in cluster.sockets.iterdir():
        file.unlink()
    cluster.start()
    assert cluster.server_pid() not in (None, left)
    assert cluster.answers()


def test_a_killed_server_comes_back_with_what_it_acknowledged(cluster):
    cluster.start()
    make_database(cluster, "naast")
    with cluster.connect("naast") as connection:
        connection.execute("CREATE TABLE kept (id int)")
        connection.execute("INSERT INTO kept VALUES (1)")
        os.kill(cluster.server_pid(), signal.SIGKILL)
    cluster.start()
    with cluster.connect("naast") as connection:
        assert connection.execute("SELECT * FROM kept").fetchall() == [(1,)]
    cluster.release()


def test_a_note_of_a_process_that_is_somebody_else_by_now_is_ignored(cluster):
    cluster.start()
    cluster.release()
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")
    cluster.start()
    assert cluster.answers()
    cluster.release()


def test_the_last_to_leave_stops_the_server(tmp_path, cluster):
    other = Cluster.of(tmp_path / "state")
    cluster.start()
    other.start()
    cluster.release()
    assert other.answers()
    other.release()
    assert other.server_pid() is None


def test_two_clones_do_not_meet(tmp_path, cluster):
    other = Cluster.of(tmp_path / "other")
    try:
        cluster.start()
        other.start()
        assert cluster.server_pid() != other.server_pid()
        other.release()
        assert cluster.answers()
        cluster.release()
    finally:
        other.remove()


def test_who_throws_the_state_folder_away_starts_afresh(tmp_path, cluster):
    cluster.start()
    make_database(cluster, "naast")
    cluster.release()
    shutil.rmtree(tmp_path / "state")
    afresh = Cluster.of(tmp_path / "state")
    try:
        afresh.start()
        with afresh.connect() as connection:
            assert not connection.execute("SELECT FROM pg_database WHERE datname = 'naast'").fetchall()
        afresh.release()
    finally:
        afresh.remove()


def test_data_of_another_version_is_left_alone(cluster):
    cluster.start()
    cluster.release()
    version = cluster.data / "PG_VERSION"
    real = version.read_text()
    version.write_text("9\n")
    with pytest.raises(ServerFailed, match="made by PostgreSQL 9"):
        cluster.start()
    assert (cluster.data / "global").exists()
    version.write_text(real)


def test_a_socket_folder_that_somebody_else_laid_ready_is_refused(tmp_path):
    """It lies among everybody's: who makes it first, or a link in its place, must not get to own our socket."""
    (tmp_path / "theirs").mkdir()
    sockets = tmp_path / "sockets"
    sockets.symlink_to(tmp_path / "theirs")
    with pytest.raises(ServerFailed, match="belongs to somebody else"):
        Cluster(tmp_path / "home", sockets, Account(os.geteuid(), os.getegid())).start()


def test_the_first_start_is_quick(tmp_path):
    cluster = Cluster.of(tmp_path / "state")
    began = time.monotonic()
    try:
        cluster.start()
        cluster.release()
        assert time.monotonic() - began < 10
    finally:
        cluster.remove()


def test_nobody_connects_over_the_network(cluster):
    cluster.start()
    with cluster.connect() as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SELECT current_user").fetchone() == (SUPERUSER,)
    cluster.release()


@pytest.mark.django_db(transaction=True)
def test_nothing_goes_on_connecting_to_a_server_that_stops(cluster, tmp_path):
    connection.ensure_connection()
    pool = connection.pool
    with database(Options.read({"NAAST_STATE": str(tmp_path / "state")})):
        assert not pool.closed
    assert pool.closed
