"""What is done with work: the row, the audit line, the event and the live sign, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from naast.dossier import api as dossier
from naast.identity import api as identity
from naast.kernel import live
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.clock import AMSTERDAM, now, today, written
from naast.kernel.errors import Refused, Stale
from naast.kernel.events import Event, announce
from naast.kernel.holds import holds_on
from naast.kernel.registry import registry
from naast.kernel.types import Ref
from naast.work.access import access_item_to_change
from naast.work.events import (
    ItemAdded,
    ItemFinished,
    ItemGivenBack,
    ItemHandedOver,
    ItemLeftBehind,
    ItemRescheduled,
    ItemTaken,
)
from naast.work.models import WorkItem
from naast.work.queries import due_in_working_days
from naast.work.types import UNDO_WITHIN, WorkKind, WorkStatus


class UnknownKind(LookupError):
    """Work of a kind that no capability declares as WorkKind; nobody would know where to do it."""


@transaction.atomic
def add_item(
    actor: Actor,
    *,
    organisation: UUID,
    kind: str,
    title: str,
    about: Ref,
    reference: str = "",
    service: str = "",
    due_at: datetime,
    because: str,
    party: UUID | None = None,
    team: UUID | None = None,
    skills: Iterable[str] = (),
    language: str = "nl",
) -> UUID:
    """Put something in the pool. `because` tells the worker in words why it is there."""
    if registry.find(WorkKind, kind) is None:
        raise UnknownKind(kind)
    row = WorkItem(
        organisation=organisation,
        team=team,
        kind=kind,
        title=title,
        because=because,
        about_kind=about.kind,
        about_id=about.id,
        reference=reference,
        service=service,
        party=party,
        skills=list(skills),
        language=language,
    )
    row.promise(due_at)
    row.save()
    _tell(actor, row, "work.added", ItemAdded(**_about(row), due_at=due_at))
    return row.pk


@transaction.atomic
def take(actor: Actor, item: UUID, *, version: int) -> None:
    """Take an open item. Raises Stale, naming the colleague who was first; taking one's own again changes nothing."""
    row = access_item_to_change(actor, item)
    if row.status == WorkStatus.TAKEN and row.taken_by == actor.id:
        return
    _refuse_when_not_open(row)
    if row.version != version:
        raise Stale("Dit werk is intussen veranderd. Kijk eerst wat er nu staat.")
    by = _worker(actor)
    _change(row, status=WorkStatus.TAKEN, taken_by=by, taken_at=now(), handed_by=None)
    _tell(actor, row, "work.taken", ItemTaken(**_about(row), by=by))


@transaction.atomic
def give_back(actor: Actor, item: UUID, *, reason: str) -> None:
    """Put one's own item back for everybody; the next colleague reads the reason."""
    row = _own(actor, item)
    words = _for_a_colleague(reason, "waarom u dit teruggeeft")
    _change(row, **_NOBODYS, returned=words, handed_by=None)
    _tell(actor, row, "work.given_back", ItemGivenBack(**_about(row), by=_worker(actor)))


@transaction.atomic
def not_reached(actor: Actor, item: UUID) -> None:
    """Nobody answered the phone: it waits in the queue for the next working day, and who goes on reads that it was tried."""
    row = _own(actor, item)
    row.promise(due_in_working_days(1))
    due = {"due_at": row.due_at, "warn_at": row.warn_at, "warned_at": row.warned_at}
    tried = f"Niet bereikt op {written(today())} om {now().astimezone(AMSTERDAM):%H.%M} uur."
    _change(row, **_NOBODYS, **due, returned=tried, handed_by=None)
    _tell(actor, row, "work.not_reached", ItemGivenBack(**_about(row), by=_worker(actor)))


@transaction.atomic
def put_back(actor: Actor, item: UUID, *, version: int) -> None:
    """Undo a taking that was a mistake: open for everybody, as before. Raises Stale when it changed since, Refused when it is
    too long ago for a mistake."""
    row = _own(actor, item)
    if row.version != version:
        raise Stale("Dit werk is intussen veranderd. Kijk eerst wat er nu staat.")
    if row.taken_at is None or row.taken_at + UNDO_WITHIN < now():
        raise Refused("U heeft dit al langer. Geef het terug met een zin voor uw collega.")
    _change(row, **_NOBODYS)
    _tell(actor, row, "work.put_back", ItemGivenBack(**_about(row), by=_worker(actor)))


@transaction.atomic
def hand_over(actor: Actor, item: UUID, *, to: UUID | None, team: UUID | None, words: str) -> None:
    """Pass one's own item on to a colleague (`to`), or to a team where nobody has it yet; who goes on reads the words.

    The capability that calls has seen that they may do this work.
    """
    row = _own(actor, item)
    words = _for_a_colleague(words, "wat uw collega moet weten")
    theirs = {"status": WorkStatus.TAKEN, "taken_by": to, "taken_at": now()} if to else _NOBODYS
    _change(row, **theirs, team=team, returned=words, handed_by=_worker(actor), handed_at=now())
    _tell(actor, row, "work.handed_over", ItemHandedOver(**_about(row), by=_worker(actor), to=to))


@transaction.atomic
def accept(actor: Actor, item: UUID) -> None:
    """Who was given an item has seen it; saying so again changes nothing."""
    row = _own(actor, item)
    if row.handed_by is None:
        return
    _change(row, handed_by=None)
    dossier.audit(actor, organisation=row.organisation, what="work.accepted", about=Ref("work", row.pk))
    live.publish(f"queue:{row.organisation}")


@transaction.atomic
def finish(actor: Actor, item: UUID) -> None:
    """Close one's own item. Finishing it again changes nothing."""
    row = access_item_to_change(actor, item)
    if row.status == WorkStatus.DONE and row.taken_by == actor.id:
        return
    _finish(actor, _own(actor, item))


