"""Holds: a pause of every clock, reminder and outgoing step about one thing, with a reason and an end.

Whoever lets a term run out, reminds or sends asks `holds_on` first. Whether an actor may place one is up to the capability above.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.errors import NotFound, Refused
from naast.kernel.models import Hold
from naast.kernel.types import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldView:
    """A hold that is on now."""

    id: UUID
    organisation: UUID
    about: Ref
    reason: str
    placed_by: str
    mandate: UUID | None
    until: datetime


def place_hold(
    actor: Actor, *, organisation: UUID, about: Ref, reason: str, until: datetime, mandate: UUID | None = None
) -> UUID:
    """Pause everything about this until then. Raises Refused without a reason, or with an end that has passed."""
    if not reason.strip():
        raise Refused("Schrijf op waarom u dit stilzet.")
    if until <= now():
        raise Refused("Kies een einddatum die nog komt.")
    hold = Hold.objects.create(
        organisation=organisation,
        about_kind=about.kind,
        about_id=about.id,
        reason=reason.strip(),
        placed_by=actor.key,
        mandate=mandate,
        placed_at=now(),
        until=until,
    )
    return hold.id


def end_hold(hold: UUID) -> None:
    """Let everything run again. Raises NotFound when it is not on."""
    if not _on().filter(pk=hold).update(ended_at=now()):
        raise NotFound


def holds_on(about: Ref) -> tuple[HoldView, ...]:
    """The holds that are on now; nothing may move while there is one."""
    rows = _on().filter(about_kind=about.kind, about_id=about.id).order_by("placed_at")
    return tuple(
        HoldView(
            id=row.id,
            organisation=row.organisation,
            about=about,
            reason=row.reason,
            placed_by=row.placed_by,
            mandate=row.mandate,
            until=row.until,
        )
        for row in rows
    )


def _on() -> QuerySet[Hold]:
    return Hold.objects.filter(until__gt=now(), ended_at=None)
