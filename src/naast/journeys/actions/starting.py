"""Starting a journey, and making one yours that you began without signing in."""

from __future__ import annotations

from collections.abc import Set
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from naast.catalogue import api as catalogue
from naast.dossier import api as dossier
from naast.journeys.access import START_FOR_OTHERS
from naast.journeys.actions.change import locked_draft, note, person_behind, require_open
from naast.journeys.events import DraftStarted
from naast.journeys.models import Draft
from naast.journeys.queries.drafts import view_of
from naast.journeys.queries.matters import journey_of
from naast.journeys.types import DraftView, Identified
from naast.kernel.actor import SYSTEM, Actor, Assurance
from naast.kernel.clock import now
from naast.kernel.errors import Forbidden, NotFound, Refused, SignInNeeded
from naast.kernel.events import announce
from naast.parties import api as parties
from naast.parties.types import Lane


@transaction.atomic
def start(
    actor: Actor,
    *,
    organisation: UUID,
    slug: str,
    owner: UUID | None = None,
    lane: Lane | None = None,
    identified: Identified = Identified.KNOWN,
) -> DraftView:
    """Begin what a service asks, pinned to its version of now; `lane` for this matter, else the person's own.

    `identified` is how a worker knows who the owner is. Raises NotFound, SignInNeeded or Forbidden.
    """
    package = catalogue.current(organisation, slug)
    if "journey" not in package.sections:
        raise NotFound
    if closed := catalogue.why_paused(organisation, slug):
        raise Refused(closed)
    require_level(actor, level_of(package.sections))
    whose = _owner(actor, organisation, slug, owner)
    row = Draft(
        organisation=organisation,
        service=slug,
        version=package.id,
        owner=whose,
        author=person_behind(actor),
        lane=lane or _lane(actor, whose),
        kept_until=now() + timedelta(days=journey_of(package.id).keep_days),
    )
    row.save(force_insert=True)
    begun = "started-seen" if actor.is_staff and whose and identified is Identified.DOCUMENT else "started"
    note(actor, row, begun, title=catalogue.in_language(package.sections["service"]["title"]))
    announce(DraftStarted(draft=row.pk, organisation=organisation, service=slug))
    return view_of(row)


def _owner(actor: Actor, organisation: UUID, slug: str, owner: UUID | None) -> UUID | None:
    """For whom it is. A worker says for whom, of those whose dossier is open to the worker here; a resident acts for herself,
    or for who gave her a mandate."""
    if actor.is_staff:
        if not actor.may(START_FOR_OTHERS, at=organisation):
            raise Forbidden
        if owner is not None and not dossier.may_look(actor, owner, organisation):
            raise NotFound
        return owner
    whose = owner or actor.party
    if whose is not None and whose not in actor.parties(slug):
        raise NotFound
    return whose


def _lane(actor: Actor, whose: UUID | None) -> Lane:
    """How the owner likes to do things. A worker must be let in to the person; a resident was, by the mandate."""
    if whose is None:
        return Lane.FAST
    return parties.person(actor if actor.is_staff else SYSTEM, whose).lane


def level_of(sections: object) -> Assurance:
    """How sure we must be who asks for this service."""
    return Assurance[sections["service"]["level"].upper()]  # type: ignore[index]


def require_level(actor: Actor, level: Assurance) -> None:
    """Raises SignInNeeded for who did not sign in surely enough. A worker is known otherwise."""
    if not actor.is_staff and actor.assurance < level:
        raise SignInNeeded(level)


def claim(actor: Actor, draft: UUID, *, held: Set[UUID]) -> None:
    """Make a draft yours that this browser began before you signed in. Twice is once. Raises NotFound, Refused."""
    with locked_draft(actor, draft, held) as row:
        if row.owner is not None:
            return
        if actor.party is None:
            raise SignInNeeded(Assurance.LOW)
        require_open(row)
        row.owner = actor.party
        row.author = row.author or actor.party
        row.save(update_fields=["owner", "author"])
        dossier.join(actor, anonymous=row.pk, subject=actor.party, organisation=row.organisation)
