"""The anchors in the open: whoever keeps a copy can show later that nothing was changed before it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from naast.design.types import Column, Table
from naast.dossier.queries.anchors import anchors
from naast.kernel.clock import AMSTERDAM
from naast.kernel.errors import NotFound
from naast.kernel.guards import public_page

AT_ONCE = 100


@public_page
def published(request: HttpRequest) -> HttpResponse:
    """Newest first, as a page; with `?vorm=json` as data. `?voor=` goes on before that number."""
    shown = anchors(before=_number(request), limit=AT_ONCE)
    if request.GET.get("vorm") == "json":
        return JsonResponse({"anchors": [one.published for one in shown]})
    rows = tuple(
        (one.number, f"{one.at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}", one.lines, one.hash.hex()) for one in shown
    )
    columns = (
        Column("Nummer", numeric=True),
        Column("Moment"),
        Column("Regels", numeric=True),
        Column("Controlegetal"),
    )
    table = Table("Ankers van het dossier, nieuwste eerst", columns, rows, empty="Er is nog geen anker.")
    older = f"?voor={shown[-1].number}" if len(shown) == AT_ONCE else ""
    return render(request, "dossier/anchors.html", {"table": table, "older": older})


def _number(request: HttpRequest) -> int | None:
    text = request.GET.get("voor", "")
    if text and not (text.isascii() and text.isdigit() and len(text) < 18):
        raise NotFound
    return int(text) if text else None
