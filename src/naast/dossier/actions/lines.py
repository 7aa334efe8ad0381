"""Lines in the ledgers: entries with their seal, audit, processing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, transaction

from naast.dossier.models import AuditLine, Chain, ChainHead, Entry, EntryContent, ProcessingLine
from naast.dossier.types import NOTHING, EntryKind, Purpose, Withheld, chain_id, digest_of, line_digest, written
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.ids import uuid7
from naast.kernel.registry import registry
from naast.kernel.types import Ref


class UnknownWord(LookupError):
    """An entry of a kind or purpose that no capability declares, or without a value that its sentence needs."""


@dataclass(frozen=True, slots=True)
class Line:
    """What an entry says, apart from whose chain it stands in."""

    kind: str
    purpose: str
    about: Ref | None
    content: Mapping[str, Any]
    withheld: Withheld | None = None
    team: UUID | None = None


@transaction.atomic
def record(
    actor: Actor,
    *,
    subject: UUID,
    organisation: UUID,
    kind: str,
    purpose: str,
    about: Ref | None,
    content: Mapping[str, Any],
    withheld: Withheld | None = None,
) -> UUID:
    """Add an entry to the person's chain at the organisation, with its audit line. Returns the entry's id.

    A transaction that adds to several chains uses `record_for`, or holds them all first with `hold`, so that it never waits
    for another that waits for it.
    """
    line = Line(kind, purpose, about, content, withheld)
    return write(actor, line, [subject], organisation)[subject]


@transaction.atomic
def record_for(
    actor: Actor,
    *,
    subjects: Iterable[UUID],
    organisation: UUID,
    kind: str,
    purpose: str,
    about: Ref | None,
    content: Mapping[str, Any],
) -> Mapping[UUID, UUID]:
    """Add the same entry to the chains of several people, such as a resident and the helper. Returns the entry per person."""
    return write(actor, Line(kind, purpose, about, content), subjects, organisation)


def write(
    actor: Actor, line: Line, subjects: Iterable[UUID], organisation: UUID, *, using: str = DEFAULT_DB_ALIAS
) -> dict[UUID, UUID]:
    """The entry per person, in chains that stay locked until the transaction on `using` ends."""
    _check(line)
    heads = hold(subjects=subjects, organisation=organisation, using=using)
    return {head.chain.subject: _add(actor, line, head, using) for head in heads}


def _check(line: Line) -> None:
    kind = registry.find(EntryKind, line.kind)
    if kind is None or registry.find(Purpose, line.purpose) is None:
        raise UnknownWord(f"{line.kind} for {line.purpose}: declare both in a capability.py")
    if missing := kind.placeholders - line.content.keys():
        raise UnknownWord(f"{line.kind} says {', '.join(sorted(missing))}, and the content does not hold it")


def hold(*, subjects: Iterable[UUID], organisation: UUID, using: str = DEFAULT_DB_ALIAS) -> list[ChainHead]:
    """Lock the heads of these chains in order of their keys, until the transaction ends."""
    wanted = {chain_id(subject, organisation): subject for subject in subjects}
    heads = _lock(wanted, using)
    if missing := sorted(wanted.keys() - {head.chain_id for head in heads}):
        _start({key: wanted[key] for key in missing}, organisation, using)
        heads = _lock(wanted, using)
    return heads


def _lock(keys: Iterable[UUID], using: str) -> list[ChainHead]:
    heads = ChainHead.objects.using(using).select_related("chain").select_for_update(of=("self",))
    return list(heads.filter(chain_id__in=list(keys)).order_by("chain_id"))


def _start(subjects: Mapping[UUID, UUID], organisation: UUID, using: str) -> None:
    chains = [Chain(id=key, subject=subject, organisation=organisation) for key, subject in subjects.items()]
    heads = [ChainHead(chain_id=key, hash=NOTHING) for key in subjects]
    Chain.objects.using(using).bulk_create(chains, ignore_conflicts=True)
    ChainHead.objects.using(using).bulk_create(heads, ignore_conflicts=True)


def _add(actor: Actor, line: Line, head: ChainHead, using: str) -> UUID:
    salt, text = os.urandom(32), written(line.content)
    entry = _sealed(actor, line, head, digest_of(salt, text))
    entry.save(force_insert=True, using=using)
    EntryContent.objects.using(using).create(entry=entry, salt=salt, text=text)
    _audit_entry(entry, using)
    head.seq, head.hash = entry.seq, entry.hash
    head.save(update_fields=["seq", "hash"], using=using)
    return entry.id


def _sealed(actor: Actor, line: Line, head: ChainHead, digest: bytes) -> Entry:
    entry = Entry(
        chain=head.chain,
        seq=head.seq + 1,
        at=now(),
        kind=line.kind,
        purpose=line.purpose,
        **_who(actor, head.chain.organisation, line.team),
        actor_organisation=_works_for(actor),
        about=str(line.about or ""),
        withheld_ground=line.withheld.ground if line.withheld else "",
        withheld_until=line.withheld.until if line.withheld else None,
        digest=digest,
        previous=bytes(head.hash),
    )
    entry.hash = entry.chained.hash
    return entry


def _audit_entry(entry: Entry, using: str) -> None:
    line = AuditLine(
        at=entry.at,
        organisation=entry.chain.organisation,
        actor_kind=entry.actor_kind,
        actor=entry.actor,
        team=entry.team,
        what=entry.kind,
        about=entry.about,
        entry=entry.id,
    )
    line.digest = line.expected_digest
    line.save(force_insert=True, using=using)


def _who(actor: Actor, organisation: UUID, team: UUID | None = None) -> dict[str, Any]:
    return {
        "actor_kind": str(actor.kind),
        "actor": actor.party if actor.is_resident else actor.id,
        "team": team or team_of(actor, organisation),
    }


def team_of(actor: Actor, organisation: UUID) -> UUID | None:
    """The team this actor works in at the organisation, or at the own one when consulted by another."""
    here = sorted(one.team for one in actor.assignments if one.team and one.organisation == organisation)
    anywhere = sorted(one.team for one in actor.assignments if one.team)
    return next(iter(here or anywhere), None)


def _works_for(actor: Actor) -> UUID | None:
    """For whom a member of staff works now; a resident works for nobody."""
    return None if actor.is_resident else actor.organisation


def audit(
    actor: Actor, *, organisation: UUID | None, what: str, about: Ref | None, before: str = "", after: str = ""
) -> None:
    """Note a write that is about no resident, such as a published service or a role given.

    `before` and `after` say in words what a setting was and became; names of people never, `about` leads to those.
    """
    audit_each(actor, organisation=organisation, what=what, changes=[(about, before, after)])


def audit_each(
    actor: Actor,
    *,
    organisation: UUID | None,
    what: str,
    changes: Iterable[tuple[Ref | None, str, str]],
    using: str = DEFAULT_DB_ALIAS,
) -> None:
    """Note the same write about several things, each with what it was and became: a line each, in one query."""
    who, at = _who_anywhere(actor, organisation), now()
    lines = [
        AuditLine(
            at=at, organisation=organisation, **who, what=what, about=str(about or ""), before=before, after=after
        )
        for about, before, after in changes
    ]
    for line in lines:
        line.digest = line.expected_digest
    AuditLine.objects.using(using).bulk_create(lines)


def _who_anywhere(actor: Actor, organisation: UUID | None) -> dict[str, Any]:
    own = organisation or actor.organisation
    return _who(actor, own) if own else {"actor_kind": str(actor.kind), "actor": actor.id or actor.party, "team": None}


def log_processing(
    actor: Actor,
    *,
    subjects: Iterable[UUID],
    organisation: UUID,
    purpose: str,
    about: Ref | None,
    what: str,
    entry: UUID | None = None,
) -> None:
    """Note that data of these people was shown, fetched or handed over: one line per person, in one query."""
    if registry.find(Purpose, purpose) is None:
        raise UnknownWord(f"{purpose}: declare this purpose in a capability.py")
    shared = {
        "at": now(),
        "organisation": organisation,
        "purpose": purpose,
        "about": str(about or ""),
        "what": what,
        "entry": entry,
        **_who(actor, organisation),
    }
    people = list(dict.fromkeys(subjects))
    keys = [uuid7() for _ in people]
    lines = [{**shared, "id": key, "subject": subject} for key, subject in zip(keys, people, strict=True)]
    digests = [line_digest(PROCESSED, [line[name] for name in ProcessingLine.SEALED]) for line in lines]
    with connection.cursor() as cursor:
        cursor.execute(LOG_PROCESSING, {**shared, "keys": keys, "subjects": people, "digests": digests})


PROCESSED = ProcessingLine._meta.db_table
# By hand, since every page of a worker writes a line for each person beside it: Django needs as long for that as for the page.
LOG_PROCESSING = f"""
    INSERT INTO {PROCESSED} (id, subject, digest, at, organisation, purpose, about, what, entry, actor_kind, actor, team)
    SELECT line.*, %(at)s, %(organisation)s, %(purpose)s, %(about)s, %(what)s, %(entry)s, %(actor_kind)s, %(actor)s, %(team)s
    FROM unnest(%(keys)s::uuid[], %(subjects)s::uuid[], %(digests)s::bytea[]) AS line
"""  # noqa: S608  our own name
