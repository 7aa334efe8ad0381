"""Who is there: from the session of a browser to an actor, and the people of the staff."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from naast.identity import models
from naast.identity.access import access_assignment, access_colleague, assignments_for
from naast.identity.types import PERMISSIONS, Colleague, HeldRole, Staff
from naast.kernel.actor import ANONYMOUS, Actor, ActorKind, Assignment, Assurance, Role, complete
from naast.kernel.clock import now
from naast.kernel.errors import NotFound
from naast.kernel.rows import only


@dataclass(frozen=True, slots=True)
class Presence:
    """What a browser's session says now. `over` when it was signed in and no longer is: too long idle, or ended."""

    actor: Actor
    name: str = ""  # of a member of staff
    session: UUID | None = None
    ends_at: datetime | None = None
    last_active_at: datetime | None = None
    over: bool = False


NOBODY = Presence(ANONYMOUS)


def digest(secret: str) -> bytes:
    """How a session key or state stands in the database: under NAAST_SECRET_KEY, so that a new one signs everybody out."""
    return hmac.digest(settings.SECRET_KEY.encode(), secret.encode(), "sha256")


def presence(session_key: str | None) -> Presence:
    """Who is signed in under this session key at this instant, with the roles and mandates of this instant."""
    if not session_key:
        return NOBODY
    row = only(models.OpenSession.objects.select_related("user").filter(key_digest=digest(session_key)))
    if row is None:
        return NOBODY
    if row.ends_at <= now() or (row.user and not row.user.is_active):
        return Presence(ANONYMOUS, over=True)
    actor = _staff_actor(row.user) if row.user else _resident_actor(row)
    name = row.user.full_name if row.user else ""
    return Presence(complete(actor), name, row.id, row.ends_at, row.last_active_at)


def _resident_actor(row: models.OpenSession) -> Actor:
    return Actor(kind=ActorKind.RESIDENT, party=row.party, assurance=Assurance(row.assurance))


def _staff_actor(user: models.User) -> Actor:
    assignments = _assignments([user.id])[user.id]
    return Actor(
        kind=ActorKind.AGENT,
        id=user.id,
        assignments=assignments,
        permissions=frozenset((one.organisation, name) for one in assignments for name in permissions_of(one.role)),
    )


def permissions_of(role: Role) -> frozenset[str]:
    """All that the table gives this role."""
    return frozenset(name for name, roles in PERMISSIONS.items() if role in roles)


def staff_actor(user_id: UUID) -> Actor:
    """The actor a member of staff is now, for commands and jobs that act in their name. Raises NotFound."""
    return complete(_staff_actor(_active(user_id)))


def staff(user_id: UUID) -> Staff:
    """A member of staff, also one who left: dossiers go on naming them. Raises NotFound."""
    row = models.User.objects.filter(pk=user_id).first()
    if row is None:
        raise NotFound
    return _people([row])[0]


def staff_by_email(email: str) -> Staff | None:
    row = models.User.objects.filter(email=email.lower()).first()
    return _people([row])[0] if row else None


def colleagues(organisation: UUID) -> tuple[Staff, ...]:
    """Everybody who has a role at this organisation now, by name."""
    return _holders(models.RoleAssignment.valid_at(now()).filter(organisation=organisation))


def who_may(permission: str, organisation: UUID) -> tuple[Staff, ...]:
    """Everybody whose role at this organisation gives the permission now, by name."""
    roles = models.RoleAssignment.valid_at(now()).filter(organisation=organisation, role__in=PERMISSIONS[permission])
    return _holders(roles)


def _holders(roles: QuerySet[models.RoleAssignment]) -> tuple[Staff, ...]:
    """Who holds one of these roles, by name, with all their teams. One query."""
    held = models.RoleAssignment.valid_at(now()).filter(user__in=roles.values("user"), user__is_active=True)
    teams: dict[models.User, set[UUID]] = {}
    for row in held.select_related("user").order_by("user__full_name", "user"):
        teams.setdefault(row.user, set()).update({row.team_id} if row.team_id else ())
    return tuple(Staff(row.id, row.full_name, row.email, frozenset(those)) for row, those in teams.items())


def _people(rows: Iterable[models.User]) -> tuple[Staff, ...]:
    rows = list(rows)
    held = _assignments([row.id for row in rows])
    return tuple(
        Staff(row.id, row.full_name, row.email, frozenset(one.team for one in held[row.id] if one.team)) for row in rows
    )


def _assignments(users: list[UUID]) -> dict[UUID, frozenset[Assignment]]:
    held: dict[UUID, set[Assignment]] = {user: set() for user in users}
    for row in models.RoleAssignment.valid_at(now()).filter(user__in=users):
        held[row.user_id].add(Assignment(row.organisation_id, Role(row.role), row.team_id))
    return {user: frozenset(those) for user, those in held.items()}