@transaction.atomic
def finish_about(actor: Actor, about: Ref, kind: str) -> int:
    """Close all work of one kind about one thing, because that is over; how many there were.

    The capability that calls has let the actor do what made it over; the actor may well be a resident.
    """
    open_rows = WorkItem.objects.exclude(status=WorkStatus.DONE).filter(
        about_kind=about.kind, about_id=about.id, kind=kind
    )
    rows = list(open_rows.select_for_update().order_by("id"))
    for row in rows:
        _finish(actor, row)
    return len(rows)


@transaction.atomic
def reschedule(actor: Actor, item: UUID, due_at: datetime) -> None:
    """Give an item another due time; the warning before it starts anew."""
    row = access_item_to_change(actor, item)
    if row.status == WorkStatus.DONE:
        raise Refused("Dit werk is al klaar. De datum kan niet meer veranderen.")
    row.promise(due_at)
    _change(row, due_at=row.due_at, warn_at=row.warn_at, warned_at=row.warned_at)
    _tell(actor, row, "work.rescheduled", ItemRescheduled(**_about(row), due_at=due_at))


@transaction.atomic
def restate_about(
    actor: Actor, about: Ref, kind: str, *, because: str, due_at: datetime | None = None, waiting: bool = False
) -> int:
    """Say anew why all open work of one kind about one thing is there, whether it waits for an answer from outside, and when it
    is due if that changed; how many there were.

    The capability that calls has let the actor do what changed it; the actor may well be a resident.
    """
    open_rows = WorkItem.objects.exclude(status=WorkStatus.DONE).filter(
        about_kind=about.kind, about_id=about.id, kind=kind
    )
    rows = list(open_rows.select_for_update().order_by("id"))
    for row in rows:
        if due_at:
            row.promise(due_at)
        due = {"due_at": row.due_at, "warn_at": row.warn_at, "warned_at": row.warned_at}
        _change(row, **due, because=because, waiting=waiting)
        _tell(actor, row, "work.rescheduled", ItemRescheduled(**_about(row), due_at=row.due_at))
    return len(rows)


@transaction.atomic
def leave_behind(by: UUID, *, organisation: UUID) -> int:
    """What somebody had at an organisation is open for everybody again, with what was agreed about it; how many there were."""
    theirs = WorkItem.objects.filter(status=WorkStatus.TAKEN, taken_by=by, organisation=organisation)
    rows = list(theirs.select_for_update().order_by("id"))
    for row in rows:
        _change(row, **_NOBODYS, returned=_left(by, row.returned), handed_by=None)
        _tell(SYSTEM, row, "work.left_behind", ItemLeftBehind(**_about(row), by=by))
    return len(rows)


@transaction.atomic
def warn(item: UUID) -> bool:
    """Let the queue show that an item is due soon, once. False when that is no longer needed, or not now because of a hold."""
    row = WorkItem.objects.select_for_update(skip_locked=True).filter(pk=item, warned_at=None).first()
    if row is None or row.status == WorkStatus.DONE or holds_on(row.about):
        return False
    row.warned_at = now()
    row.save(update_fields=["warned_at"])
    live.publish(f"queue:{row.organisation}")
    return True


_LONGEST_REASON = 500
_NOBODYS: Mapping[str, Any] = {"status": WorkStatus.OPEN, "taken_by": None, "taken_at": None}


def _for_a_colleague(text: str, what: str) -> str:
    """What goes along with work. Raises Refused when there is nothing to read, or too much."""
    words = text.strip()
    if not words:
        raise Refused(f"Schrijf in één zin {what}. Dan weet uw collega waar die verder kan.")
    if len(words) > _LONGEST_REASON:
        raise Refused(f"Dit is te lang om snel te lezen. Gebruik ten hoogste {_LONGEST_REASON} tekens.")
    return words


def _left(by: UUID, earlier: str) -> str:
    """Why it is here, with what a colleague wrote before: that may be a promise that now nobody else remembers."""
    words = f"{identity.staff(by).name} had dit, en werkt er niet meer aan."
    return f"{words} Eerder schreef een collega: {earlier}"[:_LONGEST_REASON] if earlier else words


def _refuse_when_not_open(row: WorkItem) -> None:
    if row.status == WorkStatus.TAKEN and row.taken_by:
        raise Stale(f"{identity.staff(row.taken_by).name} heeft dit al opgepakt. Er is niets veranderd.")
    if row.status == WorkStatus.DONE:
        raise Stale("Dit werk is al klaar. Er is niets veranderd.")


def _own(actor: Actor, item: UUID) -> WorkItem:
    row = access_item_to_change(actor, item)
    if row.status != WorkStatus.TAKEN:
        raise Refused("Pak dit werk eerst op.")
    if row.taken_by != actor.id:
        _refuse_when_not_open(row)
    return row


def _finish(actor: Actor, row: WorkItem) -> None:
    _change(row, status=WorkStatus.DONE, finished_at=now())
    _tell(actor, row, "work.finished", ItemFinished(**_about(row), by=actor.id if actor.is_staff else None))


def _worker(actor: Actor) -> UUID:
    if actor.id is None:
        raise Refused("Alleen een medewerker kan werk oppakken.")
    return actor.id


def _change(row: WorkItem, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*values, "version"])


def _about(row: WorkItem) -> dict[str, Any]:
    return {"item": row.pk, "organisation": row.organisation, "kind": row.kind, "about": row.about}


def _tell(actor: Actor, row: WorkItem, what: str, event: Event) -> None:
    dossier.audit(actor, organisation=row.organisation, what=what, about=Ref("work", row.pk))
    announce(event)
    live.publish(f"queue:{row.organisation}")
