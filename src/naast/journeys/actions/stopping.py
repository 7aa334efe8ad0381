"""Stopping: thrown away, ended in an answer, or gone after its term."""

from __future__ import annotations

from collections.abc import Set
from uuid import UUID

from django.db.models import QuerySet

from naast.catalogue.types import said
from naast.files import api as files
from naast.journeys.actions.change import locked_draft, note, require_open
from naast.journeys.actions.helping import no_longer_stuck
from naast.journeys.actions.leaving import nothing_left
from naast.journeys.events import DraftAbandoned
from naast.journeys.models import Draft, Status
from naast.journeys.queries.matters import Matter, matter_of
from naast.journeys.types import ANSWER
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.clock import now
from naast.kernel.errors import NotFound
from naast.kernel.events import announce
from naast.kernel.removals import removed
from naast.kernel.sweeps import each

SWEPT_AT_ONCE = 200


def discard(actor: Actor, draft: UUID, *, held: Set[UUID] = frozenset()) -> None:
    """Throw a draft away, with all that was typed. Raises NotFound, Refused."""
    with locked_draft(actor, draft, held) as row:
        require_open(row)
        _abandon(actor, row, "discarded")
        removed("journeys.draft", row.pk)


def close_answered(actor: Actor, draft: UUID, *, held: Set[UUID] = frozenset()) -> None:
    """The resident read the answer and is done. What was typed is not kept: nothing was asked of us.

    Raises NotFound where it does not stand at an answer, Refused.
    """
    with locked_draft(actor, draft, held) as row:
        require_open(row)
        matter = matter_of(row)
        if matter.ending is None or matter.ending.kind != ANSWER:
            raise NotFound  # answered otherwise meanwhile, at another device: that is still to be sent
        note(actor, row, "answered", title=matter.title, answer=said(matter.ending.title, matter.on.language))
        _empty(actor, row)
        row.status, row.ending = Status.ANSWERED, matter.ending.key
        row.save(update_fields=["status", "ending"])
        removed("journeys.draft", row.pk)


def discard_again(draft: UUID) -> bool:
    """After a restore: it was gone, and a backup brought it back. Whether it was there."""
    row = Draft.objects.select_for_update().filter(pk=draft, status=Status.OPEN).first()
    if row is not None:
        _abandon(SYSTEM, row, "discarded-again")
    return row is not None


def sweep_expired() -> int:
    """Remove drafts whose term is over; the page said so. Each by itself, so that one that fails does not keep the others."""
    due = _expired().order_by("kept_until").values_list("pk", flat=True)
    return each(due[:SWEPT_AT_ONCE], _expire)


def _expired() -> QuerySet[Draft]:
    return Draft.objects.filter(status=Status.OPEN, kept_until__lte=now())


def _expire(pk: UUID) -> bool:
    row = _expired().select_for_update(skip_locked=True).filter(pk=pk).first()
    if row is not None:
        _abandon(SYSTEM, row, "expired")
    return row is not None


def _abandon(actor: Actor, row: Draft, kind: str) -> None:
    matter = matter_of(row)
    note(actor, row, kind, title=matter.title)
    _empty(actor, row)
    row.status = Status.DISCARDED
    row.save(update_fields=["status"])
    announce(_abandoned(row, matter, by_term=kind == "expired"))


def _abandoned(row: Draft, matter: Matter, *, by_term: bool) -> DraftAbandoned:
    question = matter.walk.at or ""
    return DraftAbandoned(
        draft=row.pk, organisation=row.organisation, service=row.service, question=question, by_term=by_term
    )


def _empty(actor: Actor, row: Draft) -> None:
    """Take away everything typed, fetched and uploaded; the row itself stays, without content, so that links can tell."""
    no_longer_stuck(actor, row)
    nothing_left(actor, row)
    for file in files.files_about(row.ref):
        files.remove(actor if row.owner else SYSTEM, file.id)
    row.answers.all().delete()
    row.typed.all().delete()
    row.facts.all().delete()
