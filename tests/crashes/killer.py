"""Kills web, worker and database at moments that follow from a seed: a third anywhere, a third aimed at work under way,
a third at the moment that somebody just got the word "received".
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable

import psycopg

from crashes.desk import Desk, kill

LEAST, MOST = 1.0, 5.0  # seconds between two kills
LONGEST_AIM = 3.0  # seconds of waiting for something to aim at
GLANCE = 0.001  # seconds between two looks
CASES = "SELECT count(*) FROM cases_case"  # a sending that is committed and, for a few milliseconds, not answered
JOBS = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'"
Target = tuple[str, str, Callable[[], list[int]]]


class Killer(threading.Thread):
    """Kills until `stop`, or `most` times: in each round web, worker and database once, in an order that the seed says."""

    def __init__(self, desk: Desk, told: threading.Event, seed: int, *, most: int | None = None) -> None:
        super().__init__(name="killer", daemon=True)
        self.most = most
        self.desk, self.told, self.pick = desk, told, random.Random(seed)
        self.kills: Counter[str] = Counter()
        self.failure: BaseException | None = None
        self._stopped = threading.Event()

    def run(self) -> None:
        try:
            while self.most is None or self.kills.total() < self.most:
                for name, query, find in self._round():
                    if self._stopped.wait(self.pick.uniform(LEAST, MOST)):
                        return
                    self._kill(name, query, find)
        except BaseException as failure:  # noqa: BLE001  told by who waits for this thread
            self.failure = failure

    def stop(self) -> None:
        self._stopped.set()
        self.join(30)

    def _round(self) -> list[Target]:
        whole = self.pick.random() < 0.3
        targets: list[Target] = [
            ("web" if whole else "process of web", CASES, lambda: self.desk.web(whole=whole)),
            ("worker", JOBS, self.desk.worker),
            ("database", CASES, self.desk.database),
        ]
        self.pick.shuffle(targets)
        return targets

    def _kill(self, name: str, query: str, find: Callable[[], list[int]]) -> None:
        """Those who die are found first, so that nothing lies between the aim and the shot."""
        doomed, aim, pause = find(), self.pick.choice(["anywhere", "at work", "told"]), self.pick.uniform(0, 0.01)
        if aim == "at work":
            self._wait_for_more(query)
            time.sleep(pause)
        if aim == "told":
            self.told.clear()
            self.told.wait(LONGEST_AIM)
        kill(doomed)
        self.kills[name] += bool(doomed)

    def _wait_for_more(self, query: str) -> None:
        """Until the query counts more than when we came, or three seconds are over, or the database is away."""
        until = time.monotonic() + LONGEST_AIM
        try:
            with self.desk.cluster.connect("naast") as connection:
                before = self._count(connection, query)
                while time.monotonic() < until and self._count(connection, query) <= before:
                    time.sleep(GLANCE)
        except psycopg.OperationalError:
            return

    @staticmethod
    def _count(connection: psycopg.Connection, query: str) -> int:
        ((found,),) = connection.execute(query).fetchall()
        return int(found)
