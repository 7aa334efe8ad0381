"""Walks the chains, one row at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from importlib.resources import files
from typing import Any
from uuid import UUID

from django.db import connections

from naast.dossier.types import NOTHING, BadLine, ChainedPart, chain_id, digest_of

ROWS = files(__package__).joinpath("rows.sql").read_text()
AT_ONCE = 500  # rows in memory
CHAINED = [one.name for one in fields(ChainedPart) if one.name != "id"]  # a row has the same names
LOOKS = ("dossier.looked", "dossier.looked_without_matter")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of `rows.sql`; None where a half is missing."""

    chain: UUID | None
    chain_row: UUID | None
    subject: UUID
    organisation: UUID
    head_seq: int | None
    head_hash: bytes
    id: UUID | None
    seq: int
    at: datetime
    kind: str
    purpose: str
    actor_kind: str
    actor: UUID | None
    team: UUID | None
    actor_organisation: UUID | None
    about: str
    withheld_ground: str
    withheld_until: date | None
    digest: bytes
    previous: bytes
    hash: bytes
    content_of: UUID | None
    salt: bytes | None
    text: str | None
    removed_at: datetime | None
    removed_by: str
    audit_of: UUID | None
    audit_at: datetime
    audit_organisation: UUID
    audit_actor_kind: str
    audit_actor: UUID | None
    audit_team: UUID | None
    audit_what: str
    audit_about: str
    processing_of: UUID | None
    processing_subject: UUID
    processing_organisation: UUID
    processing_actor_kind: str
    processing_actor: UUID | None
    processing_purpose: str
    processing_what: str
    processing_about: str

    @property
    def line(self) -> str:
        return f"{self.chain}/{self.seq}" if self.chain else str(self.content_of or self.audit_of or self.processing_of)

    def hash_as(self, entry: UUID) -> bytes:
        """The hash that this line should have."""
        return ChainedPart(entry, *(getattr(self, name) for name in CHAINED)).hash


@dataclass
class Walk:
    """How far the walk came, and where it is in the chain it reads now."""

    entries: int = 0
    chains: int = 0
    anchors: int = 0
    row: Row | None = None
    seq: int = 0
    hash: bytes = NOTHING
    gone: dict[int, str] = field(default_factory=dict)  # content removed by a rule that the chain did not tell yet


def bad_chains(walk: Walk, using: str) -> Iterator[BadLine]:
    """Every line that does not hold. After the first, the others of its chain mean little."""
    for row in _rows(using):
        if walk.row is None or walk.row.chain != row.chain:
            yield from _bad_end(walk)
            _begin(walk, row)
        yield from (BadLine("dossier", row.line, problem) for problem in _problems(walk, row))
        if row.id:
            walk.entries, walk.seq, walk.hash = walk.entries + 1, row.seq, row.hash
    yield from _bad_end(walk)


def _rows(using: str) -> Iterator[Row]:
    with connections[using].chunked_cursor() as cursor:
        cursor.execute(ROWS)
        while rows := cursor.fetchmany(AT_ONCE):
            for row in rows:
                values: list[Any] = [bytes(value) if isinstance(value, memoryview) else value for value in row]
                yield Row(*values)


def _begin(walk: Walk, row: Row) -> None:
    walk.row, walk.seq, walk.hash, walk.gone = row, 0, NOTHING, {}
    walk.chains += 1


def _problems(walk: Walk, row: Row) -> Iterator[str]:
    if row.id is None:
        yield _orphan(row)
        return
    if row.chain_row is None or row.head_seq is None:
        yield "its chain or the head of its chain is gone"
        return
    if row.chain != chain_id(row.subject, row.organisation):
        yield "the chain was given to another person or organisation"
    if row.seq != walk.seq + 1:
        yield f"follows line {walk.seq}: lines are missing, double or in another order"
    if row.previous != walk.hash:
        yield "does not follow from the line before it"
    if row.hash != row.hash_as(row.id):
        yield "is not as it was written"
    yield from _content_problems(walk, row)
    yield from _witness_problems(row)


def _orphan(row: Row) -> str:
    if row.chain_row:
        return "all lines of this chain are gone"
    return "the entry is gone, and what belongs to it is still there"


def _content_problems(walk: Walk, row: Row) -> Iterator[str]:
    if row.content_of is None:
        yield "its content is gone without a rule"
    elif row.removed_at:
        walk.gone[row.seq] = row.removed_by
        if row.text is not None or row.salt is not None:
            yield "its content is said to be removed, and is there"
    elif row.salt is None or row.text is None or digest_of(row.salt, row.text) != row.digest:
        yield "its content is not as it was written"
    elif row.kind == "dossier.content_removed":
        _account(walk, row.text)


def _account(walk: Walk, text: str) -> None:
    """Somebody who can write lines may have written one that tells nothing."""
    try:
        told = json.loads(text)
        rule, seqs = told["rule"], frozenset(told["seqs"])
    except (ValueError, TypeError, KeyError):
        return
    for seq in [seq for seq in walk.gone if seq in seqs and walk.gone[seq] == rule]:
        del walk.gone[seq]


def _witness_problems(row: Row) -> Iterator[str]:
    who = (row.at, row.organisation, row.actor_kind, row.actor, row.team, row.kind, row.about)
    audit = (
        row.audit_at,
        row.audit_organisation,
        row.audit_actor_kind,
        row.audit_actor,
        row.audit_team,
        row.audit_what,
        row.audit_about,
    )
    if row.audit_of is None:
        yield "its audit line is gone"
    elif audit != who:
        yield "its audit line says something else"
    if row.kind in LOOKS:
        yield from _processing_problems(row)
    elif row.processing_of:
        yield "has a processing line, and is no look"


def _processing_problems(row: Row) -> Iterator[str]:
    look = (row.subject, row.organisation, row.actor_kind, row.actor, row.purpose, row.kind, row.about)
    processing = (
        row.processing_subject,
        row.processing_organisation,
        row.processing_actor_kind,
        row.processing_actor,
        row.processing_purpose,
        row.processing_what,
        row.processing_about,
    )
    if row.processing_of is None:
        yield "its processing line is gone"
    elif processing != look:
        yield "its processing line says something else"


def _bad_end(walk: Walk) -> Iterator[BadLine]:
    row = walk.row
    if row is None or row.head_seq is None:
        return
    if (row.head_seq, row.head_hash) != (walk.seq, walk.hash):
        yield BadLine("dossier", f"{row.chain}/{walk.seq + 1}", f"is gone: the chain once had {row.head_seq} lines")
    for seq in sorted(walk.gone):
        yield BadLine("dossier", f"{row.chain}/{seq}", "its content is gone without a rule")
