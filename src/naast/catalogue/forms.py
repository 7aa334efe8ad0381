"""What an administrator types about services: what to find, and why one is off for a while."""

from __future__ import annotations

from django import forms

from naast.design.forms import Text


class FindForm(forms.Form):
    """Words of a title."""

    use_required_attribute = False
    woorden = Text(label="Zoek een dienst", max_length=100, required=False)

    @property
    def words(self) -> str:
        return str(self.cleaned_data["woorden"]) if self.is_valid() else ""


class PauseForm(forms.Form):
    """Why nobody can begin with a service now, and what to do meanwhile."""

    use_required_attribute = False
    zin = Text(
        label="Wat lezen inwoners zolang?",
        max_length=200,
        lines=2,
        help_text="Bijvoorbeeld: vanaf maandag 7 december kan dit weer. Bel ons als u niet kunt wachten.",
        error_messages={
            "required": "Schrijf wat inwoners zolang kunnen doen. Zonder zin staan ze voor een dichte deur."
        },
    )
