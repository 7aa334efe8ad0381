"""Work about a draft for the team of first contact, which may look at the dossier for it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from naast.dossier import api as dossier
from naast.journeys.models import Draft
from naast.kernel.actor import Actor
from naast.kernel.types import Ref
from naast.organisations.api import team_of_first_contact
from naast.work import api as work

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def put_in_queue(
    actor: Actor,
    row: Draft,
    *,
    kind: str,
    about: Ref,
    title: str,
    due_at: datetime,
    because: str,
    purpose: str,
    look_because: StrOrPromise,
    look_until: datetime,
) -> None:
    """`because` stands in the queue; `look_because` is what the resident reads of who looks."""
    first = team_of_first_contact(row.organisation)
    team = first.id if first else None
    dossier.grant_access(
        actor,
        team=team,
        organisation=row.organisation,
        subject=row.subject,
        purpose=purpose,
        about=about,
        because=look_because,
        until=look_until,
    )
    work.add_item(
        actor,
        organisation=row.organisation,
        team=team,
        kind=kind,
        title=title,
        about=about,
        service=row.service,
        party=row.owner,
        due_at=due_at,
        because=because,
    )
