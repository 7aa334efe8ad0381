"""Cases that belong together are named together; what was asked twice goes on in one of the two."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from naast.cases.access import access_case, cases_for, require
from naast.cases.actions.change import (
    ASSESS,
    about,
    assessment,
    back_to_work,
    case_to_change,
    let_team_look,
    note,
    save,
    tell,
    worker,
)
from naast.cases.actions.finish import close_question, end
from naast.cases.events import CaseMerged, CasesLinked, CasesUnlinked, MergeUndone
from naast.cases.models import Case, Link, Question
from naast.cases.queries import case_with_reference
from naast.cases.queries.joined import duplicates, open_links
from naast.cases.queries.promise import days_stood_still
from naast.cases.types import LinkKind, Outcome, Status, Verb
from naast.dossier.api import hold, may_look
from naast.identity.api import staff
from naast.kernel.actor import Actor
from naast.kernel.clock import closing_time, local_day, now, today
from naast.kernel.errors import NotFound, Refused
from naast.kernel.events import announce
from naast.kernel.live import publish
from naast.work import api as work

DATES = ("quickest_on", "promised_on", "usual_on", "latest_on")


@transaction.atomic
def link_cases(actor: Actor, case_id: UUID, *, reference: str, because: str) -> UUID:
    """Name this case and the one with that number together, on both pages.

    Of somebody else's case no resident reads more than that there is one. Raises NotFound, Forbidden, Refused.
    """
    words = _reason(because)
    require(actor, access_case(actor, case_id), Verb.LINK)
    found = case_with_reference(actor, reference)
    if found is None or found == case_id:
        raise Refused("Bij dit nummer is geen andere zaak. Kijk het nummer nog eens na.")
    case, other = _both(actor, case_id, found)
    if other.organisation != case.organisation or not may_look(actor, other.party, other.organisation):
        raise Refused("Uw team mag het dossier bij dit nummer nu niet openen. Vraag het team dat die zaak behandelt.")
    if open_links(case).filter(case__in=[case, other], other__in=[case, other]).exists():
        raise Refused("Deze zaken staan al bij elkaar.")
    link = Link.objects.create(
        case=case, other=other, kind=LinkKind.RELATED, because=words, made_by_id=worker(actor), made_at=now()
    )
    _note_both(actor, case, other, "cases.linked", {"because": words})
    announce(CasesLinked(case=case.pk, organisation=case.organisation, other=other.pk))
    return link.pk


@transaction.atomic
def unlink_cases(actor: Actor, case_id: UUID, link_id: UUID) -> None:
    """The two do not belong together after all. Raises NotFound, Forbidden."""
    case = access_case(actor, case_id, lock=True)
    require(actor, case, Verb.LINK)
    link = open_links(case).select_related("case", "other").select_for_update(of=("self",)).filter(pk=link_id).first()
    if link is None:
        raise NotFound
    link.ended_at = now()
    link.save()
    other = link.other if link.case_id == case.pk else link.case
    _note_both(actor, case, other, "cases.unlinked", {})
    announce(CasesUnlinked(case=case.pk, organisation=case.organisation, other=other.pk))


@transaction.atomic
def merge_case(actor: Actor, case_id: UUID, *, because: str, version: int, into: UUID | None = None) -> None:
    """It was asked twice: this case ends, the other goes on with what was sent here, by the earliest dates of the two.

    The resident is told which one goes on. Raises NotFound, Forbidden, Stale; Refused for where it cannot go on, and for nowhere.
    """
    words = _reason(because)
    case, other = _both(actor, case_id, into or case_id)
    fitting = duplicates(actor, case)
    case_to_change(actor, case_id, Verb.MERGE, version=version)
    if other not in fitting:
        raise Refused("Met die zaak kan het niet meer: die is klaar, of ligt bij een ander team. Kies een andere.")
    before = _as_it_is(case, other)
    question = close_question(case)
    before["question"] = str(question.pk) if question else None
    _take_earliest_dates(actor, case, other)
    case.status, case.outcome = Status.CLOSED, Outcome.MERGED
    end(actor, case)
    before["versions"] = [case.version, other.version]
    Link.objects.create(
        case=case,
        other=other,
        kind=LinkKind.MERGED,
        because=words,
        made_by_id=worker(actor),
        made_at=now(),
        before=before,
    )
    said = {"into": other.reference, "because": words}
    note(actor, case, "cases.merged", said)
    by = staff(worker(actor)).name
    tell(actor, other, "cases.merged", {**said, "merged": case.reference, "usual": other.usual_on, "handler": by})
    announce(CaseMerged(case=case.pk, organisation=case.organisation, into=other.pk))


def part(actor: Actor, link: Link, *, version: int) -> None:
    """Undo merging: both cases are as before, and the resident is told."""
    case, other = _both(actor, link.case_id, link.other_id)
    case_to_change(actor, case.pk, Verb.UNDO, version=version)
    before = link.before
    link.ended_at = now()
    link.save()
    case.status, case.outcome, case.closed_at = before["status"], "", None
    case.paused_days = before["paused_days"]
    _put_dates_back(case, before["case"])
    _put_dates_back(other, before["other"])
    save(case)
    save(other)
    Question.objects.filter(pk=before["question"]).update(lapsed_at=None)
    let_team_look(actor, case)
    due = datetime.fromisoformat(before["due"]["case"])
    back_to_work(actor, case, because=f"Weer los van {other.reference}", due_at=due)
    _restate(actor, other, due_at=before["due"]["other"])
    note(actor, case, "cases.parted", {"other": other.reference})
    tell(actor, case, "cases.parted", {"reference": case.reference, "other": other.reference})
    announce(MergeUndone(case=case.pk, organisation=case.organisation, into=other.pk))


def _reason(because: str) -> str:
    if not because.strip():
        raise Refused("Schrijf in een zin waarom deze zaken bij elkaar horen.")
    return because.strip()


def _both(actor: Actor, case_id: UUID, other_id: UUID) -> tuple[Case, Case]:
    """Both locked, in the order of their keys, so that two who do this at once wait for each other. Raises NotFound."""
    rows = cases_for(actor).select_for_update(of=("self",)).filter(pk__in=[case_id, other_id]).order_by("pk")
    found = {row.pk: row for row in rows}
    if found.keys() != {case_id, other_id}:
        raise NotFound
    return found[case_id], found[other_id]


def _note_both(actor: Actor, case: Case, other: Case, kind: str, said: Mapping[str, str]) -> None:
    """A line with each; where they are of two people, neither reads of the other's."""
    hold(subjects={case.party, other.party}, organisation=case.organisation)
    for one, beside in ((case, other), (other, case)):
        if one.party == beside.party:
            note(actor, one, kind, {**said, "other": beside.reference})
        else:
            note(actor, one, f"{kind}-of-two")
        publish(f"case:{one.pk}")


