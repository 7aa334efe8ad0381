"""What an administrator types about services: what to find, and why one is off for a while."""

from __future__ import annotations

from naast.design.forms import Form, Text


class FindForm(Form):
    """Words of a title."""

    woorden = Text(label="Zoek een dienst", max_length=100, required=False)

    @property
    def words(self) -> str:
        return str(self.cleaned_data["woorden"]) if self.is_valid() else ""


class PauseForm(Form):
    """Why nobody can begin with a service now, and what to do meanwhile."""

    zin = Text(
        label="Wat lezen inwoners zolang?",
        max_length=200,
        lines=2,
        help_text="Bijvoorbeeld: vanaf maandag 7 december kan dit weer. Bel ons als u niet kunt wachten.",
        error_messages={
            "required": "Schrijf wat inwoners zolang kunnen doen. Zonder zin staan ze voor een dichte deur."
        },
    )
