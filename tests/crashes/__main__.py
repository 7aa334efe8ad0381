"""`scripts/crashes [--n 1000] [--seed 1]`: the big run, its report on the screen; ends with 1 when anything went wrong."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from crashes.desk import free_ports
from crashes.run import run


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/crashes", description=__doc__)
    parser.add_argument("--n", type=int, default=1000, help="submissions")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=0, help="the first of five free ports")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="naast-crashes-") as folder:
        report = run(Path(folder), n=given.n, seed=given.seed, port=given.port or free_ports())
    print(report.told())
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
