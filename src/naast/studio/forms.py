"""What an editor types: what to look for in what was asked, and words for a service."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from naast.design.forms import Form, Text

MOST_WORDS, LEAST, LONGEST = 20, 2, 120  # lines, and characters of a line; as in the words of a package
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
