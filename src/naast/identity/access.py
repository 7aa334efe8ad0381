"""The only door from an administrator to colleagues and their roles. Who is signed in themselves is resolved in queries."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from naast.identity.models import RoleAssignment, User
from naast.kernel.actor import Actor, ActorKind
from naast.kernel.errors import NotFound

ASSIGN = "identity.assign_roles"


def assignments_for(actor: Actor) -> QuerySet[RoleAssignment]:
    """The roles, also those that ended, at the organisations where this actor gives them."""
    if actor.kind is ActorKind.SYSTEM:
        return RoleAssignment.objects.all()
    return RoleAssignment.objects.filter(organisation__in=actor.organisations_with(ASSIGN))


def access_assignment(actor: Actor, assignment: UUID) -> RoleAssignment:
    """A role that is held now. Raises NotFound."""
    row = assignments_for(actor).select_related("team").filter(pk=assignment, ends_at=None).first()
    if row is None:
        raise NotFound
    return row


def access_colleague(actor: Actor, user: UUID, organisation: UUID) -> User:
    """Somebody who has, or had, a role at this organisation. Raises NotFound."""
    here = assignments_for(actor).filter(organisation=organisation)
    row = User.objects.filter(pk=user, role_assignments__in=here).distinct().first()
    if row is None:
        raise NotFound
    return row
