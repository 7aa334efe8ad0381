"""What a case puts in the pages of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from naast.cases import api as cases
from naast.cases.types import CaseSummary, Status, Turn
from naast.identity.api import Request, staff
from naast.kernel.clock import written


@dataclass(frozen=True)
class Running:
    """One promise that stands, for the worker who has its person on the phone: what, by when, and who is at turn."""

    title: str
    url: str
    reference: str
    promised: str
    turn: str


def running_of_person(request: Request) -> Mapping[str, Any] | None:
    """What runs for the person whose dossier this page is; nothing for who sees no cases."""
    if not request.actor.organisations_with("cases.see") or request.resolver_match is None:
        return None
    found = cases.cases_of(request.actor, request.resolver_match.kwargs["party"], running=True)
    names = {one: staff(one).name for one in {case.handler for case in found} if one}
    return {"running": [_running(one, names) for one in found]}


def _running(case: CaseSummary, names: Mapping[UUID, str]) -> Running:
    return Running(
        title=case.title,
        url=reverse("cases:work", args=[case.id]),
        reference=case.reference,
        promised=written(case.promise.usual),
        turn=_turn(case, names.get(case.handler, "") if case.handler else ""),
    )


def _turn(case: CaseSummary, handler: str) -> str:
    if case.turn is Turn.RESIDENT and case.still_until:
        return f"De inwoner. Wij wachten op antwoord, tot en met {written(case.still_until)}"
    if case.status is Status.SENT or not handler:
        return "Wij. Nog niemand heeft het opgepakt"
    return f"Wij. {handler} behandelt dit"
