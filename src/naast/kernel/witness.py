"""Files beside the database that only grow, so that they can tell what it no longer knows."""

from __future__ import annotations

import os
from pathlib import Path


def append(path: Path, content: bytes, *, after: int) -> None:
    """Write this behind the first `after` bytes: what a crash left half-written behind them was never committed.

    When this returns, the file and its name are on the disk.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.truncate(after)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
