"""What people type about themselves, and what a worker types to find somebody."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from stdnum.nl import bsn as bsn_number

from naast.design.forms import Choice, Form, Text, read_date
from naast.kernel.speech import WAYS
from naast.parties.types import Channel, Lane

PHONE = re.compile(r"\+[1-9]\d{7,14}")  # ITU-T E.164: at most 15 digits


class MailForm(Form):
    """A new e-mail address."""

    value = forms.EmailField(
        label=_("Wat is uw e-mailadres?"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Vul uw e-mailadres in. Bijvoorbeeld naam@voorbeeld.nl."),
            "invalid": _("Dit is geen heel e-mailadres. Er hoort een @ in, zoals naam@voorbeeld.nl."),
            "max_length": _("Dit e-mailadres is te lang. Kijk of er niet meer in het vak staat."),
        },
    )


class PhoneForm(Form):
    """A new phone number, kept as E.164."""

    value = forms.CharField(
        label=_("Wat is uw telefoonnummer?"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        error_messages={
            "required": _("Vul uw telefoonnummer in. Bijvoorbeeld 06 12 34 56 78."),
            "max_length": _("Dit nummer is te lang. Bijvoorbeeld 06 12 34 56 78."),
        },
    )

    def clean_value(self) -> str:
        digits = re.sub(r"[\s().-]", "", self.cleaned_data["value"])
        number = re.sub(r"^00", "+", digits) if digits.startswith("00") else re.sub(r"^0", "+31", digits)
        if not PHONE.fullmatch(number) or not number.isascii():
            raise forms.ValidationError(_("Dit is geen heel telefoonnummer. Bijvoorbeeld 06 12 34 56 78."))
        return number


class CodeForm(Form):
    """The six digits that we sent."""

    code = forms.CharField(
        label=_("Welke code kreeg u?"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={
            "required": _("Vul de 6 cijfers in die u kreeg."),
            "max_length": _("De code heeft 6 cijfers."),
        },
    )


class PreferenceForm(Form):
    """How somebody likes to be served."""

    lane = Choice(
        label=_("Hoe doet u het liefst dingen met ons?"),
        choices=[(Lane.FAST.value, _("Snel en zelf")), (Lane.TOGETHER.value, _("Rustig en samen"))],
        error_messages={"required": _("Kies een van de twee. Het een is niet beter dan het ander.")},
    )
    channel = Choice(
        label=_("Hoe wilt u van ons horen?"),
        choices=[
            (Channel.MAIL.value, _("Met een e-mail")),
            (Channel.POST.value, _("Met een brief")),
            (Channel.PHONE.value, _("Bel mij")),
            (Channel.INBOX.value, _("Ik kijk zelf op deze site")),
        ],
        hints={
            Channel.MAIL.value: _("We mailen dat er een bericht voor u klaarstaat. U leest het na het inloggen."),
            Channel.POST.value: _("Dit kost u niets. U krijgt het zo snel als de post het brengt."),
            Channel.PHONE.value: _("Iemand van ons belt u. We hebben dan wel uw telefoonnummer nodig."),
            Channel.INBOX.value: _(
                "We sturen u niets. Kijk dan zelf vaak genoeg, want een bericht kan een datum hebben."
            ),
        },
        error_messages={"required": _("Kies hoe u van ons wilt horen.")},
    )
    speech = Choice(
        label=_("Hoe praten we met u?"),
        choices=list(WAYS.items()),
        error_messages={"required": _("Kies hoe we met u praten.")},
    )


class SpeechForm(Form):
    """Whether messages come as somebody reads the pages: two buttons, and what stood above them."""

    speech = forms.ChoiceField(choices=list(WAYS.items()))
    answer = forms.ChoiceField(choices=[("ja", "ja"), ("nee", "nee")])


class CallForm(Form):
    """What was said on the phone or at the counter."""

    words = Text(
        label="Wat besprak u?",
        lines=4,
        max_length=2000,
        error_messages={"required": "Schrijf in een zin wat u besprak."},
    )
    key = forms.CharField(
        max_length=40, widget=forms.HiddenInput
    )  # of this one note, so that two presses write it once


class BirthDate(forms.DateField):
    """A date in one input, as it is heard and as our dossiers write it: 31-12-1980, 31 december 1980."""

    input_formats = ()

    def to_python(self, value: Any) -> date | None:
        return super().to_python((read_date(value) or value) if isinstance(value, str) else value)


class FindPersonForm(Form):
    """Find somebody: a purpose, and a name with a birth date, a BSN or the number of a case."""

    purpose = forms.ChoiceField(
        label="Waarom zoekt u deze persoon?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies eerst waarom u deze persoon zoekt.",
            "invalid_choice": "Kies een van deze redenen.",
        },
    )
    name = forms.CharField(
        label="Naam",
        max_length=200,
        required=False,
        error_messages={"max_length": "Deze naam is te lang."},
    )
    birth_date = BirthDate(
        label="Geboortedatum",
        required=False,
        error_messages={"invalid": "Schrijf de datum als 31-12-1980, of als 31 december 1980."},
    )
    bsn = forms.CharField(
        label="Of burgerservicenummer",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"max_length": "Een burgerservicenummer heeft 9 cijfers."},
    )

    number = forms.CharField(
        label="Of het nummer van een zaak",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": "Dit nummer is te lang. Het ziet eruit als LW-7K4M-26-V."},
    )

    def __init__(self, *args: Any, purposes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = purposes  # type: ignore[attr-defined]

    def clean_bsn(self) -> str:
        bsn: str = self.cleaned_data["bsn"]
        if bsn and not bsn_number.is_valid(bsn):
            raise forms.ValidationError("Dit is geen goed burgerservicenummer. Het heeft 9 cijfers.")
        return str(bsn_number.compact(bsn)) if bsn else ""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if self.errors or values.get("bsn") or values.get("number"):
            return values
        if not values.get("name"):
            self.add_error("name", "Vul een naam in, een burgerservicenummer, of het nummer van een zaak.")
        if not values.get("birth_date"):
            self.add_error("birth_date", "Vul ook een geboortedatum in, of alleen een nummer.")
        return values
