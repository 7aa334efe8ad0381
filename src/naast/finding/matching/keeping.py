"""Files that may be made again at any time, kept so that it need not be done at every start."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

Arrays = Mapping[str, npt.NDArray[Any]]
MOST = 8  # files of one name: each some megabytes


def write_whole(file: Path, write: Callable[[IO[bytes]], Any]) -> None:
    """Whole or not at all: two processes may make the same file at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}")
    with part.open("wb") as out:
        write(out)
    part.replace(file)


def kept_or_made(folder: Path, name: str, digest: str, make: Callable[[], Arrays]) -> Arrays:
    """What was made before from the same, as the digest says; else it is made and kept, and the eldest of that name go."""
    file = folder / f"{name}-{digest[:16]}.npz"
    try:
        with np.load(file, allow_pickle=False) as kept:
            if str(kept["of"]) == digest:
                file.touch()
                return dict(kept)
    except (OSError, ValueError, KeyError, BadZipFile):
        pass
    made = make()
    write_whole(file, lambda out: np.savez(out, allow_pickle=False, of=np.array(digest), **made))
    for old in _by_age(folder, f"{name}-*.npz")[MOST:]:
        old.unlink(missing_ok=True)
    return made


def _by_age(folder: Path, pattern: str) -> list[Path]:
    """The youngest first."""
    ages = {}
    for file in folder.glob(pattern):
        with suppress(FileNotFoundError):  # another process may have cleared it away
            ages[file] = file.stat().st_mtime
    return sorted(ages, key=lambda one: -ages[one])
