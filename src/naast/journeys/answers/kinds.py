"""The kinds of answer, by type of question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext

from naast.journeys.answers import chosen, plain
from naast.journeys.answers.ground import Circumstances, Kind, Posted, Value, problem
from naast.journeys.answers.places import Address
from naast.journeys.answers.uploads import Upload
from naast.journeys.types import Problem, Question, QuestionType

KINDS: Final[Mapping[QuestionType, Kind]] = {
    QuestionType.TEXT: plain.Text(),
    QuestionType.NUMBER: plain.Number(),
    QuestionType.MONEY: plain.Money(),
    QuestionType.DATE: plain.Date(),
    QuestionType.YES_NO: chosen.YesNo(),
    QuestionType.CHOICE: chosen.Choice(),
    QuestionType.SEVERAL: chosen.Several(),
    QuestionType.ADDRESS: Address(),
    QuestionType.FAMILY: chosen.Family(),
    QuestionType.UPLOAD: Upload(),
    QuestionType.CONSENT: chosen.Consent(),
    QuestionType.DECLARATION: chosen.Declaration(),
}
_FIRST_FIELD = {QuestionType.DATE: "day", QuestionType.ADDRESS: "postcode", QuestionType.CONSENT: "given"}


def read(question: Question, posted: Posted) -> Value:
    """The answer in a form; None when it was left open."""
    return KINDS[question.type].read(question, posted)


def problems_with(question: Question, value: Value, on: Circumstances) -> tuple[Problem, ...]:
    """What is wrong with an answer; nothing when it is right, or left open where that is fine."""
    if value is not None:
        return tuple(KINDS[question.type].problems(question, value, on))
    return (_missing(question, on),) if question.required else ()


def shown(question: Question, value: Value, on: Circumstances) -> str:
    """A right answer in words, lines apart."""
    return gettext("Opengelaten") if value is None else KINDS[question.type].shown(question, value, on)


def typed(question: Question, value: Value) -> Posted:
    """An answer put back in a form."""
    return KINDS[question.type].typed(value)


def _missing(question: Question, on: Circumstances) -> Problem:
    return problem(question, on, "missing", _missing_sentence(question), field=_FIRST_FIELD.get(question.type, ""))


def _missing_sentence(question: Question) -> str:
    return {
        QuestionType.NUMBER: gettext("We missen een getal. Alleen cijfers, zoals 3."),
        QuestionType.MONEY: gettext("We missen een bedrag. Schrijf het zoals 1.250,50. Is het niets? Schrijf 0."),
        QuestionType.DATE: gettext("We missen de datum. Dag, maand en jaar in cijfers, zoals 1 12 2026."),
        QuestionType.YES_NO: gettext("Kies ja of nee. Weet u het niet? Druk op: ik kom er niet uit."),
        QuestionType.CHOICE: gettext("Kies wat bij u past. Past niets? Druk op: ik kom er niet uit."),
        QuestionType.ADDRESS: gettext("We missen uw postcode. Vier cijfers en twee letters, zoals 1234 AB."),
        QuestionType.UPLOAD: gettext("Kies een foto of bestand, of kies hoe u het later geeft."),
        QuestionType.CONSENT: gettext("Kies wat klopt. Nog niet gevraagd? Dat kan ook later."),
        QuestionType.DECLARATION: gettext("Zet een vinkje als dit goed is. Twijfelt u? Bel ons gerust."),
    }.get(question.type, gettext("We missen uw antwoord. Een paar woorden is genoeg."))
