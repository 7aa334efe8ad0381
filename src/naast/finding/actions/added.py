"""Words for a service, from proposal by trial to live, and back. Nothing goes live that was not tried on what is offered now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from django.db import transaction

from naast.catalogue import api as catalogue
from naast.dossier.api import audit
from naast.finding.access import PUBLISH, access_added, check_may_edit
from naast.finding.models import AddedWords
from naast.finding.queries.added import digest_of, ground_of
from naast.finding.types import Change
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.errors import Forbidden, Refused
from naast.kernel.types import Ref

TRY_FIRST = "Probeer deze woorden eerst uit. Er is iets veranderd, of ze zijn nog niet uitgeprobeerd."
OVER = "Deze woorden zijn al weggehaald. Voeg ze opnieuw toe."


@transaction.atomic
def propose(actor: Actor, *, organisation: UUID, slug: str, words: Sequence[str]) -> UUID:
    """Write down words for a service; nobody sees them yet. Raises Forbidden, and NotFound for a service not offered."""
    check_may_edit(actor, organisation)
    catalogue.current(organisation, slug)
    row = AddedWords.objects.create(organisation=organisation, slug=slug, words=list(words), proposed_by=actor.id)
    _audit(actor, row, "finding.propose-words")
    return row.pk


@transaction.atomic
def keep_trial(actor: Actor, added: UUID, *, tried_on: str, tried: int, changes: Sequence[Change]) -> None:
    """Keep what a trial on this ground showed."""
    row = _open(actor, added)
    row.tried_at, row.tried_on = now(), tried_on
    row.trial = {"tried": tried, "changes": [asdict(one) for one in changes]}
    row.save(update_fields=["tried_at", "tried_on", "trial"])


@transaction.atomic
def go_live(actor: Actor, added: UUID) -> None:
    """Let the finder know these words from now on. Raises Refused when they were not tried on what is offered now."""
    row = _open(actor, added)
    if not actor.may(PUBLISH, at=row.organisation):
        raise Forbidden
    if row.live_at is not None:
        return
    if row.tried_at is None or row.tried_on != digest_of(ground_of(row.organisation)):
        raise Refused(TRY_FIRST)
    row.live_at = now()
    row.save(update_fields=["live_at"])
    _audit(actor, row, "finding.words-live")


@transaction.atomic
def take_away(actor: Actor, added: UUID) -> None:
    """Drop a proposal, or take back words that are live. Raises Forbidden, Refused."""
    row = _open(actor, added)
    if not actor.may(PUBLISH, at=row.organisation):
        raise Forbidden
    row.ended_at = now()
    row.save(update_fields=["ended_at"])
    _audit(actor, row, "finding.words-away")


def _open(actor: Actor, added: UUID) -> AddedWords:
    row = access_added(actor, added, lock=True)
    if row.ended_at is not None:
        raise Refused(OVER)
    return row


def _audit(actor: Actor, row: AddedWords, what: str) -> None:
    audit(actor, organisation=row.organisation, what=what, about=Ref("added-words", row.pk))
