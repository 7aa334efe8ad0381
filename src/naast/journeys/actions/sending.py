"""Sending: once, whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from naast.files.api import files_about, remove
from naast.journeys.actions.change import locked_draft, note, require_open
from naast.journeys.actions.helping import no_longer_stuck
from naast.journeys.actions.leaving import nothing_left
from naast.journeys.actions.reference import free_reference
from naast.journeys.events import DraftSent
from naast.journeys.models import Draft, Status
from naast.journeys.queries.drafts import view_of
from naast.journeys.queries.matters import Matter, matter_of
from naast.journeys.types import DraftView, Ending, EndingKind, Sending
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.clock import local_day, now
from naast.kernel.errors import Refused, Stale
from naast.kernel.events import announce
from naast.kernel.registry import registry
from naast.kernel.types import Ref


def send(actor: Actor, draft: UUID, *, seen: int, held: Set[UUID] = frozenset()) -> DraftView:
    """Send the draft as the check page showed it (`seen` is the revision of that page). A draft is sent once: sending it again
    gives the same result. Raises NotFound; Stale when it was changed since; Refused when it is not whole.

    One transaction: if whoever acts on this ending fails, nothing is sent and everything typed is still there.
    """
    with locked_draft(actor, draft, held) as row:
        if row.status == Status.SENT:
            return view_of(row)
        require_open(row)
        if seen != row.revision:
            raise Stale(_("Er is intussen iets veranderd. Kijk alles nog een keer na, en verstuur het dan."))
        matter = matter_of(row, counts=True)
        ending, handle = _ending(matter)
        sending = _sending(matter, ending)
        _leave_out_files(matter, sending)
        _close(row, sending, handle(actor, sending))
        no_longer_stuck(actor, row)
        nothing_left(actor, row)
        note(actor, row, "sent", title=matter.title, reference=sending.reference)
        announce(_event(row))
    return view_of(row)


Handle = Callable[[Actor, Sending], Ref | None]


def _ending(matter: Matter) -> tuple[Ending, Handle]:
    ending = matter.ending
    kind = registry.find(EndingKind, ending.kind) if ending else None
    if ending is None or kind is None or kind.handle is None:
        raise Refused(_("U bent nog niet klaar. Beantwoord eerst de vragen die nog open staan."))
    return ending, kind.handle


def _sending(matter: Matter, ending: Ending) -> Sending:
    draft = matter.draft
    at = now()
    return Sending(
        draft=draft.pk,
        reference=free_reference(draft.organisation),
        organisation=draft.organisation,
        service=draft.service,
        version=draft.version,
        party=draft.owner,
        author=draft.author,
        ending=ending.key,
        answers=matter.answered(),
        facts=_facts(matter),
        lane=draft.lane,
        sent_at=at,
        counts_from=matter.counts_from(local_day(at)),
    )


def _facts(matter: Matter) -> dict[str, Any]:
    """The facts that questions on the path were answered with; what was fetched for a road not taken stays behind."""
    passed = [matter.journey.questions[key] for key in matter.walk.path if key in matter.journey.questions]
    rows = [row for row in map(matter.fact_for, passed) if row is not None and row.value is not None]
    return {f"{row.source}.{row.fact}": row.value for row in rows}


def _leave_out_files(matter: Matter, sending: Sending) -> None:
    """What was uploaded on a road not taken, or unticked, is no part of what is sent."""
    sent = {
        key for one in sending.answers if matter.journey.is_upload(one.key) and one.value for key in one.value["files"]
    }
    for file in files_about(matter.draft.ref):
        if str(file.id) not in sent:
            remove(SYSTEM, file.id)


def _close(row: Draft, sending: Sending, made: Ref | None) -> None:
    row.status, row.ending, row.reference, row.sent_at = Status.SENT, sending.ending, sending.reference, sending.sent_at
    if made is not None:
        row.made_kind, row.made_id = made.kind, made.id
    row.save()


def _event(row: Draft) -> DraftSent:
    made = str(row.made or "")
    return DraftSent(draft=row.pk, organisation=row.organisation, service=row.service, ending=row.ending, made=made)
