"""The anchor file: the one witness of the ledgers outside the database.

`anchors.jsonl` in NAAST_ANCHORS holds, per anchor, a line for each chain that moved and each ledger that grew, and then the
anchor's own line, whose hash goes over those lines and the anchor before it. Numbers and hashes of anchors are published,
chains are not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from naast.dossier.types import Sealed, Stand, Stood, Witnessed
from naast.kernel.witness import append

ENOUGH = 2_000_000  # bytes: more than the longest anchor with its lines


class BrokenAnchorFile(Exception):
    """The anchor file holds a line that is none of ours, or an anchor that does not follow from the one before it."""


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

    def read(self) -> Iterator[tuple[Stand, list[Witnessed]]]:
        """Every complete anchor with what it saw, oldest first. Raises BrokenAnchorFile with its line."""
        if not self.path.exists():
            return
        seen: list[Witnessed] = []
        previous: Stand | None = None
        with self.path.open() as file:
            for number, line in enumerate(file, start=1):
                if not line.endswith("\n"):
                    return
                value = _parse(line, number)
                if not isinstance(value, Stand):
                    seen.append(value)
                    continue
                if value != Stand.after(previous, at=value.at, seen=seen):
                    raise BrokenAnchorFile(f"line {number}")
                yield value, seen
                previous, seen = value, []


def _parse(line: str, number: int) -> Stand | Witnessed:
    try:
        value = json.loads(line)
        if "anchor" in value:
            return _stand(value)
        return _sealed(value) if "ledger" in value else _stood(value)
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenAnchorFile(f"line {number}") from error


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
