"""What a worker types to find something in the queue."""

from __future__ import annotations

from typing import Any

from django import forms

from naast.design.forms import Text
from naast.kernel.registry import registry
from naast.work.types import WorkKind

ALL_KINDS = ("", "Alle soorten werk")


class FindForm(forms.Form):
    """Words and a kind of work; both may stay empty."""

    use_required_attribute = False
    woorden = Text(label="Vind in de rij", max_length=100, required=False)
    soort = forms.ChoiceField(label="Soort werk", required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        kinds = sorted((one.label, one.key) for one in registry.declared(WorkKind))
        self.fields["soort"] = forms.ChoiceField(
            label="Soort werk", required=False, choices=[ALL_KINDS, *((key, label) for label, key in kinds)]
        )

    @property
    def asked(self) -> dict[str, str]:
        """What is asked, as it stands in the address; nothing for what is empty or not right."""
        given = self.cleaned_data if self.is_valid() else {}
        return {name: given[name] for name in self.fields if given.get(name)}
