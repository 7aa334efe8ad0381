"""How many requests eight residents send, and how long the sending takes: a process of its own; writes sentences for RESULTS.md.

They are those of `tests/crashes`, whom nobody kills here: signed in at the provider, each walks the whole move over HTTP, page by
page, and sends it. Beside it, in the same minute: an empty view that is posted to by somebody signed in, which bounds how many
answers a server can take in, and one row that is inserted by itself, which is what one commit to this disk costs.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from benchmarks.client import Plan, measure
from crashes.ledger import Ledger
from crashes.residents import WHO, Resident, Wire
from crashes.run import residents_of
from naast.site.postgres.cluster import Cluster

if TYPE_CHECKING:
    from crashes.desk import Desk

WARM, SECONDS = 8, 5.0  # requests that are not counted; seconds of inserting
TABLE = "CREATE TABLE IF NOT EXISTS bench (at timestamptz, body text)"
ROW = "INSERT INTO bench VALUES (clock_timestamp(), repeat('x', 1000))"


@dataclass(frozen=True, slots=True)
class Sending:
    """`n` requests at this address, whose database is that of the state folder; `empty` posts to the empty view."""

    url: str
    state: str
    n: int
    seed: int
    empty: Plan


def lines(given: Sending) -> list[str]:
    _sent(given, WARM)
    wire, took = _sent(given, given.n)
    asked = wire.counts["requests answered"]
    empty, rows = _empty_posts(given.empty), _rows(Cluster.of(Path(given.state)))
    cuts = [cut * 1000 for cut in statistics.quantiles(wire.seconds, n=100, method="inclusive")]
    rate, one = asked / took, asked / given.n
    beside = f"{rate / empty:.2f} of an empty view that is posted to ({empty:.0f} a second)"
    late = f"p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f}, p99 {cuts[98]:.0f}"
    return [
        f"sent requests: {given.n / took:.2f} a second by {len(WHO)} residents, n={given.n}, seed {given.seed}",
        f"each sent request is {one:.0f} pages and answers, {rate:.0f} a second: {beside}",
        f"the sending itself: {late}; one row by itself, as durable: {rows:.0f} a second",
    ]


def _sent(given: Sending, n: int) -> tuple[Wire, float]:
    """What went over the wire until all were acknowledged, and the seconds that took."""
    with tempfile.TemporaryDirectory() as folder:
        wire, ledger = Wire(), Ledger(Path(folder) / "ledger")
        residents = residents_of(cast("Desk", given), ledger, wire, n=n, seed=given.seed)
        for place, one in enumerate(residents):
            one.http.headers["X-Forwarded-For"] = f"10.0.0.{place + 1}"  # each at home
            one.sign_in()
        wire.counts.clear()
        took = _all(residents)
    if failed := [one.failure for one in residents if one.failure]:
        raise failed[0]
    return wire, took


def _all(threads: list[Resident] | list[threading.Thread]) -> float:
    began = time.monotonic()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return time.monotonic() - began


def _empty_posts(plan: Plan) -> float:
    (seconds,) = asyncio.run(measure(plan)).values()
    return plan.connections * len(seconds) / sum(seconds)


def _rows(cluster: Cluster) -> float:
    """Rows a second over as many connections, each row a commit."""
    done = [0] * len(WHO)

    def insert(place: int) -> None:
        with cluster.connect("naast") as connection:
            until = time.monotonic() + SECONDS
            while time.monotonic() < until:
                connection.execute(ROW)
                done[place] += 1

    with cluster.connect("naast") as connection:
        connection.execute(TABLE)
        took = _all([threading.Thread(target=insert, args=[place]) for place in range(len(WHO))])
        connection.execute("DROP TABLE bench")
    return sum(done) / took


def main() -> None:
    given = json.load(sys.stdin)
    json.dump(lines(Sending(**{**given, "empty": Plan(**given["empty"])})), sys.stdout)


if __name__ == "__main__":
    main()
