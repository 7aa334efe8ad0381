"""One run: open a desk, let residents send while the killer kills, wait until it is quiet, and let the ledger judge."""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crashes.desk import RECOVERY, Desk
from crashes.judge import Judge
from crashes.killer import Killer
from crashes.ledger import Ledger
from crashes.residents import WHO, Move, Resident, Wire, a_move


@dataclass(frozen=True, slots=True)
class Report:
    """What happened in one run of `n` submissions."""

    n: int
    seed: int
    acknowledged: int
    kills: dict[str, int]
    counts: dict[str, int]
    seconds: float
    recovered_after: float
    quiet_after: float
    percentiles: tuple[float, float, float]
    faults: list[str]

    def told(self) -> str:
        middle, late, last = self.percentiles
        lines = [
            f"{self.acknowledged} of {self.n} submissions acknowledged in {self.seconds:.0f} s; seed {self.seed}",
            f"killed: {', '.join(f'{name} {times}' for name, times in sorted(self.kills.items()))}",
            *(f"{what}: {times}" for what, times in sorted(self.counts.items())),
            f"sending until acknowledged, tries included: p50 {middle:.2f} s, p95 {late:.2f} s, p99 {last:.2f} s",
            f"answers again {self.recovered_after:.1f} s after the last kill; all work done {self.quiet_after:.1f} s after that",
            *(self.faults or [f"lost 0, double 0, stuck 0 of {self.acknowledged}"]),
        ]
        return "\n".join(lines)


def run(folder: Path, *, n: int, seed: int, port: int, kills: int | None = None) -> Report:
    """`kills`: so many at most, and not waiting for every mail, which takes minutes after an unlucky kill."""
    desk = Desk(folder / "state", port)
    try:
        desk.open()
        return _run(desk, Ledger(folder / "ledger.jsonl"), n=n, seed=seed, kills=kills)
    finally:
        desk.close()


def _run(desk: Desk, ledger: Ledger, *, n: int, seed: int, kills: int | None) -> Report:
    ((since,),) = desk.ask("SELECT clock_timestamp()")
    wire = Wire()
    residents = residents_of(desk, ledger, wire, n=n, seed=seed)
    for one in residents:
        one.sign_in()
    killer, began = Killer(desk, wire.told, seed, most=kills), time.monotonic()
    for one in residents:
        one.start()
    killer.start()
    for one in residents:
        one.join()
    killer.stop()
    took, killed_last = time.monotonic() - began, time.monotonic()
    desk.wait_until(desk.answers, RECOVERY)
    recovered = time.monotonic() - killed_last
    judge = Judge(desk, ledger, since)
    quiet = judge.wait_until_quiet(mails=kills is None)
    failures = [f"failed: {one.name}: {one.failure!r}" for one in (*residents, killer) if one.failure]
    return Report(
        n=n,
        seed=seed,
        acknowledged=len(ledger.acknowledged()),
        kills=dict(killer.kills),
        counts=dict(wire.counts),
        seconds=took,
        recovered_after=recovered,
        quiet_after=quiet,
        percentiles=_percentiles(wire.seconds),
        faults=[*failures, *judge.faults(unripe=kills is not None)],
    )


def residents_of(desk: Desk, ledger: Ledger, wire: Wire, *, n: int, seed: int) -> list[Resident]:
    moves = _moves(n, seed)
    lock = threading.Lock()

    def next_move() -> Move | None:
        with lock:
            return next(moves, None)

    return [Resident(who, desk, ledger, wire, next_move) for who in WHO]


def _moves(n: int, seed: int) -> Iterator[Move]:
    pick = random.Random(seed)
    return (a_move(number, pick) for number in range(n))


def _percentiles(seconds: list[float]) -> tuple[float, float, float]:
    if len(seconds) < 2:
        return (0.0, 0.0, 0.0)
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    return cuts[49], cuts[94], cuts[98]
