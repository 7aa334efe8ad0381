"""Every hour the stand of each chain that moved is written down outside the database, where its owner cannot change it."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import F

from naast.dossier.models import Anchor, ChainHead
from naast.dossier.ports import AnchorFile
from naast.dossier.types import Stand, Stood
from naast.kernel.clock import now

AT_ONCE = 5_000  # chains in one anchor; more moved chains make more anchors
_ONE_AT_A_TIME = 20261126  # advisory lock: two sweeps never write the file together


def anchor_heads() -> int:
    """Anchor every chain that moved since its last anchor. Returns how many chains."""
    total = 0
    while moved := _anchor_some(AnchorFile.of_settings()):
        total += moved
    return total


@transaction.atomic
def _anchor_some(file: AnchorFile) -> int:
    """The file is synced before the commit: after a crash in between, the file knows more than the table, never less."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    moved = ChainHead.objects.filter(seq__gt=F("anchored_seq")).select_for_update().order_by("chain_id")
    stood = [Stood(one.chain_id, one.seq, bytes(one.hash)) for one in moved[:AT_ONCE]]
    if not stood:
        return 0
    _adopt(file.last())
    stand = Stand.after(file.last(), at=now(), stood=stood)
    file.append(stand, stood)
    _keep(stand)
    ChainHead.objects.filter(chain_id__in=[one.chain for one in stood]).update(anchored_seq=F("seq"))
    return len(stood)


def _adopt(last: Stand | None) -> None:
    """Put the file's last anchor in the table when a crash kept it out."""
    if last and not Anchor.objects.filter(number=last.number).exists():
        _keep(last)


def _keep(stand: Stand) -> None:
    Anchor.objects.create(number=stand.number, at=stand.at, heads=stand.heads, previous=stand.previous, hash=stand.hash)
