"""Periodic work about files: check what waits, clear what nobody owns."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic
from uuid import UUID

from naast.files.actions import disk
from naast.files.actions.checking import check
from naast.files.queries import known_among, to_check
from naast.kernel.clock import now

BATCH = 100
PATIENCE = 10.0  # seconds; a slow scanner may not keep the other sweeps waiting
ORPHAN_AFTER = timedelta(days=1)  # longer than any transaction that could still bring the row


def check_what_waits() -> int:
    """Ask the scanner about every file in quarantine, until time is up; how many got a verdict."""
    judged, end = 0, monotonic() + PATIENCE
    for file in to_check(BATCH):
        judged += check(file) is not None
        if monotonic() > end:
            break
    return judged


def clear_orphans() -> int:
    """Remove bytes without a row, left by a transaction that did not commit or a process that died; how many."""
    lying = {place.stem: place for place in disk.lying_about(before=(now() - ORPHAN_AFTER).timestamp())}
    known = {one.hex for one in known_among({UUID(hex=name) for name in lying})}
    orphans = [place for name, place in lying.items() if name not in known or place.suffix == disk.HALF]
    for place in orphans:
        place.unlink(missing_ok=True)
    return len(orphans)
