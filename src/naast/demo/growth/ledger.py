"""Dossiers of copies, sealed as the dossier seals: each line over the one before, each ledger line over itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

from django.apps import apps

from naast.dossier.types import ChainedPart, digest_of, line_digest

ENTRY = (
    "id", "chain_id", "seq", "at", "kind", "purpose", "actor_kind", "actor", "team", "actor_organisation", "about",
    "withheld_ground", "withheld_until", "digest", "previous", "hash",
)  # fmt: skip
CONTENT = ("entry_id", "salt", "text", "removed_by")
LOOK = "dossier.looked"
AUDIT, PROCESSING = apps.get_model("dossier", "AuditLine"), apps.get_model("dossier", "ProcessingLine")
COLUMNS: Mapping[str, Sequence[str]] = {
    "dossier_entry": ENTRY,
    "dossier_entrycontent": CONTENT,
    "dossier_auditline": (*AUDIT.SEALED, "digest"),
    "dossier_processingline": (*PROCESSING.SEALED, "digest"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """What one line of a dossier says, before it is sealed; the fields in the order of the columns that were lifted."""

    id: UUID
    at: datetime
    kind: str
    purpose: str
    actor_kind: str
    actor: UUID | None
    team: UUID | None
    actor_organisation: UUID | None
    about: str
    text: str


@dataclass(slots=True)
class Head:
    """Where a chain stands."""

    chain: UUID
    subject: UUID
    organisation: UUID
    seq: int
    hash: bytes


def sealed(head: Head, lines: Iterable[Line], random: Random) -> Iterator[tuple[str, Sequence[Any]]]:
    """The rows of these lines, by table, in the order in which they happened; the head moves along."""
    for line in sorted(lines, key=lambda one: one.at):
        salt = random.randbytes(32)
        part = _part(head, line, digest_of(salt, line.text))
        head.seq, head.hash = part.seq, part.hash
        sealing = {"chain_id": head.chain, "hash": part.hash}
        yield "dossier_entry", [sealing[name] if name in sealing else getattr(part, name) for name in ENTRY]
        yield "dossier_entrycontent", (line.id, salt, line.text, "")
        yield audit_line(_witness(head, line) | {"id": new_key(line.at, random)})
        if line.kind == LOOK:
            look = {"id": new_key(line.at, random), "subject": head.subject, "purpose": line.purpose}
            yield _ledger_line(PROCESSING, _witness(head, line) | look)


def _part(head: Head, line: Line, digest: bytes) -> ChainedPart:
    return ChainedPart(
        id=line.id,
        subject=head.subject,
        organisation=head.organisation,
        seq=head.seq + 1,
        at=line.at,
        kind=line.kind,
        purpose=line.purpose,
        actor_kind=line.actor_kind,
        actor=line.actor,
        team=line.team,
        actor_organisation=line.actor_organisation,
        about=line.about,
        withheld_ground="",
        withheld_until=None,
        digest=digest,
        previous=head.hash,
    )


def _witness(head: Head, line: Line) -> dict[str, Any]:
    """What audit and processing log say of a line."""
    return {
        "at": line.at,
        "organisation": head.organisation,
        "actor_kind": line.actor_kind,
        "actor": line.actor,
        "team": line.team,
        "what": line.kind,
        "about": line.about,
        "entry": line.id,
        "before": "",
        "after": "",
    }


def audit_line(values: Mapping[str, Any]) -> tuple[str, Sequence[Any]]:
    """A line of the audit with its digest."""
    return _ledger_line(AUDIT, values)


def _ledger_line(ledger: Any, values: Mapping[str, Any]) -> tuple[str, Sequence[Any]]:
    row = [values[name] for name in ledger.SEALED]
    return ledger._meta.db_table, [*row, line_digest(ledger._meta.db_table, row)]


def new_key(at: datetime, random: Random) -> UUID:
    """A key of version 7 (RFC 9562) that sorts by when its row was written in the copy's own time."""
    value = int(at.timestamp() * 1000) << 80 | random.getrandbits(80)
    return UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)
