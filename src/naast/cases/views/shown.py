"""A case as the frame draws it: steps, lines of the dossier, words for the state it is in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naast.cases.types import OWN, Answer, CaseStep, CaseView, Status, Turn
from naast.catalogue.api import period
from naast.design import types as shown
from naast.kernel.clock import local_day, written
from naast.parties.types import Channel, Lane, PersonCard


def steps(case: CaseView, *, staff: bool = False) -> list[shown.Step]:
    """The steps of the service as the resident reads them, with our question in front of the step it holds up."""
    drawn: list[shown.Step] = []
    for step in case.steps:
        if step.is_now and case.summary.turn is Turn.RESIDENT:
            drawn.append(_question(case, staff=staff))
        drawn.append(_step(step, held=case.summary.turn is Turn.RESIDENT))
    return drawn


def _step(step: CaseStep, *, held: bool) -> shown.Step:
    if step.done_at:
        return shown.Step(step.label, "done", at=written(local_day(step.done_at)))
    usual = _("meestal %(period)s") % {"period": period(step.usual, get_language() or "nl")} if step.usual else ""
    return shown.Step(step.label, "now" if step.is_now and not held else "later", detail=step.detail, at=usual)


def _question(case: CaseView, *, staff: bool) -> shown.Step:
    question = case.open_question
    until = written(question.answer_by) if question else ""
    if staff:
        return shown.Step("Vraag aan de inwoner", "now", detail=f"De inwoner is aan zet, tot en met {until}.")
    return shown.Step(
        _("Onze vraag aan u"), "now", detail=_("U bent aan zet. Graag antwoord uiterlijk %(day)s.") % {"day": until}
    )


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
    """What we go by, each with where it came from when that was not the resident, and what it was before."""
    return [(one.label, _answer(one)) for one in case.answers]


def _answer(one: Answer) -> str:
    said = one.now if one.source == OWN else f"{one.now} ({_from(one.source)})"
    earlier = [one.shown, *(made.shown for made in one.corrections)]
    notes = (
        (
            _("%(name)s verbeterde dit op %(day)s. Eerst stond er: %(before)s. Waarom: %(reason)s")
            % {
                "name": made.corrected_by,
                "day": written(local_day(made.corrected_at)),
                "before": before,
                "reason": made.reason,
            },
        )
        for before, made in zip(earlier, one.corrections, strict=False)
    )
    return format_html("{}{}", said, format_html_join("", '<br><span class="naast-soft">{}</span>', notes))


def _from(source: str) -> str:
    return _("uit de BRP") if source == "brp" else source


def facts_of(case: CaseView) -> list[tuple[str, str]]:
    """What was promised, for the worker; while the clock stands still, what it becomes when the answer comes today."""
    dates, until = case.summary.promise, case.summary.still_until
    pairs = [
        ("Klok", f"staat stil, tot en met {written(until)}. Komt het antwoord vandaag? Dan:") if until else None,
        ("Beloofd", written(dates.usual)),
        ("Op zijn snelst", written(dates.quickest)) if dates.quickest else None,
        ("Uiterlijk (wet)", written(dates.by_law)) if dates.by_law else None,
    ]
    return [pair for pair in pairs if pair]


LANES = {Lane.FAST: "Doet het snel en zelf.", Lane.TOGETHER: "Doet het rustig en samen."}
CHANNELS = {Channel.MAIL: "Liefst per mail.", Channel.PHONE: "Liefst bellen.", Channel.POST: "Liefst een brief."}


def person_line(person: PersonCard, day: date) -> str:
    """Who this is, in one line for a worker: age, lane and channel."""
    age = f"{years_between(person.birth_date, day)} jaar." if person.birth_date else ""
    return " ".join(filter(None, (age, LANES[person.lane], CHANNELS.get(person.channel, ""))))


def years_between(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
