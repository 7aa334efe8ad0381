"""Staff and their roles: joining, a role that starts and ends, leaving."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from naast.dossier import api as dossier
from naast.identity import models
from naast.identity.actions.sessions import end_sessions_of_user
from naast.identity.events import RoleAssigned, RoleEnded
from naast.kernel.actor import Actor, ActorKind, Role
from naast.kernel.clock import now
from naast.kernel.errors import Forbidden, NotFound, Refused
from naast.kernel.events import announce
from naast.kernel.types import Ref
from naast.organisations import api as organisations

ASSIGN = "identity.assign_roles"


@transaction.atomic
def create_staff(actor: Actor, *, email: str, full_name: str) -> UUID:
    """A member of staff, who may do nothing until a role is assigned. Raises Forbidden or Refused."""
    if actor.kind is not ActorKind.SYSTEM and not actor.organisations_with(ASSIGN):
        raise Forbidden
    user = models.User(email=email.strip().lower(), full_name=full_name)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise Refused(_("Er is al een medewerker met dit e-mailadres.")) from None
    return user.id


@transaction.atomic
def assign(actor: Actor, *, user: UUID, organisation: UUID, role: Role, team: UUID | None = None) -> UUID:
    """Give a role at one organisation, in one of its teams; the same role again changes nothing. Raises Forbidden or NotFound."""
    _check_may_assign(actor, organisation, user)
    if not models.User.objects.filter(pk=user, is_active=True).exists():
        raise NotFound
    if team and organisations.team(team).organisation != organisation:
        raise NotFound
    row, is_new = models.RoleAssignment.objects.get_or_create(
        user_id=user,
        organisation_id=organisation,
        role=role.value,
        team_id=team,
        ends_at=None,  # type: ignore[misc]  # looked up as IS NULL
    )
    if is_new:
        dossier.audit(actor, organisation=organisation, what="identity.role_assigned", about=Ref("role", row.id))
        announce(RoleAssigned(user=user, organisation=organisation, role=role.value))
    return row.id


@transaction.atomic
def end_assignment(actor: Actor, *, assignment: UUID) -> None:
    """End a role from this instant on; it holds no longer at the next request. Raises Forbidden or NotFound."""
    row = models.RoleAssignment.objects.select_for_update().filter(pk=assignment, ends_at=None).first()
    if row is None:
        raise NotFound
    _check_may_assign(actor, row.organisation_id, row.user_id)
    row.ends_at = now()
    row.save(update_fields=["ends_at"])
    dossier.audit(actor, organisation=row.organisation_id, what="identity.role_ended", about=Ref("role", row.id))
    announce(RoleEnded(user=row.user_id, organisation=row.organisation_id, role=row.role))


@transaction.atomic
def disable_staff(actor: Actor, *, user: UUID) -> None:
    """Somebody leaves: signed out everywhere at the next request, and cannot sign in again. Raises Forbidden or NotFound."""
    held = set(models.RoleAssignment.valid_at(now()).filter(user=user).values_list("organisation", flat=True))
    if actor.kind is not ActorKind.SYSTEM and not (held and held <= actor.organisations_with(ASSIGN)):
        raise Forbidden
    if not models.User.objects.filter(pk=user).update(is_active=False):
        raise NotFound
    for organisation in held:
        dossier.audit(actor, organisation=organisation, what="identity.staff_disabled", about=Ref("user", user))
    end_sessions_of_user(user)


def _check_may_assign(actor: Actor, organisation: UUID, user: UUID) -> None:
    """Nobody gives a role to themselves: two people are needed for that."""
    if actor.kind is ActorKind.SYSTEM:
        return
    if not actor.may(ASSIGN, at=organisation) or actor.id == user:
        raise Forbidden
