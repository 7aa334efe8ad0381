"""Making and changing organisations and their teams."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from naast.kernel.actor import Actor, ActorKind
from naast.kernel.clock import now
from naast.kernel.errors import Forbidden, NotFound
from naast.kernel.events import announce
from naast.organisations import models
from naast.organisations.events import LanguageChosen, OrganisationChanged
from naast.organisations.queries import REACH
from naast.organisations.types import OrganisationKind, Phone, Reach, Tone

CHANGE = "organisations.change"


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
    tone: Tone | None = None,
    phone: Phone | None = None,
    reach: Reach | None = None,
    switched_off: Iterable[str] | None = None,
) -> None:
    """Change what is given, leave the rest. Raises Forbidden or NotFound."""
    _check_may_change(actor, organisation)
    changes: dict[str, Any] = {"name": name, "theme": theme, "tone": tone}
    if phone:
        changes |= {"phone_number": phone.number, "phone_display": phone.display}
    if reach:
        changes["reach"] = REACH.dump_python(reach, mode="json")
    if switched_off is not None:
        changes["switched_off"] = sorted(switched_off)
    given = {field: value for field, value in changes.items() if value is not None}
    if not models.Organisation.objects.filter(pk=organisation).update(**given, changed_at=now()):
        raise NotFound
    announce(OrganisationChanged(organisation=organisation))


@transaction.atomic
def create_team(actor: Actor, *, organisation: UUID, name: str, phone: str = "", first_contact: bool = False) -> UUID:
    """A team at this organisation. Raises Forbidden."""
    _check_may_change(actor, organisation)
    row = models.Team.objects.create(organisation_id=organisation, name=name, phone=phone, first_contact=first_contact)
    announce(OrganisationChanged(organisation=organisation))
    return row.id


@transaction.atomic
def choose_language(actor: Actor, *, organisation: UUID, language: str) -> None:
    """Remember how we speak with somebody we know; for others the cookie is all there is."""
    if actor.party:
        announce(LanguageChosen(party=actor.party, organisation=organisation, language=language))


def _check_may_change(actor: Actor, organisation: UUID) -> None:
    if actor.kind is not ActorKind.SYSTEM and not actor.may(CHANGE, at=organisation):
        raise Forbidden
