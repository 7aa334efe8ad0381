"""Files that may be made again at any time, kept so that it need not be done at every start."""

from __future__ import annotations

import json
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


def kept_or_made(file: Path, digest: str, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What stands in the file, when it was made from the same; else it is made and kept."""
    try:
        kept = json.loads(file.read_text("utf-8"))
        if kept["of"] == digest:
            return dict(kept["made"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    made = make()
    write_whole(file, lambda out: out.write(json.dumps({"of": digest, "made": made}).encode()))
    return made
