"""What a web process counts. `naast metrics` adds up what all of them counted, from files in one folder.

A label is the name of a page or a status that we gave: never an address, a person, or anything else that a visitor chooses.
"""

import os
from pathlib import Path

from prometheus_client import Counter, Histogram

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # read by prometheus_client when it is first imported
BUCKETS = (0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10)  # seconds; a page is meant to take 0.3 at most

REQUESTS = Counter("naast_requests", "Requests answered.", ["route", "status"])
SECONDS = Histogram("naast_request_seconds", "Time until the answer began.", ["route"], buckets=BUCKETS)


def count(*, route: str, status: int, seconds: float) -> None:
    REQUESTS.labels(route=route, status=str(status)).inc()
    SECONDS.labels(route=route).observe(seconds)


def forget_the_dead(folder: Path) -> None:
    """Remove what processes counted that have ended, so that the folder does not grow with every start."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for file in folder.glob("*.db"):
        if not _lives(int(file.stem.rpartition("_")[2])):
            file.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True
