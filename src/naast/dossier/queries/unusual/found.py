"""What the rules found, for a privacy officer: a list without names, and one finding with the looks behind it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from naast.dossier.access import unusual_for
from naast.dossier.models import Entry, LookReview, LookWeek, UnusualLooks
from naast.dossier.queries.names import people_named, staff_named
from naast.dossier.queries.unusual.words import WORDS
from naast.dossier.types import FINDING_KEPT, ReviewOutcome
from naast.kernel.actor import Actor
from naast.kernel.clock import local_day

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

AT_ONCE = 50
MOST_PAGES = 100
MOST_LOOKS = 100  # on one page
SOMEBODY = "iemand zonder naam"


@dataclass(frozen=True, slots=True)
class Line:
    """One finding in the list, without whom it is about: so many looks at so many people, on these days."""

    id: UUID
    title: str
    seen: str
    looks: int
    people: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """One look, with names: whoever reads this was noted to read it."""

    at: datetime
    worker: str
    subject: str
    because: str
    without_matter: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What a reviewer said of it."""

    at: datetime
    by: str
    outcome: str
    because: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding in words."""

    title: str
    seen: str
    fine: str
    monday: date
    looks: tuple[ReadAgain, ...]
    more: bool
    said: tuple[Said, ...]
    kept_until: date


class LastWord(TypedDict):
    """The outcome that counts, None where nobody judged, and since when that is so."""

    outcome: str | None
    since: datetime


def unusual_looks_of(
    actor: Actor, organisation: UUID, *, outcome: str = "", rule: str = "", page: int = 1
) -> tuple[tuple[Line, ...], bool]:
    """Those that nobody judged yet, or with this outcome, newest week first; and whether there are more."""
    rows = with_last_word(unusual_for(actor, organisation)).select_related("week")
    rows = rows.filter(outcome=outcome) if outcome in set(ReviewOutcome) else rows.filter(outcome=None)
    rows = rows.filter(Q(rule=rule) if rule in WORDS else Q()).order_by("-week__monday", "rule", "id")
    first = (page - 1) * AT_ONCE
    found = list(rows[first : first + AT_ONCE + 1])
    return _lines(found[:AT_ONCE]), len(found) > AT_ONCE


def with_last_word(found: QuerySet[UnusualLooks]) -> QuerySet[WithAnnotations[UnusualLooks, LastWord]]:
    """Each with the last word about it, also on the connection of retention."""
    last = LookReview.objects.filter(unusual=OuterRef("pk")).order_by("-at", "-id")
    said_at = Subquery(last.values("at")[:1])
    return found.annotate(outcome=Subquery(last.values("outcome")[:1]), since=Coalesce(said_at, "week__judged_at"))


def _lines(found: Sequence[UnusualLooks]) -> tuple[Line, ...]:
    keys = {entry for one in found for entry in one.entries}
    looks = {
        key: (at, who) for key, at, who in Entry.objects.filter(id__in=keys).values_list("id", "at", "chain__subject")
    }
    lines = []
    for one in found:
        times, people = zip(*(looks[entry] for entry in one.entries), strict=True)
        days = local_day(min(times)), local_day(max(times))
        title, seen = WORDS[one.rule].title, _seen(one, "Een medewerker")
        lines.append(Line(one.id, title, seen, len(times), len(set(people)), *days))
    return tuple(lines)


def last_week(organisation: UUID) -> LookWeek | None:
    """The last week that was judged."""
    return LookWeek.objects.filter(organisation=organisation).order_by("-monday").first()


def in_words(found: UnusualLooks) -> Shown:
    """A finding that its reader was let into."""
    looks = Entry.objects.select_related("chain", "content").filter(id__in=found.entries[:MOST_LOOKS])
    rows, reviews = list(looks.order_by("at", "id")), list(found.reviews.order_by("-at", "-id")[:AT_ONCE])
    staff = staff_named([*(one.actor for one in rows), *(one.by for one in reviews), found.worker])
    people, words = people_named({one.chain.subject for one in rows}), WORDS[found.rule]
    return Shown(
        title=words.title,
        seen=_seen(found, staff.get(found.worker, SOMEBODY) if found.worker else ""),
        fine=words.fine,
        monday=found.week.monday,
        looks=tuple(_read_again(one, staff, people) for one in rows),
        more=len(found.entries) > MOST_LOOKS,
        said=tuple(Said(one.at, staff.get(one.by, SOMEBODY), one.outcome, one.because) for one in reviews),
        kept_until=local_day((reviews[0].at if reviews else found.week.judged_at) + FINDING_KEPT),
    )


def _seen(found: UnusualLooks, worker: str) -> str:
    return WORDS[found.rule].seen.format(worker=worker, count=found.count, usual=found.usual)


def _read_again(entry: Entry, staff: Mapping[UUID, str], people: Mapping[UUID, Sequence[str]]) -> ReadAgain:
    content = json.loads(entry.content.text) if entry.content.text else {}
    return ReadAgain(
        at=entry.at,
        worker=staff.get(entry.actor, SOMEBODY) if entry.actor else SOMEBODY,
        subject=people.get(entry.chain.subject, (SOMEBODY,))[0],
        because=content.get("because", ""),
        without_matter=entry.kind == "dossier.looked_without_matter",
    )
