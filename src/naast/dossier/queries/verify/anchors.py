"""Checks the chains against the file outside the database, and the table of anchors against that file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import zip_longest

from django.db import connections

from naast.dossier.models import Anchor
from naast.dossier.ports import AnchorFile, BrokenAnchorFile
from naast.dossier.queries.ledgers import seal_of
from naast.dossier.queries.verify.chains import Walk
from naast.dossier.types import BadLine, Sealed, Stand, Stood

CHANGED = """
SELECT stood.chain, stood.seq, entry.id IS NULL
FROM unnest(%s::uuid[], %s::bigint[], %s::bytea[]) AS stood (chain, seq, hash)
LEFT JOIN dossier_entry AS entry ON entry.chain_id = stood.chain AND entry.seq = stood.seq
WHERE entry.hash IS DISTINCT FROM stood.hash
ORDER BY 1, 2 LIMIT 1
"""


def bad_anchors(walk: Walk, using: str) -> Iterator[BadLine]:
    """Where the ledgers, the table and the file differ. A crash may leave one last anchor in the file only."""
    table = Anchor.objects.using(using).order_by("number").iterator()
    sealed_until: dict[str, datetime] = {}
    unwritten: Stand | None = None
    try:
        for in_file, row in zip_longest(AnchorFile.of_settings().read(), table):
            if in_file is None:
                yield BadLine("anchor", str(row.number), "is gone from the file outside the database")
                return
            stand, seen = in_file
            walk.anchors += 1
            yield from _bad_chains_at(stand, [one for one in seen if isinstance(one, Stood)], using)
            yield from _bad_seals([one for one in seen if isinstance(one, Sealed)], sealed_until, using)
            if unwritten or (row and row.stand != stand):
                yield BadLine("anchor", str((unwritten or stand).number), "is not in the table as it is in the file")
            unwritten = None if row else stand
    except BrokenAnchorFile as broken:
        yield BadLine("anchor file", str(broken), "was changed")


def _bad_seals(seals: Sequence[Sealed], sealed_until: dict[str, datetime], using: str) -> Iterator[BadLine]:
    for one in seals:
        place = f"from {one.since.isoformat()} to {one.until.isoformat()}"
        if sealed_until.get(one.ledger, one.since) < one.since:
            yield BadLine(one.ledger, place, "the seal before it ends earlier: lines stand between them unsealed")
        now_there = seal_of(one.ledger, one.since, one.until, using=using)
        if now_there != one:
            yield BadLine(one.ledger, place, f"{now_there.lines} lines where {one.lines} were sealed, or others")
        sealed_until[one.ledger] = one.until


def _bad_chains_at(stand: Stand, stood: Sequence[Stood], using: str) -> Iterator[BadLine]:
    columns = [one.chain for one in stood], [one.seq for one in stood], [one.hash for one in stood]
    with connections[using].cursor() as cursor:
        cursor.execute(CHANGED, columns)
        for chain, seq, gone in cursor.fetchall():
            problem = "is gone" if gone else "was another line"
            yield BadLine("dossier", f"{chain}/{seq}", f"{problem}: anchor {stand.number} saw it")
