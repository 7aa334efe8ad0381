"""Forms beside those of answers: a known fact found right or not, and which draft to go on with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.design import forms as fields
from naast.journeys.answers import plain
from naast.journeys.types import Identified

RIGHT, WRONG = "ja", "nee"


class KnownForm(forms.Form):
    """Is what we know right?"""

    klopt = fields.Choice(
        label=_("Klopt dit?"),
        choices=[(RIGHT, _("Ja, dit klopt")), (WRONG, _("Nee, er klopt iets niet"))],
        hints={WRONG: _("U vult het zelf in, en zegt wat er niet klopt.")},
        error_messages={"required": _("Kies of dit klopt. Twijfelt u? Kies dan: nee.")},
    )


class ReasonForm(forms.Form):
    """Why a known fact is not right, so that somebody can have it mended at its source."""

    reden = fields.Text(
        label=_("Wat klopte er niet?"),
        help_text=_("Dan vragen wij of het verbeterd wordt."),
        required=False,
        lines=2,
        max_length=500,
    )


class CallForm(forms.Form):
    """Where we may phone back, and what it is about."""

    phone = plain.Phone(
        label=_("Op welk nummer kunnen we u bellen?"),
        max_length=20,
        error_messages={"required": _("Vul uw telefoonnummer in. Bijvoorbeeld 06 12 34 56 78.")},
    )
    words = fields.Text(
        label=_("Waar loopt u op vast?"),
        required=False,
        lines=3,
        max_length=1000,
    )


class BeginForm(fields.Form):
    """What a worker begins with somebody, and how sure it is who that is."""

    identified = fields.Choice(
        label="Hoe weet u wie dit is?",
        choices=[
            (Identified.DOCUMENT.value, "Ik zag een geldig paspoort, identiteitskaart of rijbewijs"),
            (Identified.KNOWN.value, "Ik weet het op een andere manier zeker"),
        ],
        error_messages={"required": "Kies hoe u weet wie dit is. De inwoner leest dit."},
    )
    field_order = ("service", "identified")

    def __init__(self, data: Any = None, *, services: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["service"] = forms.ChoiceField(
            label="Dienst",
            choices=[("", "Kies een dienst"), *services],
            error_messages={"required": "Kies een dienst.", "invalid_choice": "Kies een dienst uit de lijst."},
        )
        self.order_fields(self.field_order)


def seen_in(posted: Any) -> int:
    """The revision that a page was made of; 0, the oldest, for what is no number."""
    text = posted.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
