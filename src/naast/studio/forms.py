"""What an editor types: what to look for, words for a service, and its texts."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from naast.design.forms import Form, Text

FIELD_OF = {"nl": "u", "nl_JE": "je", "en": "engels"}  # the field of a tone or language
MOST_WORDS, LEAST, LONGEST = 20, 2, 120  # lines, and characters of a line; as in the words of a package
LONGEST_TEXT = 5_000  # characters
PERIODS, PERIOD = (7, 30, 90), "30"  # days; what is older is gone


class FindForm(Form):
    """Which questions to show. What is not right counts as not typed."""

    woorden = Text(label="Zoek in de vragen", max_length=100, required=False)
    dagen = forms.ChoiceField(
        label="Periode", required=False, choices=[(str(one), f"De laatste {one} dagen") for one in PERIODS]
    )

    def __init__(self, data: Any) -> None:
        super().__init__({"dagen": PERIOD, **{name: data[name] for name in ("woorden", "dagen") if data.get(name)}})

    @property
    def words(self) -> str:
        return self._given("woorden", "")

    @property
    def days(self) -> int:
        return int(self._given("dagen", PERIOD))

    def _given(self, name: str, otherwise: str) -> str:
        return (
            str(self.cleaned_data.get(name) or otherwise) if self.is_bound and not self.errors.get(name) else otherwise
        )


class WordsForm(Form):
    """A service, found by `zoek` or in the whole list, and ways of asking for it: one a line."""

    zoek = Text(label="Zoek de dienst", max_length=100, required=False)
    dienst = forms.ChoiceField(
        label="Bij welke dienst horen deze woorden?", error_messages={"required": "Kies een dienst."}
    )
    woorden = Text(
        label="Zo vragen mensen het",
        lines=4,
        max_length=MOST_WORDS * LONGEST,
        error_messages={"required": "Vul in hoe mensen het vragen. Eén manier op elke regel."},
    )

    def __init__(self, services: Iterable[tuple[str, str]], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["dienst"].choices = [("", "Kies een dienst"), *services]  # type: ignore[attr-defined]

    def clean_woorden(self) -> list[str]:
        lines = list(dict.fromkeys(line.strip() for line in self.cleaned_data["woorden"].splitlines() if line.strip()))
        for line in lines:
            if "[" in line:  # what was taken out of a question
                raise ValidationError(
                    f"Haal de haken weg uit ‘{line}’. Schrijf daar wat iedereen zou zeggen, of niets."
                )
            if not LEAST <= len(line) <= LONGEST:
                raise ValidationError(f"Maak elke regel {LEAST} tot {LONGEST} tekens lang.")
        if len(lines) > MOST_WORDS:
            raise ValidationError(f"Voeg hoogstens {MOST_WORDS} manieren tegelijk toe.")
        return lines


class ServiceForm(Form):
    """Words of the name of a service."""

    woorden = Text(label="Zoek een dienst", max_length=100, required=False)

    @property
    def words(self) -> str:
        return str(self.cleaned_data["woorden"]) if self.is_valid() else ""


class TextForm(Form):
    """One text of a service in each tone or language it has, and what was seen of it."""

    u = Text(label="Met u", help_text="Dit is de bron.", lines=6, max_length=LONGEST_TEXT, required=False)
    je = Text(
        label="Met je",
        help_text="Verandert u alleen de tekst met u? Laat dit dan staan. Wij schrijven het, u leest het na.",
        lines=6,
        max_length=LONGEST_TEXT,
        required=False,
    )
    engels = Text(
        label="In het Engels", help_text="Dit vertalen wij niet.", lines=6, max_length=LONGEST_TEXT, required=False
    )
    gezien = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, tones: Container[str], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for tone, name in FIELD_OF.items():
            if tone not in tones:
                del self.fields[name]

    @property
    def words(self) -> dict[str, str]:
        """By tone; lines end as everywhere else."""
        typed = {tone: self.cleaned_data.get(name) for tone, name in FIELD_OF.items()}
        return {tone: "\n".join(words.splitlines()) for tone, words in typed.items() if words}


class LiveForm(Form):
    """Why a text goes live; where the computer wrote the je-text, that somebody read it."""

    gelezen = forms.BooleanField(
        label="Ik heb de tekst met je gelezen. Zo kan hij live.",
        error_messages={"required": "Lees eerst de tekst met je. De computer schreef hem."},
    )
    reden = Text(
        label="Waarom verandert u dit?",
        max_length=200,
        help_text="In één zin. Het staat bij de wijzigingen.",
        error_messages={"required": "Schrijf in één zin waarom. Een collega wil dat later weten."},
    )
    gezien = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, asks_to_read: bool, **named: Any) -> None:
        super().__init__(*args, **named)
        if not asks_to_read:
            del self.fields["gelezen"]
