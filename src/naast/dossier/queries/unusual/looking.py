"""What the rules are given: the looks of 30 days from the audit, whether anything came of them, and names to compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from naast.dossier.models import AuditLine, Entry
from naast.dossier.queries.names import people_named, staff_at, staff_named
from naast.dossier.queries.unusual.rules import LOOK_BACK, Looking, Seen
from naast.dossier.types import EntryKind
from naast.kernel.actor import ActorKind
from naast.kernel.clock import AMSTERDAM, local_day
from naast.kernel.registry import registry
from naast.kernel.terms import is_working_day
from naast.organisations import api as organisations
from naast.organisations.types import Organisation

SETTLED = timedelta(days=1)  # after a week, in which what was looked up on Sunday is still acted on
AT_ONCE = 5_000  # keys in one query
FROM, TO = time(7), time(20)  # on working days; and while the organisation is open to people


class Line(NamedTuple):
    """An audit line of a worker that belongs to an entry."""

    entry: UUID
    at: datetime
    worker: UUID
    team: UUID | None
    kind: str


def looking(organisation: UUID, monday: date) -> Looking:
    """The looks of staff at this organisation until the end of the week that begins on `monday`."""
    lines = _lines(organisation, monday)
    subjects = _subjects(one.entry for one in lines)
    lines = [one for one in lines if one.entry in subjects]  # an entry that is gone is for `verify` to tell
    kinds = {kind.key for kind in registry.declared(EntryKind) if kind.group == "look"}
    last_acts = {(one.worker, subjects[one.entry]): one.at for one in lines if one.kind not in kinds}
    end, body = _midnight(monday + timedelta(days=7)), organisations.organisation(organisation)
    looks = [
        _seen(one, subjects[one.entry], last_acts, body, monday) for one in lines if one.kind in kinds and one.at < end
    ]
    staff = {**staff_named({one.worker for one in looks}), **staff_at(organisation)}
    return Looking(monday, looks, staff, people_named({one.subject for one in looks}))


def _lines(organisation: UUID, monday: date) -> list[Line]:
    """Oldest first. What was written after the week only tells whether anything came of a look."""
    until = _midnight(monday + timedelta(days=7)) + SETTLED
    lines = AuditLine.objects.filter(
        organisation=organisation, at__gte=until - SETTLED - LOOK_BACK, at__lt=until, actor_kind=ActorKind.AGENT
    )
    rows = lines.filter(entry__isnull=False, actor__isnull=False).order_by("at", "id")
    return [Line(*row) for row in rows.values_list("entry", "at", "actor", "team", "what").iterator(AT_ONCE)]  # type: ignore[arg-type]  # no row without an entry and an actor


def _subjects(entries: Iterable[UUID]) -> Mapping[UUID, UUID]:
    keys = list(entries)
    found: dict[UUID, UUID] = {}
    for first in range(0, len(keys), AT_ONCE):
        rows = Entry.objects.filter(id__in=keys[first : first + AT_ONCE])
        found |= dict(rows.values_list("id", "chain__subject"))
    return found


def _seen(
    line: Line, subject: UUID, last_acts: Mapping[tuple[UUID, UUID], datetime], body: Organisation, monday: date
) -> Seen:
    last = last_acts.get((line.worker, subject))
    return Seen(
        entry=line.entry,
        at=line.at,
        worker=line.worker,
        team=line.team,
        subject=subject,
        without_matter=line.kind == "dossier.looked_without_matter",
        idle=last is None or local_day(last) < min(monday, local_day(line.at)),
        off_duty=_off_duty(line.at, body),
    )


def _off_duty(at: datetime, body: Organisation) -> bool:
    """Outside office hours, while neither the phone nor a counter of this organisation is open."""
    there = at.astimezone(AMSTERDAM)
    if is_working_day(there.date()) and FROM <= there.time() < TO:
        return False
    open_now = organisations.opening(body, at).open_now
    return not (open_now or any(organisations.opening_of(one, at).open_now for one in body.counters))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), AMSTERDAM)
