"""The only door from an actor to lines of the dossier."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, Q, QuerySet

from naast.dossier.models import AccessGrant, ChainJoin, Entry
from naast.dossier.types import chain_id
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.errors import NotFound
from naast.kernel.types import Ref


def open_grant(actor: Actor, subject: UUID, organisation: UUID) -> AccessGrant | None:
    """The grant that lets this worker look now: of the team, of everybody, or the worker's own after a written reason."""
    if not actor.is_staff or not actor.may("dossier.open", at=organisation):
        return None
    teams = {one.team for one in actor.assignments if one.organisation == organisation}
    theirs = Q(staff=actor.id) | Q(staff=None, team=None) | Q(staff=None, team__in=[team for team in teams if team])
    grants = AccessGrant.objects.filter(theirs, subject=subject, organisation=organisation, ended_at=None)
    return grants.filter(until__gt=now()).order_by(F("staff").asc(nulls_first=True), "-granted_at").first()


def may_look(actor: Actor, subject: UUID, organisation: UUID) -> bool:
    """Whether this worker may open the dossier of this person at this organisation now, without writing a reason."""
    return open_grant(actor, subject, organisation) is not None


def access_entries(
    actor: Actor, *, subject: UUID, organisation: UUID | None = None, about: Ref | None = None
) -> QuerySet[Entry]:
    """The entries of this person that this actor may read. Raises NotFound when there is no way to any.

    A resident reads the own lines of all organisations; a helper only those of a matter (`about`) that the caller has let the
    helper into; a worker those of one organisation, with a grant that is open now.
    """
    if (actor.is_resident and subject == actor.party) or (actor.is_resident and about and subject in actor.parties()) or (
        organisation and may_look(actor, subject, organisation)
    ):
        found = _entries_of(subject, organisation)
    else:
        raise NotFound
    return found.filter(about=str(about)) if about else found


def _entries_of(subject: UUID, organisation: UUID | None) -> QuerySet[Entry]:
    subjects = [subject, *ChainJoin.objects.filter(subject=subject).values_list("anonymous", flat=True)]
    entries = Entry.objects.select_related("chain", "content")
    if organisation:
        return entries.filter(chain_id__in=[chain_id(one, organisation) for one in subjects])
    return entries.filter(chain__subject__in=subjects)


def access_entry(actor: Actor, entry: UUID) -> Entry:
    """One line of the actor's own dossier. Raises NotFound."""
    if not actor.is_resident or actor.party is None:
        raise NotFound
    found = access_entries(actor, subject=actor.party).filter(id=entry).first()
    if found is None:
        raise NotFound
    return found
