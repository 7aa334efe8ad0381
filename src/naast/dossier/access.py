"""The only door from an actor to lines of the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db.models import F, QuerySet

from naast.dossier.models import AccessGrant, AuditLine, Chain, ChainJoin, Entry, UnusualLooks
from naast.kernel.actor import Actor
from naast.kernel.asked import asked_once
from naast.kernel.clock import now
from naast.kernel.errors import NotFound
from naast.kernel.types import Ref

SEE_CHANGES = "dossier.see_changes"
REVIEW = "dossier.audit"


def open_grant(actor: Actor, subject: UUID, organisation: UUID) -> AccessGrant | None:
    """The grant that lets this worker look now: of the team, of everybody, or the worker's own after a written reason."""
    grants = asked_once(_open_grants, subject) if actor.is_staff else ()
    return next((one for one in grants if one.organisation == organisation and _is_for(actor, one)), None)


def _open_grants(subject: UUID) -> tuple[AccessGrant, ...]:
    """All that let anybody look at this dossier now: those of teams first, the newest of each first."""
    grants = AccessGrant.objects.filter(subject=subject, ended_at=None, until__gt=now())
    return tuple(grants.order_by(F("staff").asc(nulls_first=True), "-granted_at"))


def _is_for(actor: Actor, grant: AccessGrant) -> bool:
    """Whether this worker may use the grant: their own, or that of their team or of everybody where they open dossiers."""
    if not actor.may("dossier.open", at=grant.organisation):
        return grant.staff == actor.id and actor.may("dossier.open_without_grant", at=grant.organisation)
    teams = {one.team for one in actor.assignments if one.organisation == grant.organisation}
    return grant.staff == actor.id or (grant.staff is None and grant.team in teams | {None})


def may_look(actor: Actor, subject: UUID, organisation: UUID) -> bool:
    """Whether this worker may open the dossier of this person at this organisation now, without writing a reason."""
    return open_grant(actor, subject, organisation) is not None


def access_chains(
    actor: Actor, *, subject: UUID, organisation: UUID | None = None, about: Ref | None = None
) -> Mapping[UUID, Chain]:
    """The chains of this person that this actor may read. Raises NotFound when there is no way to any.

    A resident reads the own lines of all organisations; a helper only those of a matter (`about`) that the caller has let the
    helper into; a worker those of one organisation, with a grant that is open now.
    """
    if not _may_read(actor, subject, organisation, about):
        raise NotFound
    chains = Chain.objects.filter(organisation=organisation) if organisation else Chain.objects.all()
    own = chains.filter(subject=subject)
    begun = chains.filter(subject__in=ChainJoin.objects.filter(subject=subject).values("anonymous"))
    # Each along an index: with "or" the database reads the chains of everybody.
    return {one.pk: one for one in own.union(begun)}


def _may_read(actor: Actor, subject: UUID, organisation: UUID | None, about: Ref | None) -> bool:
    if actor.is_resident:
        helps = any(one.party == subject and one.organisation in (None, actor.organisation) for one in actor.acting_for)
        return subject == actor.party or (about is not None and helps)
    return organisation is not None and may_look(actor, subject, organisation)


def access_entry(actor: Actor, entry: UUID) -> Entry:
    """One line of the actor's own dossier. Raises NotFound."""
    if not actor.is_resident or actor.party is None:
        raise NotFound
    chains = access_chains(actor, subject=actor.party)
    found = Entry.objects.select_related("chain", "content").filter(id=entry, chain__in=chains).first()
    if found is None:
        raise NotFound
    return found


def changes_for(actor: Actor, organisation: UUID) -> QuerySet[AuditLine]:
    """The audit of writes that are about no entry, at an organisation where this actor reads what was changed."""
    return AuditLine.objects.filter(entry=None, organisation__in=actor.organisations_with(SEE_CHANGES) & {organisation})


def unusual_for(actor: Actor, organisation: UUID) -> QuerySet[UnusualLooks]:
    """Unusual looks at an organisation where this actor reviews them."""
    return UnusualLooks.objects.filter(week__organisation__in=actor.organisations_with(REVIEW) & {organisation})


def access_unusual(actor: Actor, key: UUID) -> UnusualLooks:
    """Raises NotFound."""
    where = actor.organisations_with(REVIEW)
    found = UnusualLooks.objects.select_related("week").filter(id=key, week__organisation__in=where).first()
    if found is None:
        raise NotFound
    return found
