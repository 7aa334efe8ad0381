"""Documents: uploaded now, or brought in another way. Nobody is kept from sending because a document is not at hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.design import forms as fields
from naast.journeys.answers.ground import Circumstances, Posted, Value
from naast.journeys.types import Question

LATER = {
    "later": _("Ik stuur het later op"),
    "desk": _("Ik neem het mee naar de balie of de bus"),
    "none": _("Ik heb dit niet"),
}
FOLLOWS = ("later", "desk")


class Upload:
    """`files` are ids of files stored about this draft; `later` says how it comes otherwise. The view stores what comes in."""

    def fields(self, question: Question, on: Circumstances) -> dict[str, forms.Field]:
        label = _("Kies een foto of een pdf")
        made: dict[str, forms.Field] = {"file": fields.Upload(required=False, label=label)}
        if on.files:
            sent = _("Dit sturen we mee. Haal het vinkje weg wat niet mee moet.")
            made["files"] = fields.Several(choices=list(on.files.items()), required=False, label=sent)
        return {**made, "later": self._later(question, on)}

    def _later(self, question: Question, on: Circumstances) -> forms.Field:
        missing = {"required": _("Kies een foto of bestand, of kies hieronder hoe u het later geeft.")}
        choices = list(LATER.items())
        needed = question.required and not on.files
        return fields.Choice(choices=choices, required=needed, label=_("Of kies"), error_messages=missing)

    def value(self, cleaned: Mapping[str, Any]) -> Value:
        files = sorted(cleaned.get("files", ()))
        later = "" if files else cleaned["later"]
        return {"files": files, "later": later} if files or later else None

    def typed(self, value: Value) -> Posted:
        if not isinstance(value, dict):
            return {}
        files = value.get("files")
        ids = [one for one in files if isinstance(one, str)] if isinstance(files, list) else []
        return {"files": ids, "later": [str(value.get("later", ""))]}

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        if value["files"]:
            return "\n".join(name for key, name in on.files.items() if key in value["files"])
        return str(LATER[value["later"]])
