"""What each sweep looks at when it runs: one that reads more as the town grows does so every minute. Sentences for RESULTS.md."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from benchmarks.stage import Counted, blocks_of
from naast.kernel.registry import registry
from naast.kernel.sweeps import Sweep

SHOWN = 4


def lines() -> list[str]:
    """The sweeps that look at most. The first run does what there is to do, the second is what it costs by itself."""
    most = sorted(_measured(), reverse=True)[:SHOWN]
    return [
        "sweeps that look at most: "
        + ", ".join(f"{key} {blocks:,} blocks every {every} s" for blocks, key, every in most)
    ]


def _measured() -> Iterator[tuple[int, str, int]]:
    for sweep in registry.declared(Sweep):
        sweep.run()
        with Counted() as counted:
            sweep.run()
        yield sum(blocks_of(*one) for one in counted.queries), sweep.key, int(sweep.every)


def main() -> None:
    json.dump(lines(), sys.stdout)
