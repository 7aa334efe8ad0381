"""What else goes wrong than a kill. Each leaves everything as it found it, and says what it did; "" when that was nothing."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import socket
import struct
import time
import urllib.request
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import psycopg

from crashes.desk import Desk, kill
from naast.demo.stand_ins.brp.modes import MODES
from naast.site.postgres.cluster import PORT

SHORT, LONG = 2.0, 8.0  # seconds that something is away; no statement of a page may take 5, no wait for a lock 2
FREED = 0.4  # seconds after which the supervisor starts again what died
CONNECTIONS = 250  # more than the server takes
LOCKED = "LOCK TABLE cases_case, journeys_draft, messages_delivery, procrastinate_jobs IN ACCESS EXCLUSIVE MODE"

SLEEP = 90.0  # seconds at least; a job of a worker whose heart is silent for 30 is given to another
LONGEST_SLEEP = (
    330.0  # seconds; a mail that is under way for 120 is settled, tried again half a minute later, by a sweep
)
AIM, GLANCE = 3.0, 0.001  # seconds of waiting for work to stop a worker in, and between two looks
MAILING = "SELECT message_id FROM messages_delivery WHERE state = 'trying'"
SENT = "SELECT message_id, xmin::text FROM messages_delivery WHERE state = 'sent' AND message_id = ANY(%s)"
AWAKE = 10.0  # seconds in which a worker that woke up would write what it had in hand


def worker_sleeps(desk: Desk, _: random.Random) -> str:
    """A worker stands still in the middle of a mail, as if its machine slept, until another has sent it; then it wakes.

    A row has another `xmin` after each write (PostgreSQL, system columns), also when the write changes nothing.
    """
    sleeper, in_hand = stop_at_work(desk, MAILING, tries=20)
    if not in_hand:
        return ""
    try:
        time.sleep(SLEEP)
        until = time.monotonic() + LONGEST_SLEEP - SLEEP
        while len(before := dict(desk.ask(SENT, [in_hand]))) < len(in_hand) and time.monotonic() < until:
            time.sleep(1)
    finally:
        _wake(desk, sleeper)
    time.sleep(AWAKE)
    after = dict(desk.ask(SENT, [list(before)]))
    assert before == after, f"a worker that woke up wrote about {before.items() - after.items()}"
    assert len(before) == len(in_hand), f"nobody took over the work of a worker that slept: {in_hand}"
    return "worker asleep with a mail in hand"


def stop_at_work(desk: Desk, work: str, *, tries: int) -> tuple[int, list[Any]]:
    """Stop a worker; which one, and the work that nobody goes on with. With nothing in hand it may go on.

    A row that is locked is being settled, in a transaction that the database ends: of that nothing is left to write on waking.
    """
    for _ in range(tries):
        if not (sleeper := next(iter(desk.workers()), 0)):
            continue
        known = {row[0] for row in desk.ask(work)}  # somebody died with it
        _wait_for(desk, work, known)
        desk.asleep.add(sleeper)
        with contextlib.suppress(ProcessLookupError):  # another trouble was first
            os.kill(sleeper, signal.SIGSTOP)
        time.sleep(0.5)
        if in_hand := [row[0] for row in desk.ask(f"{work} FOR UPDATE SKIP LOCKED") if row[0] not in known]:
            return sleeper, in_hand
        _wake(desk, sleeper)
    return 0, []


def _wait_for(desk: Desk, work: str, known: set[Any]) -> None:
    until = time.monotonic() + AIM
    with contextlib.suppress(psycopg.OperationalError), desk.cluster.connect("naast") as connection:
        while time.monotonic() < until and not {row[0] for row in connection.execute(work)} - known:
            time.sleep(GLANCE)


def _wake(desk: Desk, pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)
    desk.asleep.discard(pid)


def tables_are_locked(desk: Desk, pick: random.Random) -> str:
    try:
        with desk.cluster.connect("naast") as connection, connection.transaction():
            connection.execute("SET LOCAL lock_timeout = '2s'")  # or everybody waits behind us for as long as we wait
            connection.execute(LOCKED)
            time.sleep(pick.uniform(SHORT, LONG))
    except psycopg.OperationalError:
        return ""
    return "tables locked"


def connections_are_taken(desk: Desk, pick: random.Random) -> str:
    """As many as the server gives, by the role that serves."""
    place = {"host": str(desk.cluster.sockets), "port": str(PORT), "user": "naast_app", "dbname": "naast"}
    with contextlib.ExitStack() as held:
        try:
            for _ in range(CONNECTIONS):
                held.enter_context(psycopg.connect(**place, connect_timeout=2))
        except psycopg.OperationalError:
            time.sleep(pick.uniform(SHORT, LONG))
            return "connections taken"
    raise AssertionError(f"the server gave all {CONNECTIONS} connections")


def database_stands_still(desk: Desk, pick: random.Random) -> str:
    """As a disk that hangs: nobody is cut off, nobody gets an answer."""
    pids = desk.database()
    for number in (signal.SIGSTOP, signal.SIGCONT):
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        time.sleep(pick.uniform(SHORT, LONG) if number == signal.SIGSTOP else 0)
    return "database stood still" if pids else ""


def database_starts_again(desk: Desk, _: random.Random) -> str:
    """As an operator does it, or a failover: everybody is cut off, nothing is killed."""
    if not (pid := desk.cluster.server_pid()):
        return ""
    os.kill(pid, signal.SIGINT)
    return "database started again"


def register_fails(desk: Desk, pick: random.Random) -> str:
    mode = pick.choice([one for one in MODES if one != "ok"])
    _switch(desk, mode)
    time.sleep(pick.uniform(SHORT, LONG))
    _switch(desk, "ok")
    return f"register {mode}"


def _switch(desk: Desk, mode: str) -> None:
    body = json.dumps({"mode": mode}).encode()
    request = urllib.request.Request(f"http://localhost:{desk.port + 2}/_demo/mode", body, method="POST")
    with contextlib.suppress(OSError), urllib.request.urlopen(request, timeout=20):  # it may have been killed just now
        return


def neighbour_fails(name: str, module: str, place: int, desk: Desk, pick: random.Random) -> str:
    """Killed; and then nobody listens where it stood, or somebody who talks nonsense, says nothing or hangs up."""
    how = pick.choice(["away", *IMPOSTORS])
    kill(desk.neighbour(module))
    seconds = pick.uniform(SHORT, LONG)
    if how == "away":
        return f"{name} {how}"
    if not (door := _door(desk.port + place)):
        return f"{name} away"
    with door:
        _receive(door, IMPOSTORS[how], time.monotonic() + seconds)
    return f"{name} {how}"


def _door(port: int) -> socket.socket | None:
    """The place of who was killed; None when that is back already."""
    until = time.monotonic() + FREED
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            return socket.create_server(("127.0.0.1", port))
        time.sleep(GLANCE)
    return None


def _receive(door: socket.socket, act: Callable[[socket.socket], None], until: float) -> None:
    """Let everybody in who comes until then; all are shown out at the end."""
    door.settimeout(0.2)
    with contextlib.ExitStack() as guests:
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                guest = guests.enter_context(door.accept()[0])
                act(guest)


def _hang_up(guest: socket.socket) -> None:
    guest.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # closes with a reset
    guest.close()


IMPOSTORS: Mapping[str, Callable[[socket.socket], None]] = {
    "silent": lambda _: None,
    "garbled": lambda guest: guest.sendall(b"\xff\x00{[" * 50 + b"\r\n\x00"),
    "busy": lambda guest: guest.sendall(b"421 4.3.2 too busy\r\n\x00"),
    "hanging up": _hang_up,
}
TROUBLES: Mapping[str, Callable[[Desk, random.Random], str]] = {
    "sleep": worker_sleeps,
    "lock": tables_are_locked,
    "crowd": connections_are_taken,
    "stall": database_stands_still,
    "restart": database_starts_again,
    "register": register_fails,
    "mail": partial(neighbour_fails, "mail server", "naast.demo.mail", 3),
    "scanner": partial(neighbour_fails, "scanner", "naast.demo.stand_ins.clamd", 4),
}
