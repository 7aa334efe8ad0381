"""Checks that every anonymous matter still hangs where the chain says."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connections

from naast.dossier.types import BadLine

BAD = """
SELECT COALESCE(joined.anonymous::text, entry.about)
FROM dossier_chainjoin AS joined
FULL JOIN (
  SELECT entry.id, entry.about, chain.subject, chain.organisation
  FROM dossier_entry AS entry JOIN dossier_chain AS chain ON chain.id = entry.chain_id
  WHERE entry.kind = 'dossier.joined'
) AS entry ON entry.id = joined.entry_id
WHERE (joined.subject, joined.organisation, 'chain:' || joined.anonymous)
  IS DISTINCT FROM (entry.subject, entry.organisation, entry.about)
"""


def bad_joins(using: str) -> Iterator[BadLine]:
    with connections[using].cursor() as cursor:
        cursor.execute(BAD)
        for (line,) in cursor.fetchall():
            yield BadLine("joined matter", line, "does not hang where the chain says")
