"""A question back to the resident, which stops the clock (Awb 4:15 with 4:5), and its answer."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from naast.cases.access import access_case, require
from naast.cases.actions.change import ASSESS, about, case_to_change, note, save, tell, worker
from naast.cases.events import QuestionLapsed, QuestionRetracted, ResidentAnswered, ResidentAsked
from naast.cases.models import Case, Question
from naast.cases.queries.promise import days_stood_still, first_promise, promise_with
from naast.cases.types import QuestionKind, Status, Verb
from naast.identity.api import staff
from naast.kernel.actor import Actor
from naast.kernel.clock import closing_time, local_day, now, today
from naast.kernel.errors import NotFound, Refused
from naast.kernel.events import announce
from naast.kernel.holds import holds_on
from naast.kernel.terms import add_working_days
from naast.work.api import restate_about

LONGEST_TO_ANSWER = timedelta(days=183)


@transaction.atomic
def ask_resident(actor: Actor, case_id: UUID, *, kind: QuestionKind, text: str, answer_by: date, version: int) -> UUID:
    """Ask what is missing. The clock stands still from tomorrow until the answer, or until `answer_by` has passed."""
    if not text.strip():
        raise Refused("Schrijf eerst wat u van de inwoner wilt weten.")
    if not today() < answer_by <= today() + LONGEST_TO_ANSWER:
        raise Refused("Kies een dag na vandaag en binnen een half jaar. Zolang staat de termijn stil.")
    case = case_to_change(actor, case_id, Verb.ASK, version=version)
    question = Question.objects.create(
        case=case, kind=kind, text=text.strip(), asked_by_id=worker(actor), asked_at=now(), answer_by=answer_by
    )
    save(case)
    restate_about(
        actor,
        about(case),
        ASSESS,
        due_at=closing_time(answer_by),
        because="Wacht op antwoord van de inwoner",
        waiting=True,
    )
    note(actor, case, "cases.asked", {"question": question.text, "answer_by": answer_by.isoformat()})
    tell(actor, case, "cases.question", {"text": question.text, "answer_by": answer_by})
    announce(
        ResidentAsked(
            case=case.pk, organisation=case.organisation, question=question.pk, kind=kind, answer_by=answer_by
        )
    )
    return question.pk


@transaction.atomic
def answer_question(actor: Actor, question_id: UUID, *, case_id: UUID, text: str) -> None:
    """The resident answers; the clock runs again. Files were added to the case before. Raises Refused when it is empty."""
    case = access_case(actor, case_id, lock=True)
    question = case.questions.filter(pk=question_id).first()
    if question is None:
        raise NotFound
    if question.retracted:
        raise Refused(_("Wij hebben deze vraag ingetrokken. U hoeft niets meer te doen."))
    if question.answered_at or question.lapsed_at:
        raise Refused(_("Deze vraag is al beantwoord of gesloten. Wilt u nog iets zeggen? Bel ons gerust."))
    require(actor, case, Verb.ANSWER)
    if not text.strip():
        raise Refused(_("We missen uw antwoord. Schrijf het op, of bel ons."))
    question.answer, question.answered_at = text.strip(), now()
    question.save()
    _resume(actor, case, question, question.answered_at, because="De inwoner heeft geantwoord")
    note(actor, case, "cases.answered", {"question": question.text, "answer": question.answer})
    announce(ResidentAnswered(case=case.pk, organisation=case.organisation, question=question.pk))


@transaction.atomic
def retract_question(actor: Actor, case_id: UUID, *, reason: str, version: int) -> None:
    """Our question is not needed any more; the resident reads why. Raises NotFound, Forbidden, Stale; Refused without a reason.

    The law names no such end of a clock that stands still (Awb 4:15): it counts like an answer that came today.
    """
    because = " ".join(reason.split())
    if not because:
        raise Refused("Schrijf in één zin waarom uw vraag niet meer nodig is. De inwoner leest dit.")
    case = case_to_change(actor, case_id, Verb.RETRACT, version=version)
    question = case.questions.get(answered_at=None, lapsed_at=None)
    question.retracted, question.lapsed_at = because, now()
    question.save()
    _resume(actor, case, question, question.lapsed_at, because="Vraag ingetrokken: de termijn loopt weer")
    said = {"question": question.text, "reason": because}
    note(actor, case, "cases.retracted", said)
    tell(actor, case, "cases.retracted", {**said, "usual": case.usual_on, "handler": staff(worker(actor)).name})
    announce(QuestionRetracted(case=case.pk, organisation=case.organisation, question=question.pk))


@transaction.atomic
def lapse_question(actor: Actor, question_id: UUID) -> bool:
    """The day to answer has passed: the clock runs again, and a human decides how to go on (Awb 4:5 par. 4).

    False when it was answered or closed meanwhile, or when a hold keeps the clock still.
    """
    case = Case.objects.select_for_update(of=("self",)).get(questions=question_id)  # locked first, as by who answers
    question = case.questions.get(pk=question_id)
    if question.answered_at or question.lapsed_at or holds_on(about(case)):
        return False
    question.lapsed_at = now()
    question.save()
    _resume(
        actor, case, question, closing_time(question.answer_by), because="De inwoner antwoordde niet op tijd: bel eerst"
    )
    note(actor, case, "cases.question-lapsed", {"question": question.text})
    announce(QuestionLapsed(case=case.pk, organisation=case.organisation, question=question.pk))
    return True


def let_clock_run(case: Case, question: Question, ended: datetime) -> None:
    """The dates move by the days that the clock stood still (Awb 4:15)."""
    case.paused_days += days_stood_still(local_day(question.asked_at), local_day(ended))
    case.promised_on = first_promise(case, case.paused_days).usual
    dates = promise_with(case, case.paused_days)
    case.quickest_on, case.usual_on, case.latest_on = dates.quickest, dates.usual, dates.by_law


def _resume(actor: Actor, case: Case, question: Question, ended: datetime, *, because: str) -> None:
    case.status = Status.ASSESSED if case.handler_id else Status.SENT  # nobody took over from a handler who left
    let_clock_run(case, question, ended)
    save(case)
    soon = min(add_working_days(today(), 1), case.usual_on)
    restate_about(actor, about(case), ASSESS, due_at=closing_time(soon), because=because)
