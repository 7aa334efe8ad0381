"""Answers that are chosen: yes or no, one of many, several, family, consent, declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naast.catalogue.types import said
from naast.design import forms as fields
from naast.journeys.answers.ground import Circumstances, Posted, Value, posted
from naast.journeys.types import Question

YES, NO = "yes", "no"


def _offered(question: Question, on: Circumstances) -> dict[str, Any]:
    choices = [(option.value, said(option.label, on.language)) for option in question.options]
    hints = {option.value: said(option.hint, on.language) for option in question.options}
    return {"choices": choices, "hints": hints, "required": question.required}


class YesNo:
    def fields(self, question: Question, on: Circumstances) -> dict[str, forms.Field]:
        return {"value": fields.Choice(choices=[(YES, _("Ja")), (NO, _("Nee"))], required=question.required)}

    def value(self, cleaned: Mapping[str, Any]) -> Value:
        return {YES: True, NO: False}.get(cleaned["value"])

    def typed(self, value: Value) -> Posted:
        return posted(value=YES if value else NO) if isinstance(value, bool) else {}

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        return gettext("Ja") if value else gettext("Nee")


class Choice:
    def fields(self, question: Question, on: Circumstances) -> dict[str, forms.Field]:
        return {"value": fields.Choice(**_offered(question, on))}

    def value(self, cleaned: Mapping[str, Any]) -> Value:
        return cleaned["value"] or None

    def typed(self, value: Value) -> Posted:
        return posted(value=value) if isinstance(value, str) else {}

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        return said(next(one.label for one in question.options if one.value == value), on.language)


class Several:
    """Kept in the order of the options."""

    def fields(self, question: Question, on: Circumstances) -> dict[str, forms.Field]:
        return {"value": fields.Several(**_offered(question, on))}

    def value(self, cleaned: Mapping[str, Any]) -> Value:
        return cleaned["value"]

    def typed(self, value: Value) -> Posted:
        return {"value": _texts(value)}

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        labels = [said(option.label, on.language) for option in question.options if option.value in value]
        return "\n".join(labels) or gettext("Niets hiervan")


class _Whom(fields.Several):
    """Does not say that it may stay empty; whether nobody is meant, is judged with the fields beside it."""

    def validate(self, value: list[str]) -> None:
        if value:
            super().validate(value)


class Family:
    """People from the resident's own family as the register has them, and names of others. Nobody is an answer too."""

    def fields(self, question: Question, on: Circumstances) -> dict[str, forms.Field]:
        others = fields.Text(required=False, lines=3, max_length=1000, label=_("Iemand anders? Schrijf de namen op."))
        if not on.people:
            return {"others": others}
        people = _Whom(choices=list(on.people.items()))
        return {"people": people, "nobody": fields.Tick(required=False, label=_("Niemand van hen")), "others": others}

    def unsaid(self, cleaned: Mapping[str, Any], on: Circumstances) -> ValidationError | None:
        """Nobody is left behind by not looking: who chooses nobody, says so."""
        if not on.people or any(cleaned.get(name) for name in ("people", "nobody", "others")):
            return None
        return ValidationError(_("Kies wie erbij hoort. Is dat niemand? Kies dan: niemand van hen."), code="nobody")

    def value(self, cleaned: Mapping[str, Any]) -> Value:
        return {"people": cleaned.get("people", []), "others": cleaned["others"]}

    def typed(self, value: Value) -> Posted:
        if not isinstance(value, dict):
            return {}
        people, others = _texts(value.get("people")), str(value.get("others", ""))
        return {"people": people, "others": [others], **({} if people or others else {"nobody": ["on"]})}

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        names = [name for key, name in on.people.items() if key in value["people"]]
        return "\n".join([*names, *filter(None, [value["others"]])]) or gettext("Niemand anders")


class Consent:
    """Another person's yes, with the name of who said it; or not yet."""

    def fields(self, question: Question, on: Circumstances) -> dict[str, forms.Field]:
        choices = [(YES, _("Ja, en dat mag u navragen")), (NO, _("Nog niet. Wij vragen het"))]
        missing = {"required": _("We missen de naam. Dan weten we wie we mogen bellen.")}
        name = fields.Text(label=_("Hoe heet deze persoon?"), required=question.required, error_messages=missing)
        return {"given": fields.Choice(choices=choices, required=question.required), "name": name}

    def value(self, cleaned: Mapping[str, Any]) -> Value:
        if not cleaned["given"]:
            return None
        return {"given": cleaned["given"] == YES, "name": cleaned["name"]}

    def typed(self, value: Value) -> Posted:
        if not isinstance(value, dict) or not isinstance(value.get("given"), bool):
            return {}
        return posted(given=YES if value["given"] else NO, name=str(value.get("name", "")))

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        if value["given"]:
            return gettext("%(name)s zegt ja") % {"name": value["name"]}
        return gettext("%(name)s heeft nog niets gezegd") % {"name": value["name"]}


class Declaration:
    """Something the resident says yes to; there is no other answer."""

    def fields(self, question: Question, on: Circumstances) -> dict[str, forms.Field]:
        return {"value": fields.Tick(required=True, label=_("Ja, dat doe ik"))}

    def value(self, cleaned: Mapping[str, Any]) -> Value:
        return True

    def typed(self, value: Value) -> Posted:
        return posted(value="on") if value is True else {}

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        return gettext("Ja, dat doe ik")


def _texts(value: Value) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
