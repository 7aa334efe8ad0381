"""The fault plan: reads `plan.yaml`, runs each of its lines with three seeds, and tells what came of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from crashes import run
from crashes.desk import Desk, free_ports

ROOT = Path(__file__).parents[2]
FILE = Path(__file__).parent / "plan.yaml"
SEEDS = (1, 2, 3)
SEED = "NAAST_CRASH_SEED"  # that of a test which makes trouble
NOTHING = "nothing lost, doubled or stuck"
COUNTED = re.compile(r"(\d+) (passed|of \d+ red)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the plan. Either `tests` or `faults` is filled, or the line makes `n` submissions."""

    id: str
    what: str
    n: int = 0
    troubles: tuple[str, ...] = ()
    presses: int = 1
    clocks: tuple[str, ...] = ("",)
    tests: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a line with one seed. `n`: submissions, tests or planted faults; `wrong`: what may not be."""

    line: Line
    seed: int
    n: int
    made: str
    wrong: tuple[str, ...]
    figures: str = ""


def lines(names: Sequence[str] = ()) -> list[Line]:
    """Those of these ids; all where none is named."""
    read = YAML(typ="safe").load(FILE)
    found = [
        Line(**{key: tuple(value) if isinstance(value, list) else value for key, value in one.items()}) for one in read
    ]
    return [one for one in found if one.id in names] if names else found


class Desks:
    """The same desk, with two workers, for as long as its clocks are right for what comes and nothing went wrong with it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._clocks = folder, ""
        self._desk: Desk | None = None

    def open(self, clocks: str) -> Desk:
        if self._desk is None or clocks != self._clocks:
            self.close()
            self._clocks = clocks
            self._desk = Desk(
                Path(tempfile.mkdtemp(dir=self._folder)) / "state", free_ports(), workers=2, clocks=clocks
            )
            self._desk.open()
        return self._desk

    def close(self) -> None:
        if self._desk:
            self._desk.close()
        self._desk = None


def carried_out(runs: Sequence[tuple[Line, int]], *, n: int | None = None) -> Iterator[Came]:
    """What came of these lines, each with a seed. `n` instead of what the plan says."""
    with tempfile.TemporaryDirectory(prefix="naast-crashes-") as folder:
        desks = Desks(Path(folder))
        try:
            for line, seed in runs:
                came = _with_seed(line, seed, desks, n or line.n)
                if came.wrong:
                    desks.close()
                yield came
        finally:
            desks.close()


def _with_seed(line: Line, seed: int, desks: Desks, n: int) -> Came:
    if line.tests:
        return _tested(line, seed)
    if line.faults:
        return _planted(line, seed)
    clocks = line.clocks[seed % len(line.clocks)]
    desk = desks.open(clocks)
    plan = run.Plan(n, seed, troubles=line.troubles, presses=line.presses, mails=bool(clocks) or seed == SEEDS[-1])
    return _judged(line, clocks, run.run_on(desk, desk.state.parent / f"ledger-{line.id}-{seed}", plan))


def _judged(line: Line, clocks: str, seen: run.Report) -> Came:
    unheard = () if seen.acknowledged == seen.n else (f"only {seen.acknowledged} of {seen.n} acknowledged",)
    figures = (
        f"{seen.broken_off}; sent in {seen.percentiles[0]:.1f} s (p50) and {seen.percentiles[2]:.1f} s (p99), "
        f"slowest answer {seen.slowest:.1f} s, back in {seen.recovered_after:.1f} s, all done in {seen.quiet_after:.0f} s"
    )
    return Came(line, seen.seed, seen.n, f"{clocks} {seen.troubles}".strip(), (*unheard, *seen.faults), figures)


def _tested(line: Line, seed: int) -> Came:
    command = ["-m", "pytest", "-q", "-p", "no:cacheprovider", f"--hypothesis-seed={seed}", *line.tests]
    code, said = _run(command)
    return Came(line, seed, _counted(said), "", () if code == 0 else (said,))


def _planted(line: Line, seed: int) -> Came:
    code, said = _run(["scripts/faults", "--again", *line.faults], **{SEED: str(seed)})
    return Came(line, seed, _counted(said), "planted, each alone", () if code == 0 else (said,), said)


def _run(command: Sequence[str], **environment: str) -> tuple[int, str]:
    """What it ended with, and its last line."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, (done.stdout.strip() or done.stderr.strip()).splitlines()[-1]


def _counted(said: str) -> int:
    found = COUNTED.search(said)
    return int(found[1]) if found else 0
