"""The accessibility statement (Besluit digitale toegankelijkheid overheid), made from what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import floor
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from naast.design.faces import lowest, read
from naast.design.types import Column, Table
from naast.identity.api import Request, public_page
from naast.openness import evidence

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MEASURES: Mapping[str, StrOrPromise] = {
    "axe": gettext_lazy("Controle door de computer op namen, koppen, volgorde en kleur"),
    "contrast": gettext_lazy("Kleur van tekst en tekens op de achtergrond, ook bij meer contrast"),
    "targets": gettext_lazy("Knoppen en links groot genoeg, op een telefoon"),
    "letters": gettext_lazy("Letters twee keer zo groot"),
    "reflow": gettext_lazy("Een heel smal scherm, of vier keer vergroot"),
    "spacing": gettext_lazy("Meer ruimte tussen letters, woorden en regels"),
}
STORIES: Mapping[str, StrOrPromise] = {
    "keyboard": gettext_lazy("Aanvragen en vragen met alleen het toetsenbord"),
    "no_script": gettext_lazy("Aanvragen, vragen en werken zonder JavaScript"),
}


@require_safe
@public_page
def accessibility(request: Request) -> HttpResponse:
    found = evidence.kept()
    values = {
        "found": found,
        "screens": found and number_format(len(found.screens)),
        "states": found and number_format(found.states),
        "to_judge": found and number_format(len(found.to_judge)),
        "measured": found and _table(found),
        "lowest": _lowest(request),
    }
    return render(request, "openness/accessibility.html", values)


def _table(found: evidence.Evidence) -> Table:
    columns = (
        Column(_("Wat we probeerden")),
        Column(_("Hoe vaak"), numeric=True),
        Column(_("Ging fout"), numeric=True),
    )
    return Table(_("De cijfers"), columns, tuple(_rows(found)))


def _rows(found: evidence.Evidence) -> Iterator[tuple[object, ...]]:
    for names, measures in ((MEASURES, found.measures), (STORIES, found.stories)):
        for key, one in measures.items():
            yield names[key], number_format(one.tried), number_format(len(one.wrong))


def _lowest(request: Request) -> str:
    """The lowest contrast between text and what lies under it, in the colours of this organisation; rounded down."""
    organisation = request.organisation
    return (
        number_format(floor(10 * lowest(organisation.theme, read(organisation.colours))) / 10, 1)
        if organisation
        else ""
    )
