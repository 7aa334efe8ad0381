"""Answers that are chosen: yes or no, one of many, several, family, consent, declaration."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from naast.journeys.answers.ground import Circumstances, Posted, Value, first_of, problem, text_problems
from naast.journeys.types import Problem, Question, said

YES, NO = "yes", "no"


class YesNo:
    def read(self, question: Question, posted: Posted) -> Value:
        written = first_of(posted, "value")
        return {YES: True, NO: False}.get(written, written or None)

    def problems(self, question: Question, value: Value, on: Circumstances) -> Iterable[Problem]:
        if not isinstance(value, bool):
            yield problem(question, on, "not_offered", gettext("Kies ja of nee."))

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        return gettext("Ja") if value else gettext("Nee")

    def typed(self, value: Value) -> Posted:
        return {"value": [YES if value else NO]} if isinstance(value, bool) else {}


class Choice:
    def read(self, question: Question, posted: Posted) -> Value:
        return first_of(posted, "value") or None

    def problems(self, question: Question, value: Value, on: Circumstances) -> Iterable[Problem]:
        if value not in [option.value for option in question.options]:
            yield problem(question, on, "not_offered", gettext("Kies een van de antwoorden hieronder."))

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        return said(next(one.label for one in question.options if one.value == value), on.language)

    def typed(self, value: Value) -> Posted:
        return {"value": [str(value)]} if value else {}


class Several:
    """Any number of the options, none included. Kept in the order of the options."""

    def read(self, question: Question, posted: Posted) -> Value:
        chosen = set(posted.get("value", ()))
        order = [option.value for option in question.options]
        return [one for one in order if one in chosen] + sorted(chosen - set(order))

    def problems(self, question: Question, value: Value, on: Circumstances) -> Iterable[Problem]:
        offered = [option.value for option in question.options]
        if not isinstance(value, list) or any(one not in offered for one in value) or len(set(value)) != len(value):
            yield problem(question, on, "not_offered", gettext("Kies uit de antwoorden hieronder."))
        elif question.required and not value:
            yield problem(
                question, on, "missing", gettext("Kies wat voor u geldt. Geldt niets? Druk op: ik kom er niet uit.")
            )

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        labels = [said(option.label, on.language) for option in question.options if option.value in value]
        return "\n".join(labels) or gettext("Niets hiervan")

    def typed(self, value: Value) -> Posted:
        return {"value": [str(one) for one in value]} if isinstance(value, list) else {}


class Family:
    """People from the resident's own family as the register has it, and names of others in free text."""

    def read(self, question: Question, posted: Posted) -> Value:
        return {"people": sorted(set(posted.get("people", ()))), "others": first_of(posted, "others")}

    def problems(self, question: Question, value: Value, on: Circumstances) -> Iterable[Problem]:
        if not isinstance(value, dict) or set(value) != {"people", "others"} or not isinstance(value["people"], list):
            yield problem(question, on, "unreadable", gettext("We konden dit niet lezen. Kiest u het nog eens?"))
        elif any(key not in on.people for key in value["people"]):
            yield problem(question, on, "not_offered", gettext("Kies uit de mensen hieronder, of schrijf een naam op."))
        else:
            yield from text_problems(question, value["others"], on, longest=1000, field="others")

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        names = [on.people[key] for key in value["people"] if key in on.people]
        return "\n".join([*names, *filter(None, [value["others"]])]) or gettext("Niemand anders")

    def typed(self, value: Value) -> Posted:
        if not isinstance(value, dict):
            return {}
        return {"people": list(value.get("people", ())), "others": [value.get("others", "")]}


class Consent:
    """Another person's yes, with the name of who said it; or not yet."""

    def read(self, question: Question, posted: Posted) -> Value:
        given = {YES: True, NO: False}.get(first_of(posted, "given"))
        return None if given is None else {"given": given, "name": first_of(posted, "name")}

    def problems(self, question: Question, value: Value, on: Circumstances) -> Iterable[Problem]:
        if not isinstance(value, dict) or set(value) != {"given", "name"} or not isinstance(value["given"], bool):
            yield problem(question, on, "unreadable", gettext("We konden dit niet lezen. Kiest u het nog eens?"))
        elif not value["name"]:
            sentence = gettext("We missen de naam. Dan weten we wie we mogen bellen als iets niet duidelijk is.")
            yield problem(question, on, "missing_name", sentence, field="name")
        else:
            yield from text_problems(question, value["name"], on, field="name")

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        if value["given"]:
            return gettext("%(name)s zegt ja") % {"name": value["name"]}
        return gettext("%(name)s heeft nog niets gezegd") % {"name": value["name"]}

    def typed(self, value: Value) -> Posted:
        if not isinstance(value, dict):
            return {}
        return {"given": [YES if value.get("given") else NO], "name": [value.get("name", "")]}


class Declaration:
    """Something the resident says yes to; there is no other answer."""

    def read(self, question: Question, posted: Posted) -> Value:
        return True if first_of(posted, "value") == YES else None

    def problems(self, question: Question, value: Value, on: Circumstances) -> Iterable[Problem]:
        if value is not True:
            yield problem(
                question, on, "missing", gettext("Zet een vinkje als dit goed is. Twijfelt u? Bel ons gerust.")
            )

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        return gettext("Ja, dat is goed")

    def typed(self, value: Value) -> Posted:
        return {"value": [YES]} if value is True else {}
