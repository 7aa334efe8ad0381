"""After a restore of an older copy the anchors tell, from then on, what that lost: see docs/decisions/0037."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import F, Max

from naast.dossier.actions.anchors import AT_ONCE, keep, one_at_a_time, put
from naast.dossier.models import Anchor, ChainHead, Entry
from naast.dossier.ports import AnchorFile, Read
from naast.dossier.queries.ledgers import seal_of
from naast.dossier.queries.verify.anchors import changed_at
from naast.dossier.queries.verify.losses import Losses
from naast.dossier.types import Gone, Loss, Restored, Sealed, Stood, Unsealed, Witnessed

UNDER_WAY = timedelta(minutes=1)  # longer than a statement may take: written before the copy, not yet to be seen in it


@transaction.atomic
def note_restore(*, copy: str, copied: datetime) -> Loss | None:
    """Tell in the anchors what they saw after `copied`, when the copy was begun, and what is not there now.

    What they saw before, and all that is there, has to hold as ever. None, and no anchor, when nothing is lost that is not
    told yet.
    """
    one_at_a_time()
    file, losses = AnchorFile.of_settings(), Losses.read()
    chains, ledgers = _lost_chains(file, losses, copied), _lost_seals(file, losses, copied)
    _fill_the_table(file)
    if not chains and not ledgers:
        return None
    restored = Restored(copy, copied)
    rest: list[Witnessed] = [*ledgers]
    for start in range(0, max(1, len(chains)), AT_ONCE // 2):
        some = chains[start : start + AT_ONCE // 2]
        stand = put(file, file.last(), [restored, *rest, *some, *_heads_of(some)])
        rest = []
    return Loss(stand.at, restored, tuple(chains), tuple(ledgers))


def _since(file: AnchorFile, copied: datetime) -> Iterator[Read]:
    """The anchors that may have seen what the copy does not have."""
    return (one for one in file.read() if one.stand.at >= copied)


def _lost_chains(file: AnchorFile, losses: Losses, copied: datetime) -> list[Gone]:
    seen: dict[UUID, int] = {}
    for stand, witnessed, _ in _since(file, copied):
        for stood, _ in changed_at(witnessed, DEFAULT_DB_ALIAS):
            if not losses.excuse(stand, stood):
                seen[stood.chain] = max(stood.seq, seen.get(stood.chain, 0))
    of_before = Entry.objects.filter(chain_id__in=list(seen), at__lt=copied).values("chain_id")
    kept = dict(of_before.annotate(last=Max("seq")).values_list("chain_id", "last"))
    lost = [Gone(chain, kept.get(chain, 0), seq) for chain, seq in sorted(seen.items())]
    return [one for one in lost if one.lines > 0]


def _lost_seals(file: AnchorFile, losses: Losses, copied: datetime) -> list[Unsealed]:
    lost: dict[str, Unsealed] = {}
    for stand, witnessed, _ in _since(file, copied):
        for seal in (one for one in witnessed if isinstance(one, Sealed)):
            there = seal_of(seal.ledger, seal.since, seal.until)
            if there == seal or seal.until < copied - UNDER_WAY or losses.excuse_seal(stand, seal):
                continue
            before = lost.get(seal.ledger, Unsealed(seal.ledger, seal.since, seal.until, 0))
            lines = before.lines + seal.lines - there.lines
            lost[seal.ledger] = Unsealed(seal.ledger, before.since, seal.until, lines)
    return list(lost.values())


def _heads_of(lost: Sequence[Gone]) -> list[Stood]:
    """Where they stand now: from here on that has to hold."""
    heads = ChainHead.objects.filter(chain_id__in=[one.chain for one in lost], seq__gt=0)
    heads.update(anchored_seq=F("seq"))
    return [Stood(one.chain_id, one.seq, bytes(one.hash)) for one in heads.order_by("chain_id")]


def _fill_the_table(file: AnchorFile) -> None:
    """The anchors that were made after the copy are not in the database that came back."""
    known = set(Anchor.objects.values_list("number", flat=True))
    for stand, _, broken in file.read():
        if not broken and stand.number not in known:
            keep(stand)
