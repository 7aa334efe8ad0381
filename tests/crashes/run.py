"""One run: residents send while the killer makes trouble, then a few in calm; wait until it is quiet, let the ledger judge."""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from crashes.desk import RECOVERY, Desk
from crashes.judge import Judge
from crashes.killer import KILLS, Killer
from crashes.ledger import Ledger
from crashes.residents import ANSWERED, WHO, Move, Resident, Wire, a_move

CALM = 16  # submissions after the last trouble, of which no request may fail
SLEEPS = "sleep"  # takes minutes, so that it happens beside the other troubles


@dataclass(frozen=True, slots=True)
class Report:
    """What happened in one run of `n` submissions. `made`: troubles and how often."""

    n: int
    seed: int
    acknowledged: int
    made: dict[str, int]
    counts: dict[str, int]
    seconds: float
    recovered_after: float
    quiet_after: float
    percentiles: tuple[float, float, float]
    slowest: float
    broken: dict[str, bool]
    faults: list[str]

    def told(self) -> str:
        middle, late, last = self.percentiles
        lines = [
            f"{self.acknowledged} of {self.n} submissions acknowledged in {self.seconds:.0f} s; seed {self.seed}",
            f"trouble: {self.troubles}",
            *(f"{what}: {times}" for what, times in sorted(self.counts.items())),
            f"sending until acknowledged, tries included: p50 {middle:.2f} s, p95 {late:.2f} s, p99 {last:.2f} s",
            f"slowest answer {self.slowest:.1f} s; {self.broken_off}",
            f"answers again {self.recovered_after:.1f} s after the last trouble, all work done {self.quiet_after:.1f} s later",
            *(self.faults or [f"lost 0, double 0, stuck 0 of {self.acknowledged}"]),
        ]
        return "\n".join(lines)

    @property
    def broken_off(self) -> str:
        return f"{len(self.broken)} sendings broken off, {sum(self.broken.values())} of them after the commit"

    @property
    def troubles(self) -> str:
        return ", ".join(f"{name} {times}" for name, times in sorted(self.made.items())) or "none"


@dataclass(frozen=True, slots=True)
class Plan:
    """`presses`: how often a resident presses the button at once. `mails`: wait for all of them, which takes minutes after an
    unlucky kill. `kills`: so many at most, then also without a calm end."""

    n: int
    seed: int
    troubles: Sequence[str] = KILLS
    presses: int = 1
    kills: int | None = None
    mails: bool = True


def run(folder: Path, *, n: int, seed: int, port: int, kills: int | None = None) -> Report:
    """A run of kills on a desk of its own."""
    desk = Desk(folder / "state", port)
    try:
        desk.open()
        return run_on(desk, folder / "ledger.jsonl", Plan(n, seed, kills=kills, mails=kills is None))
    finally:
        desk.close()


def run_on(desk: Desk, file: Path, plan: Plan) -> Report:
    """One run on a desk that is open. `file`: where the ledger goes."""
    ledger, wire = Ledger(file), Wire()
    judge = Judge(desk, ledger, before=[case for (case,) in desk.ask("SELECT id FROM cases_case")])
    residents = residents_of(desk, ledger, wire, n=plan.n, seed=plan.seed, presses=plan.presses)
    for one in residents:
        one.sign_in()
    killers = [Killer(desk, wire.told, plan.seed, troubles=some, most=plan.kills) for some in _apart(plan.troubles)]
    took = _in_trouble(residents, killers)
    recovered = _seconds(lambda: desk.wait_until(desk.answers, RECOVERY))
    calm = list(_in_calm(residents, plan)) if plan.kills is None else []
    quiet = _seconds(lambda: judge.wait_until_quiet(mails=plan.mails))
    failures = [f"failed: {one.name}: {one.failure!r}" for one in (*residents, *killers) if one.failure]
    return Report(
        n=plan.n,
        seed=plan.seed,
        acknowledged=len(wire.seconds),
        made=dict(sum((one.made for one in killers), Counter())),
        counts=dict(wire.counts),
        seconds=took,
        recovered_after=recovered,
        quiet_after=quiet,
        percentiles=_percentiles(wire.seconds),
        slowest=wire.slowest,
        broken=dict(wire.broken),
        faults=[*failures, *calm, *judge.faults(unripe=not plan.mails)],
    )


def _apart(troubles: Sequence[str]) -> list[Sequence[str]]:
    """What each killer makes. A sleep takes minutes, so it has one of its own."""
    quick = [one for one in troubles if one != SLEEPS]
    return [some for some in (quick, [SLEEPS] if SLEEPS in troubles else []) if some]


def _in_trouble(residents: Sequence[Resident], killers: Sequence[Killer]) -> float:
    """Until all is sent and the last trouble is over; the seconds until all was sent."""

    def send() -> None:
        for one in residents:
            one.start()
        for one in residents:
            one.join()

    for one in killers:
        one.start()
    took = _seconds(send)
    for one in killers:
        one.stop()
    return took


def _in_calm(before: Sequence[Resident], plan: Plan) -> Iterator[str]:
    """A few more by the same people, and whatever went wrong with them: no trouble may be left behind."""
    desk, ledger, wire = before[0].desk, before[0].ledger, Wire()
    residents = residents_of(desk, ledger, wire, n=CALM, seed=plan.seed + CALM, presses=plan.presses)
    for one, earlier in zip(residents, before, strict=True):
        one.http = earlier.http
    _in_trouble(residents, [])
    yield from (f"in calm: {one.name}: {one.failure!r}" for one in residents if one.failure)
    yield from (f"in calm: {what} {times}" for what, times in wire.counts.items() if what != ANSWERED)


def residents_of(desk: Desk, ledger: Ledger, wire: Wire, *, n: int, seed: int, presses: int = 1) -> list[Resident]:
    moves = _moves(n, seed)
    lock = threading.Lock()

    def next_move() -> Move | None:
        with lock:
            return next(moves, None)

    return [Resident(who, desk, ledger, wire, next_move, presses=presses) for who in WHO]


def _moves(n: int, seed: int) -> Iterator[Move]:
    pick = random.Random(seed)
    return (a_move(number, pick) for number in range(n))


def _seconds(act: Callable[[], object]) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


def _percentiles(seconds: list[float]) -> tuple[float, float, float]:
    if len(seconds) < 2:
        return (0.0, 0.0, 0.0)
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    return cuts[49], cuts[94], cuts[98]
