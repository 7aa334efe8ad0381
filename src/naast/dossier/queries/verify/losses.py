"""What restores lost, as the anchors tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from naast.dossier.ports import AnchorFile
from naast.dossier.types import Gone, Loss, Restored, Sealed, Stand, Stood, Unsealed


@dataclass(frozen=True, slots=True)
class Span:
    """The anchors between a copy and its restore."""

    copied: datetime
    told_by: int

    def __contains__(self, anchor: Stand) -> bool:
        return self.copied <= anchor.at and anchor.number < self.told_by


@dataclass(frozen=True, slots=True)
class Losses:
    """An anchor that was made after the copy is excused by what one after the restore tells, and by nothing else: what the
    copy brought back, and what was written since, has to hold.
    """

    all: tuple[Loss, ...]
    chains: Mapping[UUID, Sequence[tuple[Span, Gone]]]
    ledgers: Mapping[str, Sequence[tuple[Span, Unsealed]]]

    @classmethod
    def read(cls) -> Losses:
        """All that stand in the file. A changed anchor excuses nothing."""
        found: dict[Restored, Loss] = {}
        chains: dict[UUID, list[tuple[Span, Gone]]] = defaultdict(list)
        ledgers: dict[str, list[tuple[Span, Unsealed]]] = defaultdict(list)
        for stand, seen, broken in AnchorFile.of_settings().read():
            if broken or not seen or not isinstance(restored := seen[0], Restored):
                continue
            span = Span(restored.copied, stand.number)
            gone = [one for one in seen if isinstance(one, Gone)]
            unsealed = [one for one in seen if isinstance(one, Unsealed)]
            for one in gone:
                chains[one.chain].append((span, one))
            for other in unsealed:
                ledgers[other.ledger].append((span, other))
            before = found.get(restored, Loss(stand.at, restored, (), ()))
            found[restored] = Loss(
                before.at, restored, (*before.chains, *gone), (*before.ledgers, *unsealed)
            )  # many chains take many anchors
        return cls(tuple(found.values()), chains, ledgers)

    def excuse(self, anchor: Stand, stood: Stood) -> bool:
        """Whether that chain lost this line after that anchor."""
        told = self.chains.get(stood.chain, ())
        return any(anchor in span and gone.kept < stood.seq <= gone.seen for span, gone in told)

    def excuse_seal(self, anchor: Stand, seal: Sealed) -> bool:
        told = self.ledgers.get(seal.ledger, ())
        return any(anchor in span and lost.since <= seal.since and seal.until <= lost.until for span, lost in told)
