"""Reading about files."""

from __future__ import annotations

from uuid import UUID

from naast.files.models import File
from naast.files.types import FileStatus, StoredFile
from naast.kernel.types import Ref

LONGEST_LIST = 100


def files_about(about: Ref) -> tuple[StoredFile, ...]:
    """The files about one thing, oldest first. Whoever asks has already let the actor in to it."""
    rows = File.objects.filter(about_kind=about.kind, about_id=about.id).order_by("stored_at", "id")
    return tuple(view_of(row) for row in rows[:LONGEST_LIST])


def to_check(limit: int) -> list[UUID]:
    """Files that wait for a check, in any order, so that those which never get a verdict keep no others waiting."""
    rows = File.objects.filter(status=FileStatus.WAITING).order_by("?")
    return list(rows.values_list("id", flat=True)[:limit])


def known_among(files: set[UUID]) -> set[UUID]:
    """Which of these still have a row that needs its bytes."""
    return set(File.objects.exclude(status=FileStatus.REFUSED).filter(id__in=files).values_list("id", flat=True))


def view_of(row: File) -> StoredFile:
    return StoredFile(
        id=row.pk,
        about=row.about,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        pages=row.pages,
        status=FileStatus(row.status),
        stored_at=row.stored_at,
    )
