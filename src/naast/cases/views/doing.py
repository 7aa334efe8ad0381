"""The verbs for which a worker writes something: one form at a time, in the middle, beside what the resident sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.forms import Form, RadioSelect
from django.forms.boundfield import BoundField
from django.utils.text import slugify

from naast.cases import api as cases
from naast.cases.forms import (
    AskForm,
    CorrectForm,
    DecisionForm,
    GiveBackForm,
    HandOverForm,
    LinkForm,
    MergeForm,
    NoteForm,
    RetractForm,
)
from naast.cases.types import CaseView, QuestionView, Status, Verb
from naast.cases.views import shown
from naast.kernel.actor import Actor
from naast.kernel.clock import today, written

TIME_TO_ANSWER = timedelta(weeks=2)
STANDS_STILL = "De wettelijke termijn staat stil tot het antwoord er is (Awb 4:15)."


@dataclass(frozen=True, slots=True)
class Way:
    """A verb with a form: its button with icon and key, how the form is headed, and how it is sent."""

    verb: Verb
    label: str
    icon: str
    key: str
    title: str
    press: str
    form: type[Form]

    @property
    def word(self) -> str:
        """As it stands in the address: `?doe=draag-over`."""
        return slugify(self.label)

    @property
    def takes(self) -> str:
        """The name of the page that takes the form."""
        return f"cases:{self.verb}"


WAYS = (
    Way(Verb.ASK, "Vraag", "question", "v", "Vraag iets aan de inwoner", "Stuur de vraag", AskForm),
    Way(Verb.RETRACT, "Trek vraag in", "question", "q", "Trek de vraag in", "Trek de vraag in", RetractForm),
    Way(Verb.DECIDE, "Besluit", "decision", "n", "Neem een besluit", "Neem dit besluit", DecisionForm),
    Way(Verb.CORRECT, "Verbeter", "edit", "w", "Verbeter een antwoord", "Verbeter het antwoord", CorrectForm),
    Way(Verb.NOTE, "Notitie", "edit", "i", "Schrijf een notitie", "Zet in het dossier", NoteForm),
    Way(Verb.LINK, "Koppel", "matters", "l", "Koppel aan een andere zaak", "Koppel", LinkForm),
    Way(Verb.MERGE, "Voeg samen", "matters", "s", "Voeg samen met dezelfde aanvraag", "Voeg samen", MergeForm),
    Way(Verb.HAND_OVER, "Draag over", "person", "d", "Draag over aan een collega of team", "Draag over", HandOverForm),
    Way(Verb.GIVE_BACK, "Geef terug", "back", "t", "Geef terug aan het team", "Geef terug", GiveBackForm),
)


@dataclass(frozen=True, slots=True)
class Doing:
    """The form that is open; `fields` in their order, each with what it needs in its HTML; `said` stands above the button."""

    way: Way
    form: Form
    said: tuple[str, ...]

    @property
    def begins(self) -> str:
        """Where the keyboard goes: to the `field` that comes first, or over a choice to the `title`; when the form came back, to
        what is wrong.
        """
        if self.form.is_bound:
            return ""
        return "title" if isinstance(self.form.visible_fields()[0].field.widget, RadioSelect) else "field"

    @property
    def fields(self) -> list[tuple[BoundField, dict[str, Any]]]:
        drawn = self.form.visible_fields()
        return [(one, {"autofocus": True} if self.begins == "field" and one is drawn[0] else {}) for one in drawn]


def ways(actor: Actor, case: CaseView) -> list[Way]:
    """What this worker can begin now."""
    may = case.may if cases.duplicates_of(actor, case) else case.may - {Verb.MERGE}
    return [way for way in WAYS if way.verb in may]


def doing(actor: Actor, case: CaseView, offered: Iterable[Way], *, word: str, tried: Form | None) -> Doing | None:
    """The form that was tried, with what was typed, else the one that the address asks for; None when it cannot be done now."""
    way = next((one for one in offered if type(tried) is one.form or (tried is None and one.word == word)), None)
    if way is None:
        return None
    form = tried or _fresh(actor, case, way)
    if case.open_question is None:  # answered while the worker typed
        form.fields.pop("retract", None)
    form.auto_id = f"{way.verb}-%s"  # the message has its form on the same page
    return Doing(way, form, tuple(_said(case, way.verb)))


def _fresh(actor: Actor, case: CaseView, way: Way) -> Form:
    contested = next((one.key for one in case.answers if one.contested), "")
    initial = {
        "version": case.version,
        "key": uuid4().hex,
        "answer_by": today() + TIME_TO_ANSWER,
        "question": contested,
    }
    more: Mapping[Verb, Callable[[], dict[str, Any]]] = {
        Verb.CORRECT: lambda: {"answers": case.answers, "asked": case.open_question},
        Verb.DECIDE: lambda: {"outcomes": cases.outcomes_of(case), "waiting": cases.days_to_wait(case)},
        Verb.HAND_OVER: lambda: {"receivers": cases.receivers_of(actor, case)},
        Verb.MERGE: lambda: {"duplicates": cases.duplicates_of(actor, case)},
    }
    return way.form(initial=initial, **(more[way.verb]() if way.verb in more else {}))


def _said(case: CaseView, verb: Verb) -> Iterable[str]:
    """What one should know before sending it."""
    if verb is Verb.ASK:
        yield from (STANDS_STILL, shown.FINALS[Status.WAITING])
    if verb is Verb.RETRACT and case.open_question:
        yield f"U vroeg: ‘{case.open_question.text}’"
        yield from (f"{one} Misschien is uw vraag daarmee beantwoord." for one in _said_since(case, case.open_question))
        yield "De inwoner krijgt bericht en hoeft niet meer te antwoorden. De termijn loopt weer vanaf vandaag."
    if verb is Verb.DECIDE:
        yield from _early(case)
        yield shown.FINALS[Status.DECIDED]


def _said_since(case: CaseView, question: QuestionView) -> Iterable[str]:
    """Which answers changed after we asked: by the resident, who says what must be there, or by a colleague."""
    for one in case.answers:
        if any(made.said_at > question.asked_at for made in one.disputes):
            yield f"De inwoner zei sinds uw vraag dat dit niet klopt: {one.label}"
        if any(made.corrected_at > question.asked_at for made in one.corrections):
            yield f"Dit is sinds uw vraag verbeterd: {one.label}"


def _early(case: CaseView) -> Iterable[str]:
    """Why it may be too early to decide."""
    if day := shown.ahead(case):
        yield f"Let op: dit telt vanaf {written(day)}, en die dag komt nog. Past het besluit daar al bij?"
    for one in case.answers:
        if one.contested:
            yield f"Let op: de inwoner zegt dat dit niet klopt: {one.label} Dat is nog niet verbeterd."
    if case.open_question:
        yield "Let op: u wacht nog op antwoord van de inwoner."
