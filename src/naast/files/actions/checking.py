"""Out of quarantine: by the scanner, or by a worker where there is none."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from naast.dossier import api as dossier
from naast.files.access import access_waiting_file
from naast.files.actions import disk
from naast.files.actions.keeping import record
from naast.files.events import FileRefused
from naast.files.models import File
from naast.files.ports import ScannerAway, Verdict, scan
from naast.files.types import FileStatus
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.clock import now
from naast.kernel.errors import Refused
from naast.kernel.events import announce
from naast.kernel.types import Ref


def check(file: UUID) -> Verdict | None:
    """Let the scanner judge a file that waits. None when it still waits: no scanner, no verdict, or not the bytes we stored.

    Must run outside a transaction, since the scanner may take its time.
    """
    row = File.objects.filter(pk=file, status=FileStatus.WAITING).first()
    if row is None:
        return None
    try:
        content = disk.read(file)
        if sha256(content).digest() != bytes(row.digest):
            return None
        verdict = scan(content)
    except (ScannerAway, FileNotFoundError):
        return None
    with transaction.atomic():
        waiting = File.objects.select_for_update().filter(pk=file, status=FileStatus.WAITING).first()
        if waiting is None:
            return None
        _settle(SYSTEM, waiting, FileStatus.CLEAN if verdict.clean else FileStatus.REFUSED, verdict.finding)
    return verdict


@transaction.atomic
def release(actor: Actor, file: UUID, *, reason: str) -> None:
    """A worker lets a file through that no scanner judged. Raises NotFound, or Refused without a reason."""
    _judge(actor, file, FileStatus.CLEAN, reason)


@transaction.atomic
def refuse(actor: Actor, file: UUID, *, reason: str) -> None:
    """A worker throws a file away that no scanner judged. Raises NotFound, or Refused without a reason."""
    _judge(actor, file, FileStatus.REFUSED, reason)


def _judge(actor: Actor, file: UUID, status: FileStatus, reason: str) -> None:
    row = access_waiting_file(actor, file)
    if row.status != FileStatus.WAITING:
        raise Refused("Dit bestand is al beoordeeld. Er is niets veranderd.")
    if not reason.strip():
        raise Refused("Schrijf in één zin waarom. Zo kan een collega het later begrijpen.")
    dossier.audit(actor, organisation=row.organisation, what=f"files.{status}", about=Ref("file", row.pk))
    _settle(actor, row, status, reason.strip()[:200])


def _settle(actor: Actor, row: File, status: FileStatus, finding: str) -> None:
    row.status, row.finding, row.checked_at = status, finding[:200], now()
    row.save(update_fields=["status", "finding", "checked_at"])
    if status is FileStatus.REFUSED:
        announce(FileRefused(file=row.pk, organisation=row.organisation, about=row.about))
        record(actor, row, "files.refused")
        transaction.on_commit(partial(disk.drop, row.pk))
