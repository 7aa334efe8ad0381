"""What people type about a case. Every error says how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.cases.types import OWN, Answer, CaseSummary, Outcome, QuestionKind, QuestionView, Receiver, Wanted
from naast.design.forms import Choice, Day, Form, SearchForm, Text, Tick, Upload
from naast.journeys.api import as_written, is_right
from naast.kernel.clock import local_day, written

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KINDS = {
    QuestionKind.INCOMPLETE: "Er mist iets",
    QuestionKind.INCORRECT: "Er klopt iets niet",
    QuestionKind.OUTDATED: "Iets is verouderd",
}
OUTCOMES = {
    Outcome.DONE: "Verwerkt",
    Outcome.GRANTED: "Toegekend",
    Outcome.PARTLY: "Voor een deel toegekend",
    Outcome.REFUSED: "Afgewezen",
    Outcome.NOT_CONSIDERED: "Niet behandeld, omdat er iets mist",
}
RECEIVER_ERRORS = {
    "required": "Kies aan wie u de zaak overdraagt.",
    "invalid_choice": "Deze collega of dit team kan hier niet mee verder. Kies iemand uit de lijst.",
}
MERGE_ERROR = "Met die zaak kan het niet meer. Kies een zaak uit de lijst."


def _long(label: StrOrPromise, missing: StrOrPromise, longest: int = 5000, hint: str = "") -> Text:
    return Text(label=label, lines=5, max_length=longest, help_text=hint, error_messages={"required": missing})


class Number(Text):
    """A reference, as somebody copies it."""

    width = "short"

    def __init__(self, label: StrOrPromise, missing: StrOrPromise) -> None:
        typed = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        errors = {"required": missing}
        super().__init__(label=label, max_length=40, widget=forms.TextInput(attrs=typed), error_messages=errors)


class HistoryForm(SearchForm):
    """What of the own cases to see. All may stay empty; the names are those in the address. What is not right does not count."""

    woorden = Text(label=_("Zoek"), max_length=100, required=False)
    stand = forms.ChoiceField(
        label=_("Loopt het nog?"),
        required=False,
        choices=[("", _("Alles")), ("loopt", _("Wat nog loopt")), ("klaar", _("Wat klaar is"))],
    )
    dienst = forms.ChoiceField(label=_("Waarover?"), required=False)
    jaar = forms.ChoiceField(label=_("Van welk jaar?"), required=False)

    def __init__(self, data: Any, *, services: Mapping[str, str], years: Iterable[int]) -> None:
        super().__init__(data)
        self.fields["dienst"].choices = [("", _("Alles")), *services.items()]  # type: ignore[attr-defined]
        self.fields["jaar"].choices = [("", _("Alle jaren")), *((str(one), str(one)) for one in years)]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Wanted:
        asked = self.asked
        return Wanted(
            running={"loopt": True, "klaar": False}.get(asked.get("stand", "")),
            service=asked.get("dienst", ""),
            year=int(asked["jaar"]) if "jaar" in asked else None,
            words=asked.get("woorden", ""),
        )


class ReferenceForm(Form):
    """The number of a request, as somebody copies it from a letter. Its last letter shows a slip; nothing is looked up."""

    nummer = Number(_("Welk nummer heeft uw aanvraag?"), _("Vul het nummer in. Het ziet eruit als LW-7K4M-26-V."))

    def clean_nummer(self) -> str:
        reference = as_written(self.cleaned_data["nummer"])
        if not is_right(reference):
            raise forms.ValidationError(
                _("Er klopt een letter of cijfer niet. Het nummer ziet eruit als LW-7K4M-26-V. Kijk het nog eens na.")
            )
        return reference


class AnswerForm(Form):
    """What the resident writes back; a file says enough."""

    text = Text(label=_("Uw antwoord"), lines=5, max_length=5000, required=False)
    file = Upload(label=_("Een foto of bestand erbij"), required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("file") and not given.get("text"):
            given["text"] = str(_("Het staat in het bestand."))
        elif not given.get("text") and not self.errors:
            self.add_error("text", _("We missen uw antwoord. Schrijf het op, of bel ons."))
        return given


class DisputeForm(Form):
    """What an answer of the request must be, in the words of the resident."""

    shown = _long(
        _("Wat moet er staan?"),
        _("Schrijf wat er moet staan. Weet u het niet precies? Schrijf dan wat u wel weet."),
        longest=500,
    )
    reason = Text(label=_("Waarom klopt het niet?"), lines=3, max_length=1000, required=False)


class VersionForm(Form):
    """Which version of the case the worker saw: nobody overwrites what they did not see."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": "Open de zaak opnieuw."})