def _as_it_is(case: Case, other: Case) -> dict[str, Any]:
    """What undoing puts back, and what the clock of the other one had stood still by now."""
    asked = other.questions.filter(answered_at=None, lapsed_at=None).first()
    running = days_stood_still(local_day(asked.asked_at), today()) if asked else 0
    return {
        "status": case.status,
        "paused_days": case.paused_days,
        "stood_still": other.paused_days + running,
        "case": _dates(case),
        "other": _dates(other),
        "due": {"case": assessment(case).due_at.isoformat(), "other": assessment(other).due_at.isoformat()},
    }


def _dates(case: Case) -> dict[str, str | None]:
    return {name: day.isoformat() if (day := getattr(case, name)) else None for name in DATES}


def _put_dates_back(case: Case, dates: Mapping[str, str | None]) -> None:
    for name, day in dates.items():
        setattr(case, name, date.fromisoformat(day) if day else None)


def _take_earliest_dates(actor: Actor, case: Case, other: Case) -> None:
    """What we promised with either of them holds for the one that goes on."""
    for name in DATES:
        given = [day for day in (getattr(case, name), getattr(other, name)) if day]
        setattr(other, name, min(given, default=None))
    save(other)
    due = closing_time(other.usual_on)
    if due < assessment(other).due_at:
        _restate(actor, other, due_at=due.isoformat())


def _restate(actor: Actor, case: Case, *, due_at: str) -> None:
    item = assessment(case)
    due = datetime.fromisoformat(due_at)
    work.restate_about(actor, about(case), ASSESS, because=item.because, due_at=due, waiting=item.waiting)
