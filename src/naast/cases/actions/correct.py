"""A worker mends a mistake in an answer; what was sent stays readable, and the resident is told."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from naast.cases.actions.ask import retract_question
from naast.cases.actions.change import case_to_change, note, save, tell, worker
from naast.cases.models import Case, Correction
from naast.cases.types import OWN, Verb
from naast.identity.api import staff
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.errors import Refused


@transaction.atomic
def correct_answer(actor: Actor, case_id: UUID, *, question: str, shown: str, reason: str, version: int) -> None:
    """Put another value in place of one that the resident gave. Raises Refused for what a register said: that is mended there."""
    case = case_to_change(actor, case_id, Verb.CORRECT, version=version)
    shown, reason = shown.strip(), reason.strip()
    answer = next((one for one in case.request if one["key"] == question and one["source"] == OWN), None)
    if answer is None:
        raise Refused("Dit antwoord gaf de inwoner niet zelf. Een fout in een register wordt daar hersteld.")
    before = _newest(case, question) or answer["shown"]
    if not shown or not reason or shown == before:
        raise Refused("Schrijf wat er moet staan, en waarom. De inwoner leest beide.")
    made = Correction.objects.create(
        case=case, key=question, shown=shown, reason=reason, corrected_by_id=worker(actor), corrected_at=now()
    )
    save(case)
    said = {"question": answer["label"], "before": before, "after": shown, "reason": reason}
    note(actor, case, "cases.corrected", said)
    tell(actor, case, "cases.corrected", {**said, "handler": staff(made.corrected_by_id).name})


@transaction.atomic
def correct_and_retract(actor: Actor, case_id: UUID, *, question: str, shown: str, reason: str, version: int) -> None:
    """The same, and our open question is not needed any more: the resident hears of both, with the same reason."""
    correct_answer(actor, case_id, question=question, shown=shown, reason=reason, version=version)
    retract_question(actor, case_id, reason=reason, version=version + 1)


def _newest(case: Case, key: str) -> str:
    rows = case.corrections.filter(key=key).order_by("-corrected_at", "-id")
    return rows.values_list("shown", flat=True).first() or ""
