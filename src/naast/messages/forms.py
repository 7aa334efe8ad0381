"""What somebody looks for in the own messages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.design.forms import SearchForm, Text

NEW = "nieuw"


class InboxForm(SearchForm):
    """Words and whether only what is new. The names are those in the address; what is not right does not count."""

    woorden = Text(label=_("Zoek in uw berichten"), max_length=100, required=False)
    toon = forms.ChoiceField(choices=[("", ""), (NEW, "")], required=False, widget=forms.HiddenInput)
