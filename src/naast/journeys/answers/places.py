"""An address in the Netherlands, as people write it (NEN 5825)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.design import forms as fields
from naast.journeys.answers.ground import Circumstances, Posted, Value
from naast.journeys.types import Question

PARTS = ("postcode", "number", "addition", "street", "city")


class Address:
    def fields(self, question: Question, on: Circumstances) -> dict[str, forms.Field]:
        needed = question.required
        return {
            "postcode": fields.Postcode(label=_("Postcode"), required=needed),
            "number": fields.HouseNumber(label=_("Huisnummer"), required=needed),
            "addition": fields.Text(label=_("Toevoeging"), required=False, max_length=10),
            "street": fields.Text(label=_("Straat"), required=False, max_length=80),
            "city": fields.Text(label=_("Plaats"), required=False, max_length=80),
        }

    def value(self, cleaned: Mapping[str, Any]) -> Value:
        written = {part: str(cleaned[part] or "") for part in PARTS}
        return written if any(written.values()) else None

    def typed(self, value: Value) -> Posted:
        return {part: [str(value.get(part, ""))] for part in PARTS} if isinstance(value, dict) else {}

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        """Two lines as on an envelope; without a street the number stands behind the postcode."""
        house = " ".join(filter(None, [value["number"], value["addition"]]))
        town = " ".join(filter(None, [value["postcode"], value["city"]]))
        return f"{value['street']} {house}\n{town}" if value["street"] else f"{town}, {house}"
