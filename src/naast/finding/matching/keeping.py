"""Files that may be made again at any time, kept so that it need not be done at every start."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

Arrays = Mapping[str, npt.NDArray[Any]]


def write_whole(file: Path, write: Callable[[IO[bytes]], Any]) -> None:
    """Whole or not at all: two processes may make the same file at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}")
    with part.open("wb") as out:
        write(out)
    part.replace(file)


def kept_or_made(file: Path, digest: str, make: Callable[[], Arrays]) -> Arrays:
    """What stands in the file, when it was made from the same; else it is made and kept."""
    try:
        with np.load(file, allow_pickle=False) as kept:
            if str(kept["of"]) == digest:
                return dict(kept)
    except (OSError, ValueError, KeyError, BadZipFile):
        pass
    made = make()
    write_whole(file, lambda out: np.savez(out, allow_pickle=False, of=np.array(digest), **made))
    return made
