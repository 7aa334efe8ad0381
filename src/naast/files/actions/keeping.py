"""Storing, reading, handing over and removing: the bytes first, then row, dossier entry and event in one transaction."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from naast.dossier import api as dossier
from naast.files.access import access_file, access_file_to_remove
from naast.files.actions import disk
from naast.files.actions.judging import check_upload
from naast.files.events import FileStored
from naast.files.models import File
from naast.files.queries import view_of
from naast.files.types import FileOwner, FileStatus, StoredFile
from naast.kernel.actor import Actor
from naast.kernel.errors import Refused
from naast.kernel.events import announce
from naast.kernel.ids import uuid7
from naast.kernel.registry import registry
from naast.kernel.types import Ref


class UnknownOwner(LookupError):
    """A file about something of which no capability declares a FileOwner: nobody could ever read it."""


def store(actor: Actor, *, upload: UploadedFile[Any], about: Ref, organisation: UUID, subject: UUID) -> StoredFile:
    """Check an upload and keep it, in quarantine until it has been scanned. Raises ValidationError with a sentence."""
    _check_owner(about)
    checked = check_upload(upload)
    row = File(
        id=uuid7(),
        organisation=organisation,
        subject=subject,
        about_kind=about.kind,
        about_id=about.id,
        name=checked.name,
        media_type=checked.media_type,
        size=len(checked.content),
        pages=checked.pages,
        digest=sha256(checked.content).digest(),
    )
    try:
        disk.write(row.pk, checked.content)
    except OSError as error:
        raise ValidationError(_full(), code="disk") from error
    with transaction.atomic():
        row.save(force_insert=True)
        record(actor, row, "files.received")
        announce(FileStored(file=row.pk, organisation=organisation, about=about))
    return view_of(row)


@transaction.atomic
def open_file(actor: Actor, file: UUID) -> tuple[StoredFile, bytes]:
    """A clean file with its bytes; a worker who opens it gets a line in the processing log. Raises NotFound or Refused."""
    row = access_file(actor, file)
    if row.status == FileStatus.WAITING:
        raise Refused(_("Dit bestand wacht op controle. Probeer het over een paar minuten opnieuw."))
    if row.status == FileStatus.REFUSED:
        raise Refused(_("Dit bestand was niet veilig. We hebben het weggegooid."))
    if actor.is_staff:
        dossier.log_processing(
            actor,
            subjects=[row.subject],
            organisation=row.organisation,
            purpose="files.keep",
            about=row.about,
            what="files.opened",
        )
    return view_of(row), disk.read(row.pk)


@transaction.atomic
def hand_over(file: UUID, *, to: Ref) -> None:
    """From now on the file is about something else, such as the case that a draft became."""
    _check_owner(to)
    File.objects.filter(pk=file).update(about_kind=to.kind, about_id=to.id)


@transaction.atomic
def remove(actor: Actor, file: UUID) -> None:
    """Take a file away for good. Raises NotFound for who may not."""
    row = access_file_to_remove(actor, file)
    record(actor, row, "files.removed")
    row.delete()
    transaction.on_commit(partial(disk.drop, file))


def record(actor: Actor, row: File, kind: str) -> None:
    dossier.record(
        actor,
        subject=row.subject,
        organisation=row.organisation,
        kind=kind,
        purpose="files.keep",
        about=row.about,
        content={"name": row.name, "file": str(row.pk)},
    )


def _full() -> str:
    return _("We konden dit bestand nu niet bewaren. Dat ligt aan ons. Probeer het straks opnieuw, of stuur het later.")


def _check_owner(about: Ref) -> None:
    if registry.find(FileOwner, about.kind) is None:
        raise UnknownOwner(about.kind)