class MessageForm(Form):
    text = _long("Bericht", "Het bericht is nog leeg. Schrijf eerst wat u wilt zeggen.")
    key = forms.CharField(
        max_length=40, widget=forms.HiddenInput
    )  # of this one message, so that two presses send it once


class GiveBackForm(VersionForm):
    reason = _long("Waarom geeft u de zaak terug?", "Schrijf één zin voor uw collega.", longest=500)


class HandOverForm(VersionForm):
    """Who goes on with the case, and what they should know. Without anybody to choose from, the verb says why."""

    field_order = ("to", "words")
    words = _long("Wat moet uw collega weten?", "Schrijf één zin voor uw collega.", longest=500)

    def __init__(self, data: Any = None, *, receivers: Iterable[Receiver], **options: Any) -> None:
        super().__init__(data, **options)
        self.receivers = {one.key: one for one in receivers}
        by_team = groupby(self.receivers.values(), lambda one: one.team_name)
        teams = [(team, [(one.key, one.name or f"Heel team {team}") for one in of]) for team, of in by_team]
        if not teams:
            return
        self.fields["to"] = forms.ChoiceField(
            label="Aan wie?", choices=[("", "Kies een collega of een team"), *teams], error_messages=RECEIVER_ERRORS
        )
        self.order_fields(self.field_order)

    def clean_to(self) -> Receiver:
        return self.receivers[self.cleaned_data["to"]]


class NoteForm(Form):
    words = _long(
        "Notitie",
        "De notitie is nog leeg. Schrijf eerst wat u wilt vastleggen.",
        longest=2000,
        hint="Voor wie hierna kijkt. Het is geen bericht, maar staat wel in het dossier: ook de inwoner kan het daar lezen.",
    )
    key = forms.CharField(
        max_length=40, widget=forms.HiddenInput
    )  # of this one note, so that two presses write it once


class ReasonForm(Form):
    reason = _long(
        "Waarom heeft u deze zaak nodig?",
        "Schrijf in een hele zin waarom u deze zaak nodig heeft.",
        longest=2000,
        hint="Bijvoorbeeld: de melder belt en vraagt hoe het ermee staat.",
    )


class JudgeFileForm(Form):
    reason = _long("Waarom?", "Schrijf in één zin waarom. Zo kan een collega het later begrijpen.", longest=200)


class AskForm(VersionForm):
    text = _long("Vraag aan de inwoner", "Schrijf eerst wat u van de inwoner wilt weten.")
    kind = Choice(
        label="Waarom vraagt u het?",
        choices=[(kind.value, label) for kind, label in KINDS.items()],
        error_messages={"required": "Kies waarom u het vraagt."},
    )
    answer_by = Day(label="Antwoord uiterlijk")


class RetractForm(VersionForm):
    """Why our question is not needed any more."""

    reason = Text(
        label="Waarom is uw vraag niet meer nodig?",
        help_text="Eén zin. De inwoner leest dit.",
        error_messages={"required": "Schrijf in één zin waarom uw vraag niet meer nodig is. De inwoner leest dit."},
    )


