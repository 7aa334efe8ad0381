"""`make bench ARGS="--scale 100000"`: measures, prints the table and writes RESULTS.md."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.client import Plan
from benchmarks.server import Server
from naast.kernel.clock import now

RESULTS = Path(__file__).parent / "RESULTS.md"
CONNECTIONS = 8
COMMIT = ("git", "describe", "--always", "--dirty")
EMPTY = ("empty view", "empty view, signed in")
AIM, LATEST = 0.25, 300
TOP = (
    "# How fast the pages are\n\n"
    "Written by `make bench`; what is measured and how stands in `benchmarks/__init__.py`. Planted faults and the fault\n"
    "plan, with n and seed: [FAULTS](FAULTS.md).\n\n"
    "| page | requests/s | of the empty view | of it, signed in | p50 ms | p95 ms | p99 ms | queries | blocks | n |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0, help="for each page in each round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1, help="the order of the pages")
    parser.add_argument("--port", type=int, default=8505)
    parser.add_argument("--scale", type=int, help="residents of the town; else as many as the demo has")
    parser.add_argument("--sent", type=int, default=80, help="requests that residents send")
    parser.add_argument("--processes", type=int, default=os.cpu_count(), help="of the web server")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="naast-bench-") as folder:
        state = Path(folder) / "state"
        table = _measured(Server(state, given.port, processes=given.processes, scale=given.scale), given)
    sys.stdout.write(table)
    RESULTS.write_text(table)


def _measured(server: Server, given: argparse.Namespace) -> str:
    with server.running():
        staged = json.loads(server.staged())
        before = server.memory()  # worker and sweep start after the pages
        pages = [page for page in staged if not page["body"]]
        found = json.loads(server.program("-m", "benchmarks.client", given=json.dumps(asdict(_plan(pages, given)))))
        after = server.memory()
        sent = json.loads(server.program("-m", "benchmarks.sending", given=json.dumps(_sending(server, staged, given))))
        memory = [
            _memory("at the start", before),
            _memory("after the pages", after),
            _memory("after the sending", server.memory()),
        ]
        head = [
            *_machine(server),
            _run(given),
            *sent,
            *memory,
            *json.loads(server.sweeps()),
            *json.loads(server.finder()),
        ]
    lines = "".join(_line(page, found) for page in pages)
    return f"{TOP}{lines}\n" + "".join(f"- {line}\n" for line in head)


def _plan(pages: list[dict[str, Any]], given: argparse.Namespace) -> Plan:
    return Plan(
        host="localhost",
        port=given.port,
        connections=CONNECTIONS,
        seconds=given.seconds,
        rounds=given.rounds,
        seed=given.seed,
        pages=[(page["name"], page["path"], page["cookie"], page["body"]) for page in pages],
    )


def _sending(server: Server, staged: list[dict[str, Any]], given: argparse.Namespace) -> dict[str, Any]:
    empty = asdict(_plan([page for page in staged if page["body"]], given))
    return {"url": server.url, "state": str(server.state), "n": given.sent, "seed": given.seed, "empty": empty}


def _line(page: dict[str, Any], found: dict[str, list[float]]) -> str:
    seconds = found[page["name"]]
    rate = _rate(seconds)
    cuts = statistics.quantiles(seconds, n=100)
    late = " | ".join(f"{cuts[place] * 1000:.1f}" for place in (49, 94, 98))
    shares = " | ".join(f"{rate / _rate(found[empty]):.2f}" for empty in EMPTY)
    return (
        f"| {page['name']} | {rate:.0f} | {shares} | {late} | {page['queries']} | {page['blocks']} | {len(seconds)} |\n"
    )


def _rate(seconds: list[float]) -> float:
    """Answers a second, from the time that the eight connections spent waiting for them."""
    return CONNECTIONS * len(seconds) / sum(seconds)


def _machine(server: Server) -> list[str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    commit = subprocess.run(COMMIT, capture_output=True, text=True, check=False)  # noqa: S603
    return [
        f"machine: {os.cpu_count()} cores, {memory} GB; load {os.getloadavg()[0]:.1f} at the end, measuring itself included",
        f"Python {platform.python_version()}, PostgreSQL {server.version()}",
        f"commit {commit.stdout.strip() or 'unknown'}, {now():%Y-%m-%d %H:%M} UTC",
    ]


def _run(given: argparse.Namespace) -> str:
    town = "the demo town" if given.scale is None else f"a town of {given.scale:,} residents"
    return (
        f"{town}, {given.processes} web processes, {CONNECTIONS} connections, {given.rounds} rounds of {given.seconds:g} s "
        f"for each page, seed {given.seed}; aim: at least {AIM:.2f} of the empty view, and p95 under {LATEST} ms"
    )


def _memory(when: str, found: dict[str, int]) -> str:
    parts = ", ".join(f"{name} {size}" for name, size in found.items() if name != "all")
    return f"memory of `naast up` {when}: {found['all']} MB ({parts})"


if __name__ == "__main__":
    main()
