"""What a worker types about work."""

from __future__ import annotations

from django import forms

from naast.design import forms as fields


class GiveBackForm(forms.Form):
    """Why one gives work back; the colleague who takes it next reads this."""

    reason = fields.Text(
        label="Waarom geeft u dit terug?",
        lines=2,
        max_length=500,
        error_messages={
            "required": "Schrijf in één zin waarom u dit teruggeeft. Dan weet uw collega waar die verder kan."
        },
    )