class CorrectForm(VersionForm):
    """Which answer has a mistake, what it must be, and why; and whether the question that is `asked` is still needed."""

    field_order = ("question", "shown", "reason", "retract")
    shown = Text(
        label="Wat moet er staan?",
        max_length=500,
        error_messages={"required": "Schrijf wat er moet staan."},
    )
    reason = _long("Waarom verbetert u dit?", "Schrijf waarom. De inwoner leest dit.", longest=500)

    def __init__(
        self, data: Any = None, *, answers: Iterable[Answer], asked: QuestionView | None, **options: Any
    ) -> None:
        super().__init__(data, **options)
        if asked:
            self.fields["retract"] = Tick(
                label="Trek ook de open vraag in",
                required=False,
                help_text=f"U vroeg: ‘{asked.text}’ Met deze verbetering is dat misschien niet meer nodig. "
                "De inwoner leest dan dezelfde reden.",
            )
        self.answers = {one.key: one for one in answers if one.source == OWN}
        self.fields["question"] = Choice(
            label="Welk antwoord klopt niet?",
            choices=[(key, one.label) for key, one in self.answers.items()],
            hints={key: _stands(one) for key, one in self.answers.items()},
            error_messages={"required": "Kies het antwoord dat niet klopt."},
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        answer = self.answers.get(given.get("question", ""))
        if answer and given.get("shown") == answer.now:
            self.add_error("shown", "Dit staat er al. Schrijf wat er moet komen te staan.")
        return given


def _stands(answer: Answer) -> str:
    """What we go by now, and what the resident said of it last."""
    said = f". Volgens de inwoner: {answer.disputes[-1].words}" if answer.disputes else ""
    return f"Nu: {answer.now}{said}"


class LinkForm(Form):
    """Which other case belongs with this one, by its number, and why."""

    nummer = Number("Nummer van de andere zaak", "Vul het nummer van de andere zaak in.")
    because = _long(
        "Waarom horen ze bij elkaar?",
        "Schrijf in een zin waarom ze bij elkaar horen.",
        longest=500,
        hint="Zijn beide zaken van deze inwoner? Dan leest die uw zin mee. Is de andere zaak van iemand anders? "
        "Dan leest geen inwoner uw zin.",
    )

    def clean_nummer(self) -> str:
        return as_written(self.cleaned_data["nummer"])


class MergeForm(VersionForm):
    """In which other case this one goes on, and why."""

    field_order = ("into", "because")
    because = _long(
        "Waarom voegt u ze samen?",
        "Schrijf in een zin waarom. De inwoner leest dit.",
        longest=500,
        hint="De inwoner krijgt dit in een bericht. De vroegste datum van de twee geldt.",
    )

    def __init__(self, data: Any = None, *, duplicates: Iterable[CaseSummary], **options: Any) -> None:
        super().__init__(data, **options)
        offered = tuple(duplicates)
        if not offered:
            return
        self.fields["into"] = Choice(
            label="Welke zaak gaat verder?",
            choices=[(str(one.id), one.reference) for one in offered],
            hints={str(one.id): f"Gestuurd op {written(local_day(one.sent_at))}" for one in offered},
            error_messages={"required": "Kies welke zaak verdergaat.", "invalid_choice": MERGE_ERROR},
        )
        self.order_fields(self.field_order)

    def clean_into(self) -> UUID:
        return UUID(self.cleaned_data["into"])


AGAINST = frozenset({Outcome.PARTLY, Outcome.REFUSED, Outcome.NOT_CONSIDERED})


def _needed(outcomes: Iterable[Outcome]) -> str:
    names = " of ".join(f"‘{OUTCOMES[one]}’" for one in outcomes)
    return names and f"nodig bij {names}"


class DecisionForm(VersionForm):
    """What is decided, and why. Where the package has words for the outcome, an empty reason means those words.

    Not for an outcome against the resident: that needs why in this case (Awb 3:46 and 3:47), under the words of the package.
    `waiting` are the outcomes for which a day is still to come: whoever decides so now says why.
    """

    field_order = ("outcome", "sooner", "reasons")

    def __init__(
        self,
        data: Any = None,
        *,
        outcomes: Mapping[Outcome, str],
        waiting: Mapping[Outcome, date],
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.outcomes, self.waiting = outcomes, waiting
        day = next(iter(waiting.values()), None)
        if day:
            self.fields["sooner"] = Text(
                label=f"Waarom besluit u vóór {written(day)}?",
                max_length=500,
                required=False,
                needed=_needed(waiting),
                help_text="Het staat in het dossier: ook de inwoner leest het.",
            )
        self.fields["outcome"] = Choice(
            label="Besluit",
            choices=[(one.value, OUTCOMES[one]) for one in outcomes],
            hints={
                one.value: f"{'Boven uw tekst' if one in AGAINST else 'Zonder eigen tekst'} krijgt de inwoner: {words}"
                for one, words in outcomes.items()
                if words
            },
            error_messages={"required": "Kies wat u besluit."},
        )
        bare = [one for one, words in outcomes.items() if not words or one in AGAINST]
        self.fields["reasons"] = Text(label="Waarom", lines=5, max_length=5000, required=False, needed=_needed(bare))
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        outcome = given.get("outcome")
        if outcome and outcome in self.waiting and not given.get("sooner") and "sooner" not in self.errors:
            day = written(self.waiting[Outcome(outcome)])
            self.add_error("sooner", f"Schrijf waarom u niet wacht tot {day}. Of besluit op die dag.")
        words, own = self.outcomes[Outcome(outcome)] if outcome else "", given.get("reasons", "")
        against = outcome in AGAINST
        if outcome and not own and (against or not words):
            self.add_error("reasons", "Schrijf op waarom u dit besluit. De inwoner leest dit letterlijk.")
        given["reasons"] = f"{words}\n\n{own}".strip() if against else own or words
        return given
