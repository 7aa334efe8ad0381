"""`scripts/crashes [--n 1000] [--seed 1]`: a run of kills, its report on the screen. With `--plan [F8 …]`: the
fault plan, or these lines of it, with three seeds each; its report in benchmarks/FAULTS.md. Ends with 1 when anything went wrong.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from crashes import plan, report
from crashes.desk import free_ports
from crashes.run import run


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/crashes", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--n", type=int, help="submissions; else 1000, or what the plan says")
    parser.add_argument("--seed", type=int, nargs="*", default=[], help="else 1; of the plan 1, 2 and 3")
    parser.add_argument("--port", type=int, default=0, help="the first of ten free ports")
    known = [line.id for line in plan.lines()]
    parser.add_argument(
        "--plan", nargs="*", metavar="ID", help=f"carry out the fault plan, or some of {', '.join(known)}"
    )
    parser.add_argument(
        "--again", action="store_true", help="of the plan also what stands in the report and did not change"
    )
    given = parser.parse_args()
    if unknown := set(given.plan or ()) - set(known):
        parser.error(f"not in the plan: {', '.join(sorted(unknown))}")
    for number in (signal.SIGINT, signal.SIGTERM):  # a shell's `&` has made us deaf to the first
        signal.signal(number, signal.default_int_handler)
    if given.plan is not None:
        return _plan(given.plan, given.n, given.seed, again=given.again)
    with tempfile.TemporaryDirectory(prefix="naast-crashes-") as folder:
        seen = run(Path(folder), n=given.n or 1000, seed=next(iter(given.seed), 1), port=given.port or free_ports())
    print(seen.told())
    return 1 if seen.faults else 0


def _plan(names: Sequence[str], n: int | None, seeds: Sequence[int], *, again: bool) -> int:
    """The report is written anew after each run: a plan that is cut off goes on where it stopped."""
    order, wrong = [line.id for line in plan.lines()], False
    asked = [(line, seed) for line in plan.lines(names) for seed in seeds or plan.SEEDS]
    runs = [(line, seed) for line, seed in asked if again or not report.stands(line, seed, line.n and (n or line.n))]
    for came in plan.carried_out(runs, n=n):
        row = report.told(came)
        print(row, *came.wrong, sep="\n", flush=True)
        report.write([row], order)
        wrong = wrong or bool(came.wrong)
    print(f"{len(asked)} runs, {len(asked) - len(runs)} of them stood in the report, of code that did not change")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
