"""Makes trouble at moments that follow from a seed. Of the kills a third goes anywhere, a third is aimed at work under way,
a third at the moment that somebody just got the word "received". A worker is always killed at work: idle, it has nothing to lose.
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence

import psycopg

from crashes.desk import Desk, kill
from crashes.troubles import LONGEST_SLEEP, TROUBLES, stop_at_work

LEAST, MOST = 1.0, 5.0  # seconds between two troubles
LONGEST_AIM = 3.0  # seconds of waiting for something to aim at
GLANCE = 0.001  # seconds between two looks
CASES = "SELECT count(*) FROM cases_case"  # a sending that is committed and, for a few milliseconds, not answered
DOING = "SELECT id FROM procrastinate_jobs WHERE status = 'doing'"
KILLS = ("web", "worker", "database")
Target = tuple[str, str, Callable[[], list[int]]]


class Killer(threading.Thread):
    """Goes on until `stop`, or `most` times: in each round each trouble once, in an order that the seed says.

    `troubles`: of KILLS and TROUBLES.
    """

    def __init__(
        self, desk: Desk, told: threading.Event, seed: int, *, troubles: Sequence[str] = KILLS, most: int | None = None
    ) -> None:
        super().__init__(name="killer", daemon=True)
        self.troubles, self.most = troubles, most
        self.desk, self.told, self.pick = desk, told, random.Random(seed)
        self.made: Counter[str] = Counter()
        self.failure: BaseException | None = None
        self._stopped = threading.Event()

    def run(self) -> None:
        try:
            while self.most is None or self.made.total() < self.most:
                for trouble in self.pick.sample(self.troubles, len(self.troubles)):
                    if self._stopped.wait(self.pick.uniform(LEAST, MOST)):
                        return
                    self._make(trouble)
        except BaseException as failure:  # noqa: BLE001  told by who waits for this thread
            self.failure = failure

    def stop(self) -> None:
        """Ends after the trouble that is being made."""
        self._stopped.set()
        self.join(LONGEST_SLEEP + 60)

    def _make(self, trouble: str) -> None:
        if trouble == "worker":
            made = self._kill_worker()
        elif trouble in KILLS:
            made = self._kill(*self._doomed_by(trouble))
        else:
            made = TROUBLES[trouble](self.desk, self.pick)
        if made:
            self.made[made] += 1

    def _doomed_by(self, name: str) -> Target:
        if name == "database":
            return name, CASES, self._once_it_answers(self.desk.database)
        whole = self.pick.random() < 0.3
        return "web" if whole else "process of web", CASES, self._once_it_answers(lambda: self.desk.web(whole=whole))

    def _once_it_answers(self, find: Callable[[], list[int]]) -> Callable[[], list[int]]:
        """Killed before that, again and again, the desk would serve nobody on a machine that is busy."""
        return lambda: find() if self.desk.answers() else []

    def _kill_worker(self) -> str:
        """With a job in hand: stopped first, so that no busy machine lets it finish between the aim and the shot."""
        caught, in_hand = stop_at_work(self.desk, DOING, tries=5)
        doomed = [caught] if in_hand else self.desk.workers()
        kill(doomed)
        self.desk.asleep.discard(caught)
        return ("worker at work" if in_hand else "worker") if doomed else ""

    def _kill(self, name: str, query: str, find: Callable[[], list[int]]) -> str:
        """Those who die are found first, so that nothing lies between the aim and the shot."""
        doomed, aim, pause = find(), self.pick.choice(["anywhere", "at work", "told"]), self.pick.uniform(0, 0.01)
        if aim == "at work":
            self._wait_for_more(query)
            time.sleep(pause)
        if aim == "told":
            self.told.clear()
            self.told.wait(LONGEST_AIM)
        kill(doomed)
        return name if doomed else ""

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
