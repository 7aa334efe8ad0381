"""Making and changing organisations and their teams."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from naast.design.faces import read, unreadable
from naast.kernel.actor import Actor, ActorKind
from naast.kernel.clock import now
from naast.kernel.errors import Forbidden, NotFound, Refused, Stale
from naast.kernel.events import announce
from naast.organisations import models
from naast.organisations.access import access_change, check_may_change
from naast.organisations.events import LanguageChosen, OrganisationChanged
from naast.organisations.queries import REACH, still_stands
from naast.organisations.types import OrganisationKind, Phone, Reach, Tone


@transaction.atomic
def create_organisation(
    actor: Actor,
    *,
    slug: str,
    name: str,
    kind: OrganisationKind,
    theme: str,
    tone: Tone,
    phone: Phone,
    code: str = "",
    reach: Reach | None = None,
    host: str | None = None,
    invented: bool = False,
) -> UUID:
    """A new public body in this installation; only the system itself (a command) makes one. Raises Forbidden."""
    if actor.kind is not ActorKind.SYSTEM:
        raise Forbidden
    row = models.Organisation.objects.create(
        slug=slug,
        name=name,
        kind=kind,
        code=code,
        theme=theme,
        tone=tone,
        phone_number=phone.number,
        phone_display=phone.display,
        reach=REACH.dump_python(reach or Reach(), mode="json"),
        host=host,
        invented=invented,
        changed_at=now(),
    )
    announce(OrganisationChanged(organisation=row.id))
    return row.id


@transaction.atomic
def change_organisation(
    actor: Actor,
    *,
    organisation: UUID,
    name: str | None = None,
    theme: str | None = None,
    colours: str | None = None,
    tone: Tone | None = None,
    phone: Phone | None = None,
    reach: Reach | None = None,
    switched_off: Iterable[str] | None = None,
    seen: datetime | None = None,
) -> None:
    """Change what is given, leave the rest; the same again changes nothing. `seen` is when what the actor saw was changed.

    Raises Forbidden, NotFound, Refused when theme and colours together cannot be read, or Stale when a colleague changed
    something since.
    """
    check_may_change(actor, organisation)
    changes: dict[str, Any] = {"name": name, "theme": theme, "colours": colours, "tone": tone}
    if phone:
        changes |= {"phone_number": phone.number, "phone_display": phone.display}
    if reach:
        changes["reach"] = REACH.dump_python(reach, mode="json")
    if switched_off is not None:
        changes["switched_off"] = sorted(switched_off)
    row = _locked(organisation)
    if seen and row.changed_at != seen:
        raise Stale("Een collega veranderde hier net iets. Kijk wat er nu staat, en doe het dan opnieuw.")
    _change(actor, row, {field: value for field, value in changes.items() if value is not None})


@transaction.atomic
def put_back(actor: Actor, change: UUID) -> None:
    """Undo a change: what was before it stands again, where that is still as it made it. That is a change too.

    Raises NotFound, or Stale when the same was changed again since.
    """
    wanted = access_change(actor, change)
    row = _locked(wanted.organisation_id)
    if not still_stands(wanted, row):
        raise Stale("Dit is daarna nog eens veranderd. Zet eerst die wijziging terug.")
    _change(actor, row, wanted.before)


def _locked(organisation: UUID) -> models.Organisation:
    row = models.Organisation.objects.select_for_update().filter(pk=organisation).first()
    if row is None:
        raise NotFound
    return row


def _change(actor: Actor, row: models.Organisation, given: Mapping[str, Any]) -> None:
    """Write what differs, keep what it was, and tell the house."""
    before = {field: getattr(row, field) for field, value in given.items() if getattr(row, field) != value}
    if not before:
        return
    after = {field: given[field] for field in before}
    for field, value in after.items():
        setattr(row, field, value)
    if unreadable(row.theme, read(row.colours)):
        raise Refused("Met deze kleuren kan niet iedereen de site lezen. Bekijk bij Kleuren welke anders moeten.")
    row.changed_at = now()
    row.save(update_fields=[*after, "changed_at"])
    change = row.changes.create(
        at=row.changed_at, actor_kind=str(actor.kind), actor=actor.id, before=before, after=after
    )
    announce(OrganisationChanged(organisation=row.pk, change=change.pk))


@transaction.atomic
def create_team(actor: Actor, *, organisation: UUID, name: str, phone: str = "", first_contact: bool = False) -> UUID:
    """A team at this organisation. Raises Forbidden."""
    check_may_change(actor, organisation)
    row = models.Team.objects.create(organisation_id=organisation, name=name, phone=phone, first_contact=first_contact)
    announce(OrganisationChanged(organisation=organisation))
    return row.id


@transaction.atomic
def choose_language(actor: Actor, *, organisation: UUID, language: str) -> None:
    """Remember how we speak with somebody we know; for others the cookie is all there is."""
    if actor.party:
        announce(LanguageChosen(party=actor.party, organisation=organisation, language=language))
