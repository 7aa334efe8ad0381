"""What a worker types and chooses to see a part of the queue."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms

from naast.catalogue.api import current_versions
from naast.catalogue.types import said
from naast.design.forms import Form, SearchForm, Text
from naast.kernel.clock import AMSTERDAM, now, today
from naast.kernel.registry import registry
from naast.work.types import Filters, Standing, WorkKind

ANY = ("", "Alles")
STANDINGS = {
    "nieuw": (Standing.OPEN, "Nog niet opgepakt"),
    "bezig": (Standing.BUSY, "Opgepakt, wij zijn aan zet"),
    "wacht": (Standing.WAITING, "Wacht op antwoord"),
    "terug": (Standing.RETURNED, "Teruggegeven"),
}
LATE, TODAY, WEEK = "te-laat", "vandaag", "week"
DUE = {LATE: "Te laat", TODAY: "Vandaag of eerder", WEEK: "Binnen een week"}
FILTERS = ("soort", "dienst", "stand", "klaar")


class FindForm(SearchForm):
    """Words and filters; all may stay empty. The names are those in the address."""

    woorden = Text(label="Vind in de rij", max_length=100, required=False)
    soort = forms.ChoiceField(label="Soort werk", required=False)
    dienst = forms.ChoiceField(label="Dienst", required=False)
    stand = forms.ChoiceField(
        label="Stand", required=False, choices=[ANY, *((key, label) for key, (_, label) in STANDINGS.items())]
    )
    klaar = forms.ChoiceField(label="Klaar vóór", required=False, choices=[ANY, *DUE.items()])

    def __init__(self, data: Any, *, organisation: UUID) -> None:
        super().__init__(data)
        self.fields["soort"].choices = [ANY, *_kinds()]  # type: ignore[attr-defined]
        self.fields["dienst"].choices = [ANY, *_services(organisation)]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, str]:
        """What is asked without the words: that is what a view keeps."""
        return {name: value for name, value in self.asked.items() if name in FILTERS}

    @property
    def filters(self) -> Filters:
        asked = self.asked
        standing, _label = STANDINGS.get(asked.get("stand", ""), (None, ""))
        return Filters(
            kind=asked.get("soort", ""),
            service=asked.get("dienst", ""),
            standing=standing,
            due_before=_due_before(asked.get("klaar", "")),
            words=asked.get("woorden", ""),
        )


class ViewForm(Form):
    """The name of a view that is kept."""

    naam = Text(
        label="Hoe noemt u deze weergave?", max_length=60, error_messages={"required": "Geef de weergave een naam."}
    )


def _kinds() -> list[tuple[str, str]]:
    return sorted(((one.key, one.label) for one in registry.declared(WorkKind)), key=lambda pair: pair[1])


def _services(organisation: UUID) -> list[tuple[str, str]]:
    """Those that people can send something for."""
    sent = [one for one in current_versions(organisation) if "handling" in one.sections]
    return sorted(
        ((one.slug, said(one.sections["service"]["title"], "nl")) for one in sent), key=lambda pair: pair[1].casefold()
    )


def _due_before(key: str) -> datetime | None:
    days = {TODAY: 1, WEEK: 7}.get(key)
    if days:
        return datetime.combine(today() + timedelta(days=days), time(), AMSTERDAM)
    return now() if key == LATE else None
