"""What somebody looks for in the own messages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.design.forms import Form, Text

NEW = "nieuw"


class InboxForm(Form):
    """Words and whether only what is new. The names are those in the address; what is not right does not count."""

    woorden = Text(label=_("Zoek in uw berichten"), max_length=100, required=False)
    toon = forms.ChoiceField(choices=[("", ""), (NEW, "")], required=False, widget=forms.HiddenInput)

    @property
    def asked(self) -> dict[str, str]:
        """What is asked, as it stands in the address."""
        self.is_valid()
        return {name: self.cleaned_data[name] for name in self.fields if self.cleaned_data.get(name)}
