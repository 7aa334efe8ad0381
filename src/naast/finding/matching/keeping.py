"""Files that may be made again at any time, kept so that it need not be done at every start."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any


def write_whole(file: Path, write: Callable[[IO[bytes]], Any]) -> None:
    """Whole or not at all: two processes may make the same file at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}")
    with part.open("wb") as out:
        write(out)
    part.replace(file)
