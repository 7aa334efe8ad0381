"""The bytes on disk: under the key of their row, outside the web root, and safe from a power cut before the row is committed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.core.files.storage import storages

HALF = ".half"


def root() -> Path:
    return Path(storages["default"].location)  # type: ignore[attr-defined]  # a FileSystemStorage, see settings


def place_of(file: UUID) -> Path:
    """256 folders by the last digits, which are random, so that none grows long."""
    return root() / file.hex[-2:] / file.hex


def write(file: UUID, content: bytes) -> None:
    """When this returns, bytes, name and folder are on the disk. Raises OSError when there is no room."""
    place = place_of(file)
    _make_folders(place.parent)
    half = place.with_suffix(HALF)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    half.rename(place)
    _sync_folder(place.parent)


def read(file: UUID) -> bytes:
    return place_of(file).read_bytes()


def drop(file: UUID) -> None:
    """Dropping what is not there is fine: the sweep may have been first."""
    with suppress(FileNotFoundError):
        place_of(file).unlink()


def lying_about(*, before: float) -> Iterator[Path]:
    """Everything on disk that was last written before this moment (seconds since 1970)."""
    for place in root().glob("??/*"):
        with suppress(FileNotFoundError):
            if place.stat().st_mtime < before:
                yield place


def _make_folders(folder: Path) -> None:
    if folder.is_dir():
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sync_folder(folder.parent)
    _sync_folder(folder.parent.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
