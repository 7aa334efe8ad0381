"""Staff and their roles: joining, a role that starts and ends, leaving."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from naast.dossier import api as dossier
from naast.identity import models
from naast.identity.access import ASSIGN, access_assignment
from naast.identity.actions.sessions import end_sessions_of_user
from naast.identity.events import RoleAssigned, RoleEnded
from naast.identity.types import ADMINISTRATOR, role_in_words
from naast.kernel.actor import Actor, ActorKind, Role
from naast.kernel.clock import now
from naast.kernel.errors import Forbidden, NotFound, Refused
from naast.kernel.events import announce
from naast.kernel.types import Ref
from naast.organisations import api as organisations

OWN_ROLE = "Uw eigen laatste beheerdersrol kunt u niet weghalen. Vraag het een andere beheerder."
OWN_ACCESS = "Uw eigen toegang kunt u niet stoppen. Vraag het een andere beheerder."
ELSEWHERE = "Diegene werkt ook voor een andere organisatie. Haal hier de rollen weg, of vraag het de beheerder daar."
NO_LONGER = "U bent zelf geen beheerder meer. Een collega haalde die rol net weg."


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
def bring_in(
    actor: Actor, *, email: str, full_name: str, organisation: UUID, role: Role, team: UUID | None = None
) -> UUID:
    """A first role for somebody: new, or known by this address from another organisation, who keeps the name they have.

    Raises Forbidden, NotFound or Refused.
    """
    known = models.User.objects.filter(email=email.strip().lower()).first()
    if known and known.pk == actor.id:
        raise Refused("Dit is uw eigen adres. Een rol voor uzelf vraagt u aan een andere beheerder.")
    if known and not known.is_active:
        raise Refused("Wie dit adres had, is uit dienst. Vul het adres in dat diegene nu heeft.")
    user = known.pk if known else create_staff(actor, email=email, full_name=full_name)
    assign(actor, user=user, organisation=organisation, role=role, team=team)
    return user


@transaction.atomic
def forget_account(actor: Actor, *, user: UUID, organisation: UUID) -> bool:
    """The next who signs in with this person's verified address is them: after another provider, or a new account there.

    Whatever is open with the old account ends. Whether there was one. For the operator only: an administrator who may bring
    in an address from another organisation would else decide whose it is now. Raises Forbidden.
    """
    _require_operator(actor)
    if not models.User.objects.filter(pk=user, provider_subject__isnull=False).update(provider_subject=None):
        return False
    dossier.audit(actor, organisation=organisation, what="identity.account_forgotten", about=Ref("user", user))
    end_sessions_of_user(user)
    return True


@transaction.atomic
def take_back(actor: Actor, *, user: UUID, organisation: UUID) -> bool:
    """Who was put out of service by mistake may be given roles again. Whether they were out. Raises Forbidden."""
    _require_operator(actor)
    if not models.User.objects.filter(pk=user, is_active=False).update(is_active=True):
        return False
    dossier.audit(actor, organisation=organisation, what="identity.staff_returned", about=Ref("user", user))
    return True


def _require_operator(actor: Actor) -> None:
    if actor.kind is not ActorKind.SYSTEM:
        raise Forbidden


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
        about = Ref("role", row.id)
        dossier.audit(
            actor, organisation=organisation, what="identity.role_assigned", about=about, after=_in_words(row)
        )
        announce(RoleAssigned(user=user, organisation=organisation, role=role.value))
    return row.id


@transaction.atomic
def end_assignment(actor: Actor, *, assignment: UUID) -> None:
    """End a role from this instant on, and whatever they have open: who keeps other roles signs in again with those.

    Raises Forbidden, NotFound, or Refused where an organisation would be left without an administrator.
    """
    if actor.kind is not ActorKind.SYSTEM and not actor.organisations_with(ASSIGN):
        raise Forbidden
    row = access_assignment(actor, assignment)
    if row.role == ADMINISTRATOR:
        _check_another_stays(actor, row)
    if not _end(actor, row):
        raise NotFound  # a colleague was faster
    end_sessions_of_user(row.user_id)


@transaction.atomic
def disable_staff(actor: Actor, *, user: UUID) -> None:
    """Somebody leaves: signed out everywhere at the next request, without roles, and cannot sign in again.

    Raises Forbidden, NotFound, or Refused for oneself, for who works elsewhere too, and for who is no administrator any more.
    """
    held = set(models.RoleAssignment.valid_at(now()).filter(user=user).values_list("organisation", flat=True))
    if actor.kind is not ActorKind.SYSTEM:
        _check_may_disable(actor, user, held)
    if not models.User.objects.filter(pk=user).update(is_active=False):
        raise NotFound
    where: set[UUID | None] = {*held} or {None}
    for organisation in where:
        dossier.audit(actor, organisation=organisation, what="identity.staff_disabled", about=Ref("user", user))
    for row in models.RoleAssignment.objects.select_related("team").filter(user=user, ends_at=None):
        _end(actor, row)
    end_sessions_of_user(user)


def _check_may_assign(actor: Actor, organisation: UUID, user: UUID) -> None:
    """Nobody gives a role to themselves: two people are needed for that."""
    if actor.kind is ActorKind.SYSTEM:
        return
    if not actor.may(ASSIGN, at=organisation) or actor.id == user:
        raise Forbidden


def _check_may_disable(actor: Actor, user: UUID, held: set[UUID]) -> None:
    ours = actor.organisations_with(ASSIGN)
    if not held & ours:
        raise Forbidden
    if user == actor.id:
        raise Refused(OWN_ACCESS)
    if not held <= ours:
        raise Refused(ELSEWHERE)
    for row in models.RoleAssignment.objects.filter(user=user, role=ADMINISTRATOR, ends_at=None).order_by("id"):
        _check_another_stays(actor, row)


def _check_another_stays(actor: Actor, row: models.RoleAssignment) -> None:
    """Who takes the role stays administrator. Two who take each other's at the same moment wait here for each other."""
    if actor.kind is ActorKind.SYSTEM:
        return
    held = models.RoleAssignment.objects.select_for_update().filter(
        organisation=row.organisation_id, role=ADMINISTRATOR, ends_at=None
    )
    if not any(one.user_id == actor.id and one.pk != row.pk for one in held.order_by("id")):
        raise Refused(OWN_ROLE if row.user_id == actor.id else NO_LONGER)


def _end(actor: Actor, row: models.RoleAssignment) -> bool:
    """Whether this ended the role: somebody may have been faster."""
    if not models.RoleAssignment.objects.filter(pk=row.pk, ends_at=None).update(ends_at=now()):
        return False
    about = Ref("role", row.id)
    dossier.audit(
        actor, organisation=row.organisation_id, what="identity.role_ended", about=about, before=_in_words(row)
    )
    announce(RoleEnded(user=row.user_id, organisation=row.organisation_id, role=row.role))
    return True


def _in_words(row: models.RoleAssignment) -> str:
    return role_in_words(Role(row.role), row.team.name if row.team else "")
