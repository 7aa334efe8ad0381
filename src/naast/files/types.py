"""Files that people hand in, as other capabilities see them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from naast.kernel.actor import Actor
from naast.kernel.registry import Declaration
from naast.kernel.types import Ref

LARGEST = 10 * 1024 * 1024  # bytes
MOST_PAGES = 50
MOST_PIXELS = 40_000_000  # a photo of a phone is 12 million
MEGABYTE = 1024 * 1024


def _nobody(_actor: Actor, _id: UUID) -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class FileOwner(Declaration):
    """Says who may read, and who may take away, the files about one kind of thing: `key` is the kind of the Ref."""

    may_read: Callable[[Actor, UUID], bool]
    may_remove: Callable[[Actor, UUID], bool] = _nobody


class MediaType(StrEnum):
    """What we take in: what a phone makes and what everybody can read. The rest is refused with a sentence."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"

    @property
    def endings(self) -> tuple[str, ...]:
        """How a file of this type may be called; the first is how we call it."""
        return {MediaType.PDF: ("pdf",), MediaType.JPEG: ("jpg", "jpeg"), MediaType.PNG: ("png",)}[self]


class FileStatus(StrEnum):
    WAITING = "waiting"  # nobody gets it before it has been checked
    CLEAN = "clean"
    REFUSED = "refused"  # the bytes are gone, the line stays


@dataclass(frozen=True, slots=True)
class Checked:
    """An upload that is what it says. `content` is what we keep: images are drawn anew, so that only the picture is left."""

    name: str
    media_type: MediaType
    content: bytes
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file that we keep. `size` in bytes, `pages` is 1 for an image."""

    id: UUID
    about: Ref
    name: str
    media_type: str
    size: int
    pages: int
    status: FileStatus
    stored_at: datetime
