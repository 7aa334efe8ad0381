"""What people type about the dossier."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.design.forms import Form, SearchForm, Text
from naast.dossier.queries.unusual.words import WORDS
from naast.dossier.types import REASON_LENGTH, ChangedBy, ReviewOutcome, SettingChanged
from naast.kernel.registry import registry

LONGEST = 2_000
ALL = "alles"
BY = {ChangedBy.PEOPLE.value: "Door mensen", ChangedBy.COMMAND.value: "Door de installatie", ALL: "Alles"}


class _Sentence(forms.CharField):
    """Words with one space between them, so that spaces make no reason longer."""

    def to_python(self, value: str | None) -> str:
        return " ".join((super().to_python(value) or "").split())


class ReasonForm(Form):
    """Why a worker opens a dossier without a matter. The resident reads it."""

    reason = _Sentence(
        label="Waarom heeft u dit dossier nodig?",
        min_length=REASON_LENGTH,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Schrijf waarom u dit dossier nodig heeft.",
            "min_length": "Schrijf de reden in een hele zin. De inwoner leest die mee.",
            "max_length": "Maak de reden korter: hooguit 2.000 tekens.",
        },
    )


class NoteForm(Form):
    """What a resident adds to a line of the own dossier."""

    kind = forms.ChoiceField(
        label=_("Wat wilt u ons vertellen?"),
        choices=[("wrong", _("Dit klopt niet")), ("note", _("Ik wil er iets bij zeggen"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een van de twee.")},
    )
    words = forms.CharField(
        label=_("Vertel het in uw eigen woorden"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Schrijf op wat u wilt zeggen. Eén zin is genoeg."),
            "max_length": _("Dit is te lang. Maak het korter: hooguit 2.000 tekens."),
        },
    )


class FindChangeForm(SearchForm):
    """Which changes of settings to show. What is not right counts as not chosen."""

    door = forms.ChoiceField(required=False, choices=[(one, one) for one in BY])
    soort = forms.ChoiceField(label="Wat", required=False)
    woorden = Text(label="Zoek in de wijzigingen", max_length=100, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        kinds = sorted((one.label, one.key) for one in registry.declared(SettingChanged))
        self.fields["soort"].choices = [("", "Alles"), *((key, label) for label, key in kinds)]  # type: ignore[attr-defined]


class FindUnusualForm(SearchForm):
    """Which unusual looks to show. What is not right counts as not chosen."""

    soort = forms.ChoiceField(
        label="Wat opvalt", required=False, choices=[("", "Alles"), *((key, one.title) for key, one in WORDS.items())]
    )
    toon = forms.ChoiceField(required=False, choices=[(one.value, one.value) for one in ReviewOutcome])


class ReviewForm(Form):
    """What a privacy officer says of unusual looks, and why."""

    oordeel = forms.ChoiceField(
        label="Wat vindt u hiervan?",
        choices=[
            (ReviewOutcome.FINE.value, "In orde"),
            (ReviewOutcome.ASK.value, "Uitzoeken: ik vraag het de medewerker"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een van de twee."},
    )
    omdat = _Sentence(
        label="Waarom?",
        min_length=REASON_LENGTH,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Schrijf waarom.",
            "min_length": "Schrijf het in een hele zin. Een ander moet het later ook begrijpen.",
            "max_length": "Maak het korter: hooguit 2.000 tekens.",
        },
    )
