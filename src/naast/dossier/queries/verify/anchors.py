"""Checks the chains against the file outside the database, and the table of anchors against that file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import connections

from naast.dossier.models import Anchor
from naast.dossier.ports import AnchorFile
from naast.dossier.queries.ledgers import seal_of
from naast.dossier.queries.verify.chains import Walk
from naast.dossier.queries.verify.losses import Losses
from naast.dossier.types import BadLine, Sealed, Stand, Stood

CHANGED = """
SELECT stood.chain, stood.seq, stood.hash, entry.id IS NULL
FROM unnest(%s::uuid[], %s::bigint[], %s::bytea[]) AS stood (chain, seq, hash)
LEFT JOIN dossier_entry AS entry ON entry.chain_id = stood.chain AND entry.seq = stood.seq
WHERE entry.hash IS DISTINCT FROM stood.hash
ORDER BY 1, 2
"""


def bad_anchors(walk: Walk, losses: Losses, using: str) -> Iterator[BadLine]:
    """Where the ledgers, the table and the file differ. A crash may leave one last anchor in the file only."""
    table = {row.number: row.stand for row in Anchor.objects.using(using).iterator()}
    sealed_until: dict[str, datetime] = {}
    unwritten: Stand | None = None
    for stand, seen, broken in AnchorFile.of_settings().read():
        walk.anchors += 1
        if broken:
            yield BadLine("anchor file", f"line {broken}", "was changed")
        for stood, gone in changed_at(seen, using):
            if not losses.excuse(stand, stood):
                problem = "is gone" if gone else "was another line"
                yield BadLine("dossier", f"{stood.chain}/{stood.seq}", f"{problem}: anchor {stand.number} saw it")
        seals = [one for one in seen if isinstance(one, Sealed) and not losses.excuse_seal(stand, one)]
        yield from _bad_seals(seals, sealed_until, using)
        row = table.pop(stand.number, None)
        if unwritten or (row and row != stand):
            yield BadLine("anchor", str((unwritten or stand).number), "is not in the table as it is in the file")
        unwritten = None if row else stand
    for number in sorted(table):
        yield BadLine("anchor", str(number), "is gone from the file outside the database")


def changed_at(seen: Sequence[object], using: str) -> Iterator[tuple[Stood, bool]]:
    """The lines that an anchor saw and that are others now, and whether they are gone."""
    stood = [one for one in seen if isinstance(one, Stood)]
    columns = [one.chain for one in stood], [one.seq for one in stood], [one.hash for one in stood]
    with connections[using].cursor() as cursor:
        cursor.execute(CHANGED, columns)
        for chain, seq, was, gone in cursor.fetchall():
            yield Stood(chain, seq, bytes(was)), gone


def _bad_seals(seals: Sequence[Sealed], sealed_until: dict[str, datetime], using: str) -> Iterator[BadLine]:
    for one in seals:
        place = f"from {one.since.isoformat()} to {one.until.isoformat()}"
        if sealed_until.get(one.ledger, one.since) < one.since:
            yield BadLine(one.ledger, place, "the seal before it ends earlier: lines stand between them unsealed")
        now_there = seal_of(one.ledger, one.since, one.until, using=using)
        if now_there != one:
            yield BadLine(one.ledger, place, f"{now_there.lines} lines where {one.lines} were sealed, or others")
        sealed_until[one.ledger] = one.until