def _active(user_id: UUID) -> models.User:
    row = models.User.objects.filter(pk=user_id, is_active=True).first()
    if row is None:
        raise NotFound
    return row


PEOPLE_AT_ONCE = 50


def people_at(
    actor: Actor, organisation: UUID, *, words: str = "", left: bool = False, page: int = 1
) -> tuple[tuple[Colleague, ...], bool]:
    """Who has a role here now, or had one and `left`, by name; and whether there are more. Each word is in name or address."""
    roles = assignments_for(actor).filter(organisation=organisation)
    here = Q(pk__in=roles.filter(ends_at=None).values("user"))
    found = models.User.objects.filter(Q(pk__in=roles.values("user")) & (~here if left else here))
    for word in words.split():
        found = found.filter(Q(full_name__icontains=word) | Q(email__icontains=word))
    first = (page - 1) * PEOPLE_AT_ONCE
    rows = list(found.order_by("full_name", "id")[first : first + PEOPLE_AT_ONCE + 1])
    held = _roles(roles.filter(user__in=rows))
    people = tuple(Colleague(row.id, row.full_name, row.email, held.get(row.id, ())) for row in rows)
    return people[:PEOPLE_AT_ONCE], len(people) > PEOPLE_AT_ONCE


def colleague(actor: Actor, user: UUID, *, organisation: UUID) -> Colleague:
    """Somebody with all roles they have and had here. Raises NotFound."""
    row = access_colleague(actor, user, organisation)
    held = _roles(assignments_for(actor).filter(organisation=organisation, user=user))
    return Colleague(row.id, row.full_name, row.email, held.get(row.id, ()))


def role_of_colleague(actor: Actor, assignment: UUID) -> tuple[Colleague, HeldRole, UUID]:
    """A role that is held now, whose it is and at which organisation. Raises NotFound."""
    row = access_assignment(actor, assignment)
    whose = colleague(actor, row.user_id, organisation=row.organisation_id)
    return whose, _held_role(row), row.organisation_id


def role_to_give_back(actor: Actor, assignment: UUID) -> tuple[Colleague, HeldRole, UUID | None, UUID]:
    """A role that ended, whose it was, in which team and at which organisation. Raises NotFound."""
    row = _ended_for(actor).filter(pk=assignment).first()
    if row is None:
        raise NotFound
    whose = colleague(actor, row.user_id, organisation=row.organisation_id)
    return whose, _held_role(row), row.team_id, row.organisation_id


def _ended_for(actor: Actor) -> QuerySet[models.RoleAssignment]:
    """What this actor could give again: roles of who still works here, but never one's own."""
    ended = assignments_for(actor).exclude(ends_at=None).filter(user__is_active=True)
    return ended.exclude(user=actor.id).select_related("team", "user")


def held_among(actor: Actor, assignments: Sequence[UUID]) -> list[UUID]:
    """Which of these are held now, where this actor gives and takes them."""
    return list(assignments_for(actor).filter(pk__in=assignments, ends_at=None).values_list("pk", flat=True))


def ended_among(actor: Actor, assignments: Sequence[UUID]) -> list[UUID]:
    """Which of these ended, and nobody gave again."""
    ended = list(_ended_for(actor).filter(pk__in=assignments))
    again = models.RoleAssignment.objects.filter(user__in={row.user_id for row in ended}, ends_at=None)
    held = set(again.values_list("user", "organisation", "role", "team"))
    return [row.pk for row in ended if (row.user_id, row.organisation_id, row.role, row.team_id) not in held]


def names_of_staff(users: Sequence[UUID]) -> Mapping[UUID, str]:
    return dict(models.User.objects.filter(pk__in=users).values_list("pk", "full_name"))


def names_at(organisation: UUID) -> Mapping[UUID, str]:
    """Everybody who has a role at this organisation now."""
    return {one.id: one.name for one in colleagues(organisation)}


def names_of_role_holders(assignments: Sequence[UUID]) -> Mapping[UUID, str]:
    return dict(models.RoleAssignment.objects.filter(pk__in=assignments).values_list("pk", "user__full_name"))


def _roles(rows: QuerySet[models.RoleAssignment]) -> Mapping[UUID, tuple[HeldRole, ...]]:
    found: dict[UUID, list[HeldRole]] = {}
    for row in rows.select_related("team").order_by("-starts_at", "-id"):
        found.setdefault(row.user_id, []).append(_held_role(row))
    return {user: tuple(roles) for user, roles in found.items()}


def _held_role(row: models.RoleAssignment) -> HeldRole:
    return HeldRole(row.id, Role(row.role), row.team.name if row.team else "", row.starts_at, row.ends_at)
