"""The form of a question, made for one answer: what is typed, judged and drawn."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext

from naast.catalogue.types import said
from naast.design.forms import Form, readable
from naast.journeys.answers import chosen, places, plain
from naast.journeys.answers.ground import Circumstances, Kind, Posted, Value
from naast.journeys.answers.uploads import Upload
from naast.journeys.types import Question, QuestionType

LONGEST_KEPT = 20_000
MOST_KEPT = 50  # lines of one field
REASON = "reden"
PARTS: Final[Mapping[QuestionType, tuple[str, ...]]] = {
    QuestionType.DATE: ("value_dag", "value_maand", "value_jaar"),
    QuestionType.ADDRESS: places.PARTS,
    QuestionType.FAMILY: ("people", "nobody", "others"),
    QuestionType.UPLOAD: ("files", "later"),
    QuestionType.CONSENT: ("given", "name"),
}  # what the fields of a question are called, where there are others than `value`

KINDS: Final[Mapping[QuestionType, Kind]] = {
    QuestionType.TEXT: plain.Text(),
    QuestionType.NUMBER: plain.Number(),
    QuestionType.MONEY: plain.Money(),
    QuestionType.DATE: plain.Date(),
    QuestionType.YES_NO: chosen.YesNo(),
    QuestionType.CHOICE: chosen.Choice(),
    QuestionType.SEVERAL: chosen.Several(),
    QuestionType.ADDRESS: places.Address(),
    QuestionType.FAMILY: chosen.Family(),
    QuestionType.UPLOAD: Upload(),
    QuestionType.CONSENT: chosen.Consent(),
    QuestionType.DECLARATION: chosen.Declaration(),
}


class AnswerForm(Form):
    """The fields of one question. Its own sentence for an error, where the package has one for that code, replaces ours."""

    def __init__(self, question: Question, typed: Posted | None, on: Circumstances) -> None:
        self.question, self.on = question, on
        super().__init__(data=_query(typed))
        self.fields = KINDS[question.type].fields(question, on)
        first = next(iter(self.fields.values()))
        self.headed = first.label is None  # the label of the first field is the question itself
        if self.headed:
            first.label = said(question.label, on.language)
            first.help_text = first.help_text or said(question.hint, on.language)

    def clean(self) -> dict[str, Any]:
        kind = KINDS[self.question.type]
        if isinstance(kind, chosen.Family) and not self.errors and (unsaid := kind.unsaid(self.cleaned_data, self.on)):
            self.add_error("people", unsaid)
        return self.cleaned_data

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, ValidationError([self._own(one) for one in error.error_list]))

    def _own(self, error: ValidationError) -> ValidationError:
        own = said(self.question.errors.get(error.code or "", {}), self.on.language)
        return ValidationError(own, code=error.code) if own else error

    @property
    def answer(self) -> Value:
        """The answer that was read; only when the form is valid."""
        return KINDS[self.question.type].value(self.cleaned_data)


def read(question: Question, typed: Posted, on: Circumstances) -> AnswerForm:
    """The form with what was typed, judged."""
    form = AnswerForm(question, typed, on)
    form.full_clean()
    return form


def form_with(question: Question, value: Value, on: Circumstances) -> AnswerForm:
    """The form with a kept answer in it; empty, so without errors, when there is none."""
    return AnswerForm(question, None if value is None else KINDS[question.type].typed(value), on)


def unjudged(question: Question, typed: Posted, on: Circumstances) -> AnswerForm:
    """The form with what was typed half-way, without a word about what is wrong with it yet."""
    form = AnswerForm(question, typed, on)
    vars(form)["_errors"] = ErrorDict()  # so that Django does not judge it while it is drawn
    return form


def is_right(question: Question, value: Value, on: Circumstances) -> bool:
    """Whether this answer could have come from the form of the question: put back in it, it comes out the same."""
    if value is None:
        return not question.required
    form = form_with(question, value, on)
    return form.is_valid() and form.answer == value


def shown(question: Question, value: Value, on: Circumstances) -> str:
    """A right answer in words, lines apart."""
    return gettext("Opengelaten") if value is None else KINDS[question.type].shown(question, value, on)


def kept(kind: QuestionType, typed: Posted) -> dict[str, list[str]]:
    """What was typed half-way, as it can be kept: the fields of this question only, without characters that no database takes."""
    fields = {*PARTS.get(kind, ("value",)), REASON}
    return {name: [_storable(one) for one in lines[:MOST_KEPT]] for name, lines in typed.items() if name in fields}


def can_be_kept(typed: Posted) -> bool:
    """Whether `kept` takes all of it, so that nothing typed is cut off."""
    return all(len(lines) <= MOST_KEPT and all(len(one) <= LONGEST_KEPT for one in lines) for lines in typed.values())


def _storable(text: str) -> str:
    plain_text = readable(text[:LONGEST_KEPT])
    return "".join(letter for letter in plain_text if unicodedata.category(letter) != "Cs")


def _query(typed: Posted | None) -> QueryDict | None:
    if typed is None:
        return None
    query = QueryDict(mutable=True)
    for name, lines in typed.items():
        query.setlist(name, list(lines))
    return query
