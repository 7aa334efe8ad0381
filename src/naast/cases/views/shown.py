"""A case as the frame draws it: steps, lines of the dossier, words for the state it is in."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from naast.cases.types import CaseStep, CaseView, Status, Turn
from naast.design import types as shown
from naast.kernel.clock import local_day, written


def steps(case: CaseView) -> list[shown.Step]:
    """The steps of the service, with a question to the resident in front of the step it holds up."""
    drawn: list[shown.Step] = []
    for step in case.steps:
        if step.is_now and case.summary.turn is Turn.RESIDENT:
            drawn.append(_question(case))
        drawn.append(_step(step, held=case.summary.turn is Turn.RESIDENT))
    return drawn


def _step(step: CaseStep, *, held: bool) -> shown.Step:
    if step.done_at:
        return shown.Step(step.label, "done", at=written(local_day(step.done_at)))
    return shown.Step(step.label, "now" if step.is_now and not held else "later", detail=step.detail)


def _question(case: CaseView) -> shown.Step:
    question = case.open_question
    until = written(question.answer_by) if question else ""
    return shown.Step(
        _("Onze vraag aan u"), "now", detail=_("U bent aan zet. Graag antwoord uiterlijk %(day)s.") % {"day": until}
    )


def promise(case: CaseView) -> shown.Promise:
    dates = case.summary.promise
    return shown.Promise(dates.usual, dates.quickest, dates.latest)


def whose_turn(case: CaseView) -> str:
    """Who has to do something now, in one sentence."""
    match case.summary.turn:
        case Turn.RESIDENT:
            return _("U bent aan zet. Wij wachten op uw antwoord.")
        case Turn.NOBODY:
            return _("Deze zaak is klaar. U hoeft niets meer te doen.")
        case _:
            return _("Wij zijn aan zet. U hoeft niets te doen.")


def state(case: CaseView) -> tuple[str, str]:
    """A word for where the case stands, and the tone of its badge."""
    words = {
        Status.SENT: ("nieuw", "info"),
        Status.ASSESSED: ("in behandeling", "neutral"),
        Status.WAITING: ("wacht op inwoner", "warning"),
        Status.DECIDED: ("besloten", "ok"),
        Status.CLOSED: ("klaar", "ok"),
    }
    return words[case.summary.status]


def answers(case: CaseView) -> Iterable[tuple[str, str]]:
    """What the resident sent, each with where it came from when that was not the resident."""
    return [(one.label, one.shown if one.source == "self" else f"{one.shown} ({one.source})") for one in case.answers]
