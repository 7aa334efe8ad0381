"""What people took away for good, listed outside the database, so that a restored backup does not bring it back.

`removed.jsonl` in NAAST_ANCHORS has a line for each, with kind, id and time, and nothing else of a person.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from naast.kernel import witness
from naast.kernel.events import Event, announce
from naast.kernel.registry import Declaration, Registry, registry

logger = logging.getLogger(__name__)
_ONE_AT_A_TIME = 20261122  # advisory lock: two workers never write the file together
ENOUGH = 4_096  # bytes: more than the longest line


@dataclass(frozen=True, kw_only=True)
class Removable(Declaration):
    """What somebody can take away for good. `again` does that once more; False where it is gone, or never was there."""

    again: Callable[[UUID], bool]

    def problems(self, registry: Registry) -> Iterable[str]:
        if not self.key.startswith(f"{registry.owner_of(self)}."):
            yield f"name it '{registry.owner_of(self)}.<thing>', so that a line of the list tells whose it is."


@dataclass(frozen=True, kw_only=True)
class Removed(Event):
    """Somebody took this away. `kind` is the key of its Removable."""

    kind: str
    thing: UUID


@dataclass(frozen=True, slots=True)
class Again:
    """What became of the list after a restore. `strange`: lines that this version cannot read, or whose removal broke."""

    listed: int
    removed: int
    strange: tuple[int, ...]


class UnknownRemovable(LookupError):
    """Nobody could take this away once more after a restore: no capability declares a Removable of this key."""


def removed(kind: str, thing: UUID) -> None:
    """Tell that this is gone; it is listed after the commit. Raises UnknownRemovable."""
    if registry.find(Removable, kind) is None:
        raise UnknownRemovable(kind)
    announce(Removed(kind=kind, thing=thing))


def list_removed(event: Removed) -> None:
    """Twice is no harm: who dies between the line and the commit of the effect writes it once more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    line = {"removed": event.kind, "id": str(event.thing), "at": event.occurred_at.isoformat(timespec="seconds")}
    path = list_path()
    witness.append(path, f"{json.dumps(line)}\n".encode(), after=_end_of_lines(path))


def remove_again() -> Again:
    """Take away once more all that is listed, each by itself, so that one that breaks keeps no other."""
    listed, again, strange = 0, 0, []
    for listed, line in enumerate(_lines(), start=1):
        try:
            again += _remove(json.loads(line))
        except Exception:
            logger.exception("Line %s could not be done again.", listed)
            strange.append(listed)
    return Again(listed, again, tuple(strange))


def list_path() -> Path:
    return Path(settings.NAAST_ANCHORS) / "removed.jsonl"


@transaction.atomic
def _remove(line: dict[str, str]) -> bool:
    kind = registry.find(Removable, line["removed"])
    if kind is None:
        raise UnknownRemovable(line["removed"])
    return kind.again(UUID(line["id"]))


def _lines() -> Iterator[str]:
    """Every whole line; the last may be torn, and then it is written again."""
    if list_path().exists():
        with list_path().open() as file:
            yield from (line for line in file if line.endswith("\n"))


def _end_of_lines(path: Path) -> int:
    if not path.exists():
        return 0
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - ENOUGH))
        tail = file.read()
    return size - len(tail) + tail.rfind(b"\n") + 1
