"""A decision with reasons, and the end of a case."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from naast.cases.access import access_case, require
from naast.cases.actions.ask import let_clock_run
from naast.cases.actions.change import (
    ASSESS,
    about,
    back_to_work,
    case_to_change,
    let_team_look,
    note,
    save,
    section_of,
    tell,
    worker,
)
from naast.cases.events import CaseClosed, CaseDecided, CaseReopened
from naast.cases.models import Case, Decision, Question
from naast.cases.queries import days_to_wait
from naast.cases.types import Outcome, Status, Verb
from naast.dossier.api import end_access
from naast.identity.api import staff
from naast.kernel.actor import Actor
from naast.kernel.clock import closing_time, local_day, now, today, written
from naast.kernel.errors import Refused
from naast.kernel.events import announce
from naast.kernel.terms import Term, add_working_days, end_of_term
from naast.work.api import finish_about, restate_about

DAYS_TO_CLOSE = 5  # working days; nothing waits for the resident any more
CLOSE_IT = "Besloten: rond de zaak nog af"
TO_OBJECT = Term.parse("6 weeks")  # Awb 6:7


@transaction.atomic
def decide(actor: Actor, case_id: UUID, *, outcome: Outcome, reasons: str, version: int, sooner: str = "") -> UUID:
    """A human decides, in words of her own. The resident is told at once, with the reasons and the way to disagree.

    `sooner` is why, where the package would have this outcome wait for a day that is to come.
    """
    if not reasons.strip():
        raise Refused("Schrijf op waarom u dit besluit. De inwoner leest dit letterlijk.")
    case = case_to_change(actor, case_id, Verb.DECIDE, version=version)
    if outcome not in section_of(case, "handling")["outcomes"]:
        raise Refused("Deze uitkomst past niet bij deze dienst. Kies een uitkomst uit de lijst.")
    if outcome is Outcome.NOT_CONSIDERED and not _had_time_to_complete(case):
        raise Refused("De inwoner krijgt eerst tijd om aan te vullen wat er mist. Vraag erom, en wacht die tijd af.")
    day = days_to_wait(case).get(outcome)
    if day and not sooner.strip():
        raise Refused(f"Dit past pas vanaf {written(day)}. Wacht tot die dag, of schrijf waarom u nu al besluit.")
    decision = Decision.objects.create(
        case=case,
        outcome=outcome,
        reasons=reasons.strip(),
        decided_by_id=worker(actor),
        decided_at=now(),
        service_version=case.service_version,
        grounds={**_grounds(case), "sooner": sooner.strip()} if day else _grounds(case),
        object_until=_object_until(outcome),
    )
    close_question(case)
    case.outcome, case.decided_at = outcome, decision.decided_at
    save(case)
    restate_about(actor, about(case), ASSESS, because=CLOSE_IT, due_at=_to_be_closed(decision.decided_at))
    if day:
        note(actor, case, "cases.decided-sooner", {"day": day.isoformat(), "reason": sooner.strip()})
    note(actor, case, "cases.decided", {"outcome": outcome, "reasons": decision.reasons})
    _tell(actor, case, decision)
    announce(CaseDecided(case=case.pk, organisation=case.organisation, outcome=outcome))
    return decision.pk


def _had_time_to_complete(case: Case) -> bool:
    """Only then may a request stay unconsidered (Awb 4:5 par. 1). Who did not sign in cannot be asked.

    A question that we took back gave no time.
    """
    ended = [bool(one.answered_at or one.lapsed_at) for one in case.questions.filter(retracted="")]
    return case.is_nameless or (bool(ended) and all(ended))


def close_question(case: Case) -> Question | None:
    """No answer is needed any more; the clock stood still until now."""
    question = case.questions.filter(answered_at=None, lapsed_at=None).first()
    if question:
        question.lapsed_at = now()
        question.save()
        let_clock_run(case, question, question.lapsed_at)
    return question


def _grounds(case: Case) -> dict[str, Any]:
    """What the decision stood on: the facts at sending, and which answers were another by then."""
    corrected = {row.key: row.shown for row in case.corrections.order_by("corrected_at", "id")}
    return {**case.facts, "corrected": corrected} if corrected else case.facts


def _to_be_closed(decided: datetime) -> datetime:
    return closing_time(add_working_days(local_day(decided), DAYS_TO_CLOSE))


def _object_until(outcome: Outcome) -> date | None:
    """Last day to object: six weeks from the day after it was told (Awb 6:7 and 6:8); what was simply done decides nothing."""
    return None if outcome is Outcome.DONE else end_of_term(today(), TO_OBJECT)


def _tell(actor: Actor, case: Case, decision: Decision) -> None:
    values = {"reasons": decision.reasons, "handler": staff(decision.decided_by_id).name}
    if decision.object_until:
        tell(actor, case, "cases.decided", {**values, "object_until": decision.object_until})
    else:
        tell(actor, case, "cases.done", values)


@transaction.atomic
def close_case(actor: Actor, case_id: UUID, *, version: int) -> None:
    """Nothing is left to do. The team's access to the person ends here."""
    case = case_to_change(actor, case_id, Verb.CLOSE, version=version)
    end(actor, case)
    note(actor, case, "cases.closed")


def reopen(actor: Actor, case_id: UUID, *, version: int) -> None:
    """Undo a closing that was a mistake: decided as before, with the same worker, and the team may look again."""
    case = case_to_change(actor, case_id, Verb.UNDO, version=version)
    case.status, case.closed_at = Status.DECIDED, None
    save(case)
    let_team_look(actor, case)
    back_to_work(actor, case, because=CLOSE_IT, due_at=_to_be_closed(case.decided_at or now()))
    note(actor, case, "cases.close-undone", {"handler": staff(worker(actor)).name})
    announce(CaseReopened(case=case.pk, organisation=case.organisation))


@transaction.atomic
def withdraw(actor: Actor, case_id: UUID) -> None:
    """The resident takes the request back. Nothing is decided."""
    case = access_case(actor, case_id, lock=True)
    require(actor, case, Verb.WITHDRAW)
    case.status, case.outcome = Status.CLOSED, Outcome.WITHDRAWN
    close_question(case)
    note(actor, case, "cases.withdrawn")
    end(actor, case)


def end(actor: Actor, case: Case) -> None:
    """Nothing happens with it any more: no work is left, and the team's access to the person ends here."""
    case.closed_at = now()
    save(case)
    finish_about(actor, about(case), ASSESS)
    end_access(actor, about=about(case))
    announce(CaseClosed(case=case.pk, organisation=case.organisation, outcome=Outcome(case.outcome)))
