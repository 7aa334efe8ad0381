"""The only door from an actor to a file: whoever owns what it is about says who may read it."""

from __future__ import annotations

from uuid import UUID

from naast.files.models import File
from naast.files.types import FileOwner
from naast.kernel.actor import Actor
from naast.kernel.errors import NotFound
from naast.kernel.registry import registry

RELEASE = "files.release"


def access_file(actor: Actor, file: UUID) -> File:
    """Raises NotFound, also for a file that the actor may not read."""
    row = File.objects.filter(pk=file).first()
    if row is None or not _owner(row).may_read(actor, row.about_id):
        raise NotFound
    return row


def access_file_to_remove(actor: Actor, file: UUID) -> File:
    row = File.objects.select_for_update().filter(pk=file).first()
    if row is None or not _owner(row).may_remove(actor, row.about_id):
        raise NotFound
    return row


def access_waiting_file(actor: Actor, file: UUID) -> File:
    """A file that this worker may judge. Raises NotFound."""
    row = File.objects.select_for_update().filter(pk=file).first()
    if row is None or not actor.may(RELEASE, at=row.organisation):
        raise NotFound
    return row


def _owner(row: File) -> FileOwner:
    owner = registry.find(FileOwner, row.about_kind)
    if owner is None:
        raise NotFound
    return owner
