"""Words for a service, from proposal by trial to live, and back. Nothing goes live that was not tried on what is offered now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from django.db import transaction

from naast.catalogue import api as catalogue
from naast.dossier.api import audit
from naast.finding.access import PUBLISH, access_added, check_may_edit
from naast.finding.masking import MARK, masked
from naast.finding.models import AddedWords
from naast.finding.queries.added import digest_of, ground_of, titles_of, whose_name
from naast.finding.queries.asked import known_words
from naast.finding.types import Change
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.errors import Forbidden, Refused
from naast.kernel.types import Ref

TRY_FIRST = "Probeer deze woorden eerst uit. Er is iets veranderd, of ze zijn nog niet uitgeprobeerd."
OVER = "Deze woorden zijn al weggehaald. Voeg ze opnieuw toe."
KNOWN_BY = (
    "In ‘{line}’ kan iemand te herkennen zijn. Wij bewaren daarvan alleen ‘{kept}’. Schrijf gewone woorden, zonder namen,"
    " nummers en adressen. Een woord dat bijna niemand gebruikt, telt ook als naam."
)
NAME = (
    "‘{line}’ is een naam van de dienst ‘{title}’. Wie dat typt, moet die dienst blijven vinden. Haal deze regel weg, of schrijf"
    " erbij wat mensen hier anders zeggen."
)


@transaction.atomic
def propose(actor: Actor, *, organisation: UUID, slug: str, words: Sequence[str]) -> UUID:
    """Write down words for a service; nobody sees them yet. Raises Forbidden, Refused, and NotFound for a service not offered."""
    check_may_edit(actor, organisation)
    catalogue.current(organisation, slug)
    _check(organisation, slug, words)
    row = AddedWords.objects.create(organisation=organisation, slug=slug, words=list(words), proposed_by=actor.id)
    _audit(actor, row, "finding.propose-words")
    return row.pk


@transaction.atomic
def keep_trial(
    actor: Actor, added: UUID, *, tried_on: str, tried: int, changes: Sequence[Change], own: Sequence[Change]
) -> None:
    """Keep what a trial on this ground showed: of questions, and of the words themselves."""
    row = _open(actor, added)
    row.tried_at, row.tried_on = now(), tried_on
    row.trial = {"tried": tried, "changes": [asdict(one) for one in changes], "own": [asdict(one) for one in own]}
    row.save(update_fields=["tried_at", "tried_on", "trial"])


@transaction.atomic
def go_live(actor: Actor, added: UUID) -> None:
    """Let the finder know these words from now on. Raises Refused when they were not tried on what is offered now, or are the
    name of another service by now.
    """
    row = _open(actor, added)
    if not actor.may(PUBLISH, at=row.organisation):
        raise Forbidden
    if row.live_at is not None:
        return
    if row.tried_at is None or row.tried_on != digest_of(ground_of(row.organisation)):
        raise Refused(TRY_FIRST)
    _check(row.organisation, row.slug, row.words)
    row.live_at = now()
    row.save(update_fields=["live_at"])
    _audit(actor, row, "finding.words-live", before="niet live", after="live")


@transaction.atomic
def take_away(actor: Actor, added: UUID) -> None:
    """Drop a proposal, or take back words that are live; the words themselves are gone. Raises Forbidden, Refused."""
    row = _open(actor, added)
    if not actor.may(PUBLISH, at=row.organisation):
        raise Forbidden
    row.ended_at, row.words, row.trial, row.tried_at = now(), [], {}, None
    row.save(update_fields=["ended_at", "words", "trial", "tried_at"])
    _audit(actor, row, "finding.words-away", before="live" if row.live_at else "niet live", after="weggehaald")


def _check(organisation: UUID, slug: str, words: Sequence[str]) -> None:
    """Nobody may be known by words that go live, and no service may lose its name to another. Raises Refused."""
    known = known_words(organisation)
    for line in words:
        kept = masked(line, known)
        if MARK.search(kept):
            raise Refused(KNOWN_BY.format(line=line, kept=kept))
        if other := whose_name(organisation, slug, line):
            raise Refused(NAME.format(line=line, title=titles_of(organisation)[other]))


def _open(actor: Actor, added: UUID) -> AddedWords:
    row = access_added(actor, added, lock=True)
    if row.ended_at is not None:
        raise Refused(OVER)
    return row


def _audit(actor: Actor, row: AddedWords, what: str, *, before: str = "", after: str = "") -> None:
    about = Ref("added-words", row.pk)
    audit(actor, organisation=row.organisation, what=what, about=about, before=before, after=after)
