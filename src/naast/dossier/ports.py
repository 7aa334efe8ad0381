"""The anchor file: the one witness of the ledgers outside the database.

`anchors.jsonl` in NAAST_ANCHORS holds, per anchor, a line for each chain that moved and each ledger that grew, and then the
anchor's own line, whose hash goes over those lines and the anchor before it. An anchor that tells of a restore begins with it,
and holds what that lost. Numbers and hashes of anchors are published,
chains are not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings

from naast.dossier.types import Gone, Restored, Sealed, Stand, Stood, Unsealed, Witnessed
from naast.kernel.witness import append

ENOUGH = 2_000_000  # bytes: more than the longest anchor with its lines


class Read(NamedTuple):
    """An anchor in the file and what it saw. `broken`: the line that is none of ours, or the anchor itself when its hash does
    not follow from what stands before it; else 0.
    """

    stand: Stand
    seen: list[Witnessed]
    broken: int


@dataclass(frozen=True, slots=True)
class AnchorFile:
    """Append-only; each append is synced, and the folder too, before it counts."""

    path: Path

    @classmethod
    def of_settings(cls) -> AnchorFile:
        return cls(Path(settings.NAAST_ANCHORS) / "anchors.jsonl")

    def append(self, stand: Stand, seen: Sequence[Witnessed]) -> None:
        end, _ = self._last_complete()
        lines = [*(one.line for one in seen), stand.line]
        append(self.path, b"".join(f"{line}\n".encode() for line in lines), after=end)

    def last(self) -> Stand | None:
        """The last complete anchor."""
        return self._last_complete()[1]

    def _last_complete(self) -> tuple[int, Stand | None]:
        """Where the last complete anchor ends in the file, and that anchor."""
        if not self.path.exists():
            return 0, None
        size = self.path.stat().st_size
        with self.path.open("rb") as file:
            file.seek(max(0, size - ENOUGH))
            tail = file.read()
        start = tail.rfind(b'{"anchor"')
        if start >= 0 and b"\n" not in tail[start:]:  # torn in the anchor's own line
            start = tail.rfind(b'{"anchor"', 0, start)
        if start < 0:
            return 0, None
        end = tail.index(b"\n", start) + 1
        return size - len(tail) + end, _stand(json.loads(tail[start:end]))

    def read(self) -> Iterator[Read]:
        """Every complete anchor with what it saw, oldest first; also those that were changed."""
        if not self.path.exists():
            return
        seen: list[Witnessed] = []
        previous: Stand | None = None
        broken = 0
        with self.path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if not line.endswith(b"\n"):
                    return
                value = _parse(line)
                if value is None:
                    broken = broken or number
                elif not isinstance(value, Stand):
                    seen.append(value)
                else:
                    if value != Stand.after(previous, at=value.at, seen=seen):
                        broken = broken or number
                    yield Read(value, seen, broken)
                    previous, seen, broken = value, [], 0


def _parse(line: bytes) -> Stand | Witnessed | None:
    """None for what is no line of ours."""
    try:
        value = json.loads(line)
        return next(read(value) for key, read in _READ.items() if key in value)
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration):
        return None


def _stand(value: dict[str, Any]) -> Stand:
    return Stand(
        number=value["anchor"],
        at=datetime.fromisoformat(value["at"]),
        lines=value["lines"],
        previous=bytes.fromhex(value["previous"]),
        hash=bytes.fromhex(value["hash"]),
    )


def _stood(value: dict[str, Any]) -> Stood:
    return Stood(UUID(value["chain"]), value["seq"], bytes.fromhex(value["hash"]))


def _sealed(value: dict[str, Any]) -> Sealed:
    return Sealed(
        ledger=value["ledger"],
        since=datetime.fromisoformat(value["since"]),
        until=datetime.fromisoformat(value["until"]),
        lines=value["lines"],
        digest=bytes.fromhex(value["digest"]),
    )


def _restored(value: dict[str, Any]) -> Restored:
    return Restored(value["restored"], datetime.fromisoformat(value["copied"]))


def _gone(value: dict[str, Any]) -> Gone:
    return Gone(UUID(value["gone"]), value["kept"], value["seen"])


def _unsealed(value: dict[str, Any]) -> Unsealed:
    since, until = (datetime.fromisoformat(value[name]) for name in ("since", "until"))
    return Unsealed(value["unsealed"], since, until, value["lines"])


_READ: dict[str, Callable[[dict[str, Any]], Stand | Witnessed]] = {
    "anchor": _stand,
    "ledger": _sealed,
    "chain": _stood,
    "restored": _restored,
    "gone": _gone,
    "unsealed": _unsealed,
}
