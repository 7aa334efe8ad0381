"""What happens to files."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from naast.kernel.events import Event
from naast.kernel.types import Ref


@dataclass(frozen=True, kw_only=True)
class _AboutFile(Event):
    file: UUID
    organisation: UUID
    about: Ref


@dataclass(frozen=True, kw_only=True)
class FileStored(_AboutFile):
    """It is on disk and waits for its check."""


@dataclass(frozen=True, kw_only=True)
class FileRefused(_AboutFile):
    """It was harmful and is gone. Somebody should ask for it again."""
