"""Asking a source for facts that the next question needs: only those, at that moment, and said in the dossier."""

from __future__ import annotations

from collections.abc import Set
from datetime import timedelta
from uuid import UUID

from naast.catalogue.types import said
from naast.dossier import api as dossier
from naast.journeys.access import access_draft
from naast.journeys.actions.change import PURPOSE, locked_draft, note
from naast.journeys.models import Draft, FetchedFact, Status
from naast.journeys.queries.matters import Matter, matter_of
from naast.journeys.types import Prefill
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.registry import registry
from naast.parties.ports import FactSource, Fetched

AGAIN_AFTER = timedelta(seconds=30)  # as long as a source that failed is left alone


def fetch_for(actor: Actor, draft: UUID, *, held: Set[UUID] = frozenset()) -> None:
    """Fetch what the open question needs and is not known yet. Whatever the source does, the question can be asked.

    Must run outside a transaction, since a source may take seconds. Does nothing without a signed-in owner. Raises NotFound
    when the draft was thrown away meanwhile.
    """
    matter = matter_of(access_draft(actor, draft, held=held))
    prefill = _wanted(matter)
    source = registry.find(FactSource, prefill.source) if prefill else None
    if prefill is None or source is None or matter.draft.owner is None:
        return
    fetched = source.fetch(actor, matter.draft.owner, matter.draft.organisation, frozenset({prefill.fact}), PURPOSE)
    with locked_draft(actor, draft, held) as row:
        if row.status != Status.OPEN:  # sent or ended while the source took its time: it takes in nothing more
            return
        _keep(row, prefill, fetched)
        if fetched.values:
            _tell(actor, matter, prefill, source)


def _wanted(matter: Matter) -> Prefill | None:
    """What the open question wants to know, unless it is known, or its source failed a moment ago."""
    if matter.walk.at is None:
        return None
    question = matter.journey.questions[matter.walk.at]
    row = matter.fact_for(question)
    if row is None or (row.failed and row.at <= now() - AGAIN_AFTER):
        return question.prefill
    return None


def _keep(draft: Draft, prefill: Prefill, fetched: Fetched) -> None:
    values = {"value": fetched.values.get(prefill.fact), "failed": bool(fetched.failed), "at": now()}
    FetchedFact.objects.update_or_create(draft=draft, source=prefill.source, fact=prefill.fact, defaults=values)


def _tell(actor: Actor, matter: Matter, prefill: Prefill, source: FactSource) -> None:
    """The resident reads what we fetched and why; the processing log has it for who has to account for it."""
    note(actor, matter.draft, "fetched", source=str(source.name), because=said(prefill.ground, matter.on.language))
    dossier.log_processing(
        actor,
        subjects=[matter.draft.subject],
        organisation=matter.draft.organisation,
        purpose=PURPOSE,
        about=matter.draft.ref,
        what=f"journeys.fetched {prefill.name}",
    )
