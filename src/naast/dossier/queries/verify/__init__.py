"""Checks every line of every chain and every anchor, and names the first that does not hold.

The checks do not trust each other: an entry must follow from the one before it, carry the digest of its content and have its
audit line; the head must be where the entries end; what was removed must be accounted for in the chain; and every chain must
still hold what the anchors outside the database saw.
"""

from __future__ import annotations

from itertools import chain

from naast.dossier.queries.verify.anchors import bad_anchors
from naast.dossier.queries.verify.chains import Walk, bad_chains
from naast.dossier.queries.verify.joins import bad_joins
from naast.dossier.queries.verify.ledgers import bad_ledger_lines
from naast.dossier.types import Verdict


def verify(*, using: str = "default") -> Verdict:
    """Read all ledgers over this connection, in bounded memory. May run while others write."""
    walk = Walk()
    found = chain(bad_chains(walk, using), bad_joins(using), bad_ledger_lines(using), bad_anchors(walk, using))
    return Verdict(bad=next(found, None), entries=walk.entries, chains=walk.chains, anchors=walk.anchors)
