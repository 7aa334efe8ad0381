"""Periodic work about files: check what waits, clear what nobody owns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path
from time import monotonic
from uuid import UUID

from django.conf import settings

from naast.files.actions import disk
from naast.files.actions.checking import check
from naast.files.queries import known_among, to_check
from naast.kernel.clock import now
from naast.kernel.sweeps import tried

AT_ONCE = 1_000
BATCH = 100
PATIENCE = 10.0  # seconds; a slow scanner may not keep the other sweeps waiting
ORPHAN_AFTER = timedelta(days=1)  # longer than any transaction that could still bring the row


def check_what_waits() -> int:
    """Ask the scanner, where there is one, about files in quarantine until time is up; how many got a verdict."""
    if not settings.NAAST_CLAMD_ADDRESS:
        return 0
    judged, end = 0, monotonic() + PATIENCE
    for file in to_check(AT_ONCE):
        judged += tried(check, file) is not None
        if monotonic() > end:
            break
    return judged


def clear_orphans() -> int:
    """Remove bytes without a row, left by a transaction that did not commit or a process that died; how many."""
    lying = disk.lying_about(before=(now() - ORPHAN_AFTER).timestamp())
    return sum(_clear(some) for some in batched(lying, BATCH))


def _clear(lying: Sequence[Path]) -> int:
    known = {one.hex for one in known_among({UUID(hex=place.stem) for place in lying})}
    orphans = [place for place in lying if place.stem not in known or place.suffix == disk.HALF]
    for place in orphans:
        place.unlink(missing_ok=True)
    return len(orphans)


def batched(places: Iterator[Path], size: int) -> Iterator[Sequence[Path]]:
    """So many at a time: a large town has millions. (itertools has this from Python 3.12.)"""
    while some := tuple(islice(places, size)):
        yield some
