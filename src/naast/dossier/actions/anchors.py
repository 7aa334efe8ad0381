"""Every hour the stand of each chain that moved is written down outside the database, where its owner cannot change it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.db.models import F

from naast.dossier.models import Anchor, ChainHead, Seal
from naast.dossier.ports import AnchorFile
from naast.dossier.queries.ledgers import LEDGERS, seal_of
from naast.dossier.types import Sealed, Stand, Stood, Witnessed
from naast.kernel.clock import now

AT_ONCE = 5_000  # chains in one anchor; more moved chains make more anchors
SETTLED = timedelta(minutes=15)  # no transaction of ours lives longer, so what was written before cannot still appear
_ONE_AT_A_TIME = 20261126  # advisory lock: two sweeps never write the file together
_BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)


def anchor_heads(*, settled: timedelta = SETTLED) -> int:
    """Anchor every chain that moved since its last anchor, and every line of the audit and the processing log that is older
    than `settled`. Returns how many chains.
    """
    total = 0
    while moved := _anchor_some(AnchorFile.of_settings(), settled):
        total += moved
    return total


@transaction.atomic
def _anchor_some(file: AnchorFile, settled: timedelta) -> int:
    """The file is synced before the commit: after a crash in between, the file knows more than the table, never less."""
    until = one_at_a_time() - settled
    heads = ChainHead.objects.filter(seq__gt=F("anchored_seq")).select_for_update().order_by("chain_id")[:AT_ONCE]
    stood = [Stood(one.chain_id, one.seq, bytes(one.hash)) for one in heads]
    seen: list[Witnessed] = [*stood, *_sealed_until(until)]
    if not seen:
        return 0
    last = file.last()
    _adopt(last)
    put(file, last, seen)
    ChainHead.objects.filter(chain_id__in=[one.chain for one in stood]).update(anchored_seq=F("seq"))
    return len(stood)


def put(file: AnchorFile, last: Stand | None, seen: Sequence[Witnessed]) -> Stand:
    """Write the anchor that follows `last`, in the file and in the table."""
    stand = Stand.after(last, at=now(), seen=seen)
    file.append(stand, seen)
    keep(stand)
    return stand


def one_at_a_time() -> datetime:
    """Wait for another sweep, and read the database's clock, by which ledger lines are sealed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s), clock_timestamp()", [_ONE_AT_A_TIME])
        instant: datetime = cursor.fetchone()[1]
    return instant


def _sealed_until(until: datetime) -> list[Sealed]:
    """A seal for each ledger that grew."""
    found = []
    for ledger in LEDGERS:
        last = Seal.objects.filter(ledger=ledger).first()
        sealed = seal_of(ledger, last.until if last else _BEFORE_ALL, until)
        if sealed.lines:
            Seal.objects.update_or_create(ledger=ledger, defaults={"until": until})
            found.append(sealed)
    return found


def _adopt(last: Stand | None) -> None:
    """Put the file's last anchor in the table when a crash kept it out."""
    if last and not Anchor.objects.filter(number=last.number).exists():
        keep(last)


def keep(stand: Stand) -> None:
    Anchor.objects.create(number=stand.number, at=stand.at, lines=stand.lines, previous=stand.previous, hash=stand.hash)
