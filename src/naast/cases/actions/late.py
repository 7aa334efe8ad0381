"""A promise that will not be kept is said before its day, with an apology and a new date."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from naast.cases.actions.ask import lapse_question
from naast.cases.actions.change import about, note, save, section_of, tell
from naast.cases.events import PromiseMoved
from naast.cases.models import Case, Question
from naast.cases.types import Status
from naast.kernel.actor import SYSTEM
from naast.kernel.clock import closing_time, today
from naast.kernel.events import announce
from naast.kernel.holds import holds_on
from naast.kernel.sweeps import each
from naast.kernel.terms import Term, add_working_days, end_of_term
from naast.messages.types import FailureReason
from naast.work.api import add_item, items_about
from naast.work.types import WorkItemView, WorkStatus

AT_ONCE = 100
TELL = "cases.tell"  # the kind of work of telling somebody by phone or letter
UNREACHED = {
    FailureReason.WANTS_A_CALL: "Wil gebeld worden: bel dat er nieuws is",
    FailureReason.NEEDS_A_LETTER: "Stuur een brief dat er nieuws is",
    FailureReason.NO_ADDRESS: "Heeft geen e-mailadres: bel of schrijf dat er nieuws is",
    FailureReason.REFUSED: "Het e-mailadres bestaat niet meer: bel of schrijf dat er nieuws is",
    FailureReason.GAVE_UP: "De mail kwam niet aan: bel of schrijf dat er nieuws is",
    FailureReason.UNKNOWN: "Misschien kwam de mail niet aan: bel of schrijf dat er nieuws is",
}


def tell_who_waits_longer() -> int:
    """Tell residents whose usual date is the next working day that it takes longer. Returns how many were told."""
    late = Case.objects.filter(_can_be_moved()).order_by("usual_on").values_list("pk", flat=True)
    return each(late[:AT_ONCE], _tell_longer)


def _can_be_moved() -> Q:
    """We are at turn, the day is near, and the law leaves a later one to promise."""
    near = Q(status__in=[Status.SENT, Status.ASSESSED], usual_on__lte=add_working_days(today(), 1))
    return near & (Q(latest_on=None) | Q(latest_on__gt=F("usual_on")) & Q(latest_on__gt=today()))


def _tell_longer(key: UUID) -> bool:
    case = Case.objects.select_for_update(skip_locked=True).filter(_can_be_moved(), pk=key).first()
    if case is None or holds_on(about(case)):
        return False
    _move_promise(case)
    return True


def _move_promise(case: Case) -> None:
    """The new date is as far off again, but never past the last day that the law gives."""
    usual = Term.parse(section_of(case, "service")["promise"]["usual"])
    again = end_of_term(max(case.usual_on, today()), usual)
    case.usual_on = min(again, case.latest_on) if case.latest_on else again
    save(case)
    note(SYSTEM, case, "cases.later", {"usual": case.usual_on.isoformat()})
    tell(SYSTEM, case, "cases.later", {"usual": case.usual_on})
    announce(PromiseMoved(case=case.pk, organisation=case.organisation, usual=case.usual_on))


def lapse_unanswered() -> int:
    """Close the questions whose day to answer has passed. Returns how many."""
    late = Question.objects.filter(answered_at=None, lapsed_at=None, answer_by__lt=today()).order_by("answer_by")
    return each(late.values_list("pk", flat=True)[:AT_ONCE], partial(lapse_question, SYSTEM))


@transaction.atomic
def tell_by_hand(case_id: UUID, *, because: str) -> None:
    """Ask a worker to phone or write, since this person does not hear it otherwise.

    What nobody took yet, and is asked for the same reason, is asked once: its page shows the newest news.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    if any(_asks_the_same(one, because) for one in items_about(about(case))):
        return
    add_item(
        SYSTEM,
        organisation=case.organisation,
        team=case.team,
        kind=TELL,
        title=case.title,
        about=about(case),
        service=case.service,
        party=case.party,
        due_at=closing_time(add_working_days(today(), 1)),
        because=because,
    )


def _asks_the_same(item: WorkItemView, because: str) -> bool:
    return item.kind == TELL and item.status is WorkStatus.OPEN and item.because == because
