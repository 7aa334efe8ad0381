"""Documents: uploaded now, or brought in another way. Nobody is kept from sending because a document is not at hand."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext, gettext_lazy

from naast.journeys.answers.ground import Circumstances, Posted, Value, first_of, problem
from naast.journeys.types import Problem, Question

LATER = {
    "later": gettext_lazy("Ik stuur het later op"),
    "desk": gettext_lazy("Ik neem het mee naar de balie"),
    "none": gettext_lazy("Ik heb dit niet"),
}


class Upload:
    """`files` are ids of files stored about this draft; `later` says how it comes otherwise."""

    def read(self, question: Question, posted: Posted) -> Value:
        files, later = sorted(set(posted.get("files", ()))), first_of(posted, "later")
        return {"files": files, "later": "" if files else later} if files or later else None

    def problems(self, question: Question, value: Value, on: Circumstances) -> Iterable[Problem]:
        if not isinstance(value, dict) or set(value) != {"files", "later"} or not isinstance(value["files"], list):
            yield problem(question, on, "unreadable", gettext("We konden dit niet lezen. Kiest u het nog eens?"))
        elif any(one not in on.files for one in value["files"]):
            yield problem(question, on, "gone", gettext("Dit bestand hebben we niet meer. Kies het opnieuw."))
        elif not value["files"] and value["later"] not in LATER:
            sentence = gettext("Kies een foto of bestand, of kies hoe u het later geeft.")
            yield problem(question, on, "missing", sentence)

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        if value["files"]:
            return "\n".join(on.files[one] for one in value["files"] if one in on.files)
        return str(LATER[value["later"]])

    def typed(self, value: Value) -> Posted:
        if not isinstance(value, dict):
            return {}
        return {"files": list(value.get("files", ())), "later": [value.get("later", "")]}
