"""Gathering a resident's own page."""

from __future__ import annotations

from naast.cases.api import cases_of
from naast.dossier.api import timeline
from naast.journeys.api import open_drafts
from naast.kernel.actor import Actor
from naast.kernel.errors import NotFound
from naast.messages.api import messages_for
from naast.parties.api import person
from naast.portal.types import OwnPage

SHOWN = 5


def own_page(actor: Actor) -> OwnPage:
    """What this resident has, open action first. The queries are the same in number however much there is. Raises NotFound."""
    party = actor.party
    if party is None:
        raise NotFound
    running = cases_of(actor, party, running=True)
    return OwnPage(
        person=person(actor, party),
        to_answer=tuple(case for case in running if case.open_question),
        drafts=open_drafts(actor, party=party),
        running=running,
        ended=cases_of(actor, party, running=False)[:SHOWN],
        messages=messages_for(actor, party=party, limit=SHOWN),
        entries=timeline(actor, subject=party, limit=SHOWN),
    )
