"""An administrator reads what was changed of the settings, by whom, from what to what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from naast.design.types import Column, Link, Table
from naast.dossier.access import SEE_CHANGES
from naast.dossier.forms import ALL, BY, FindChangeForm
from naast.dossier.queries.changes import MOST_PAGES, NOBODY, settings_changed
from naast.dossier.types import Changed, ChangedBy
from naast.dossier.views import page_number, pages_around
from naast.kernel.clock import AMSTERDAM
from naast.kernel.guards import actor_of, staff_page
from naast.organisations import api as organisations

NOTHING = "niets"
NOT_FOUND = "Niets gevonden. Haal een woord weg, of kijk bij ‘Alles’."
EMPTY = {
    ChangedBy.PEOPLE.value: "Nog niemand veranderde hier iets.",
    ChangedBy.COMMAND.value: "De installatie veranderde hier nog niets.",
    ALL: "Er is nog niets veranderd.",
}


@require_safe
@staff_page(SEE_CHANGES)
def changes(request: HttpRequest) -> HttpResponse:
    """Newest first: what people did unless asked otherwise, by kind and by words."""
    here = organisations.workplace(actor_of(request), SEE_CHANGES, request.GET.get("bij"))
    form, page = FindChangeForm(request.GET), page_number(request, MOST_PAGES)
    asked = form.asked
    by = asked.get("door", ChangedBy.PEOPLE.value)
    found, more = settings_changed(
        actor_of(request),
        here.organisation.id,
        by=None if by == ALL else ChangedBy(by),
        what=asked.get("soort", ""),
        words=asked.get("woorden", ""),
        page=page,
    )
    given = {"bij": str(here.organisation.id), **asked}
    empty = NOT_FOUND if asked.keys() & {"soort", "woorden"} else EMPTY[by]
    values = {
        "here": here,
        "form": form,
        "by": by,
        "tabs": [Link(label, f"?{urlencode({**given, 'door': key})}", current=key == by) for key, label in BY.items()],
        "table": _table(found, empty=empty),
        **pages_around(given, page, more=more, most=MOST_PAGES),
    }
    return render(request, "dossier/changes.html", values)


def _table(found: tuple[Changed, ...], *, empty: str) -> Table:
    columns = tuple(Column(name) for name in ("Wanneer", "Wie", "Wat", "Van", "Naar", "Terug"))
    rows = tuple(
        (
            f"{one.at.astimezone(AMSTERDAM):%-d-%-m-%Y %H.%M} uur",
            one.by or NOBODY,
            f"{one.label}: {one.about}" if one.about else one.label,
            one.before or NOTHING,
            one.after or NOTHING,
            Link("Zet terug", one.back_url) if one.back_url else "",
        )
        for one in found
    )
    return Table("Wijzigingen", columns, rows, empty=empty)
