"""Checks every line of every chain and every anchor, and names what does not hold.

The checks do not trust each other: an entry must follow from the one before it, carry the digest of its content and have its
audit line; the head must be where the entries end; what was removed must be accounted for in the chain; and every chain must
still hold what the anchors outside the database saw, but for what a noted restore lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from naast.dossier.queries.verify.anchors import bad_anchors
from naast.dossier.queries.verify.chains import Walk, bad_chains
from naast.dossier.queries.verify.joins import bad_joins
from naast.dossier.queries.verify.ledgers import bad_ledger_lines
from naast.dossier.queries.verify.losses import Losses
from naast.dossier.types import BadLine, Verdict

NAMED = 20


def verify(*, using: str = "default", at_most: int | None = NAMED) -> Verdict:
    """Read all ledgers over this connection, in bounded memory. May run while others write. Names `at_most` of what is wrong,
    all for None.
    """
    walk, losses = Walk(), Losses.read()
    found = _one_of_each(
        chain(bad_chains(walk, using), bad_joins(using), bad_ledger_lines(using), bad_anchors(walk, losses, using))
    )
    bad = tuple(islice(found, at_most))
    wrong = len(bad) + sum(1 for _ in found)
    return Verdict(walk.entries, walk.chains, walk.anchors, wrong, bad, losses.all)


def _one_of_each(found: Iterable[BadLine]) -> Iterator[BadLine]:
    """Of each chain the first: after that its others mean little."""
    named: set[str] = set()
    for one in found:
        chain_id = one.line.partition("/")[0]
        if one.ledger == "dossier" and chain_id in named:
            continue
        named.add(chain_id)
        yield one
