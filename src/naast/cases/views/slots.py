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
from naast.kernel.clock import today, written
from naast.messages.api import messages_for

LAST = 3  # messages: what somebody on the phone asks about


@dataclass(frozen=True)
class Running:
    """One thing that runs, for the worker who has its person on the phone: what, when as a rule, and who is at turn."""

    title: str
    url: str
    reference: str
    usual: str
    turn: str
    next_step: str
    say: str  # to the person on the phone


def running_of_person(request: Request) -> Mapping[str, Any] | None:
    """What runs for the person whose dossier this page is; nothing for who sees no cases."""
    if not request.actor.organisations_with("cases.see") or request.resolver_match is None:
        return None
    party = request.resolver_match.kwargs["party"]
    found = cases.cases_of(request.actor, party, running=True)
    names = {one: staff(one).name for one in {case.handler for case in found} if one}
    last = messages_for(request.actor, party=party, limit=LAST)
    return {"running": [_running(one, names) for one in found], "messages": last}


def _running(case: CaseSummary, names: Mapping[UUID, str]) -> Running:
    handler = names.get(case.handler, "") if case.handler else ""
    return Running(
        title=case.title,
        url=reverse("cases:work", args=[case.id]),
        reference=case.reference,
        usual=written(case.promise.usual),
        turn=_turn(case, handler),
        next_step=case.next_step,
        say=_say(case, handler),
    )


def _say(case: CaseSummary, handler: str) -> str:
    """An answer to "how is it going?" that holds, and promises nothing new."""
    usual = written(case.promise.usual)
    if case.still_until:
        return f"We hebben nog iets van u nodig, graag uiterlijk {written(case.still_until)}. De vraag staat bij uw berichten."
    if case.promise.usual < today():
        return f"U zou het op {usual} horen. Dat is ons niet gelukt. Sorry daarvoor. Ik vraag na hoe het staat."
    if not handler:
        return f"Uw aanvraag is binnen. Meestal hoort u het op {usual}."
    return f"{handler} is ermee bezig. Meestal hoort u het op {usual}."


def _turn(case: CaseSummary, handler: str) -> str:
    if case.turn is Turn.RESIDENT and case.still_until:
        return f"De inwoner. Wij wachten op antwoord, tot en met {written(case.still_until)}"
    if case.status is Status.SENT or not handler:
        return "Wij. Nog niemand heeft het opgepakt"
    return f"Wij. {handler} behandelt dit"
