"""What an administrator types about colleagues: whom to find, who comes, which role."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from naast.design.forms import Choice, Form, Text
from naast.identity.types import ROLE_WORDS
from naast.kernel.actor import Role
from naast.organisations.types import Team


class FindForm(Form):
    """Words of a name or an address."""

    woorden = Text(label="Zoek een medewerker", max_length=100, required=False)

    @property
    def words(self) -> str:
        return str(self.cleaned_data["woorden"]) if self.is_valid() else ""


class RoleForm(Form):
    """A role, and the team in which somebody has it."""

    rol = Choice(
        label="Welke rol?",
        choices=[(role.value, name) for role, (name, _what) in ROLE_WORDS.items()],
        hints={role.value: what for role, (_name, what) in ROLE_WORDS.items()},
        error_messages={"required": "Kies een rol."},
    )
    team = forms.ChoiceField(label="In welk team?", required=False)

    def __init__(self, teams: Iterable[Team], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["team"].choices = [("", "Geen team"), *((str(one.id), one.name) for one in teams)]  # type: ignore[attr-defined]

    def clean_rol(self) -> Role:
        return Role(self.cleaned_data["rol"])


class NewColleagueForm(RoleForm):
    """Somebody who comes to work here, with a first role."""

    naam = Text(label="Hoe heet diegene?", error_messages={"required": "Vul de naam in."})
    mail = Text(
        label="E-mailadres van het werk",
        max_length=254,
        help_text="Met het account van dit adres logt diegene in.",
        error_messages={"required": "Vul het e-mailadres van het werk in."},
    )
    field_order = ("naam", "mail", "rol", "team")

    def clean_mail(self) -> str:
        given = str(self.cleaned_data["mail"]).strip().lower()
        try:
            validate_email(given)
        except ValidationError:
            raise ValidationError("Dit is geen e-mailadres. Zo wel: naam@gemeente.nl.") from None
        return given
