"""Who is there: from the session of a browser to an actor, and the people of the staff."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from naast.identity import models
from naast.identity.types import PERMISSIONS, Staff
from naast.kernel.actor import ANONYMOUS, Actor, ActorKind, Assignment, Assurance, Role, complete
from naast.kernel.clock import now
from naast.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Presence:
    """What a browser's session says now. `over` when it was signed in and no longer is: too long idle, or ended."""

    actor: Actor
    session: UUID | None = None
    ends_at: datetime | None = None
    last_active_at: datetime | None = None
    over: bool = False


NOBODY = Presence(ANONYMOUS)


def digest(secret: str) -> bytes:
    """How a session key or state stands in the database; the secret is long and random, so no salt."""
    return sha256(secret.encode()).digest()


def presence(session_key: str | None) -> Presence:
    """Who is signed in under this session key at this instant, with the roles and mandates of this instant."""
    if not session_key:
        return NOBODY
    row = models.OpenSession.objects.select_related("user").filter(key_digest=digest(session_key)).first()
    if row is None:
        return NOBODY
    if row.ends_at <= now() or (row.user and not row.user.is_active):
        return Presence(ANONYMOUS, over=True)
    actor = _staff_actor(row.user) if row.user else _resident_actor(row)
    return Presence(complete(actor), row.id, row.ends_at, row.last_active_at)


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
    held = models.RoleAssignment.valid_at(now()).filter(organisation=organisation).values("user")
    return _people(models.User.objects.filter(pk__in=held, is_active=True).order_by("full_name"))


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
