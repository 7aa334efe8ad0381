"""The only door from an actor to what was asked, and to words that an organisation adds. Asking itself is public."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from naast.finding.models import AddedWords, AskedQuestion
from naast.kernel.actor import Actor
from naast.kernel.errors import Forbidden, NotFound

EDIT, PUBLISH = "catalogue.edit", "catalogue.publish"


def check_may_edit(actor: Actor, organisation: UUID) -> None:
    """Raises Forbidden."""
    if not actor.may(EDIT, at=organisation):
        raise Forbidden


def questions_for(actor: Actor, organisation: UUID) -> QuerySet[AskedQuestion]:
    """What was asked of an organisation, for its editors. Raises Forbidden."""
    check_may_edit(actor, organisation)
    return AskedQuestion.objects.filter(organisation=organisation)


def added_for(actor: Actor) -> QuerySet[AddedWords]:
    """The words added at the organisations where this actor is an editor."""
    return AddedWords.objects.filter(organisation__in=actor.organisations_with(EDIT))


def access_added(actor: Actor, added: UUID, *, lock: bool = False) -> AddedWords:
    """Raises NotFound for words of another organisation."""
    rows = added_for(actor)
    found = (rows.select_for_update() if lock else rows).filter(pk=added).first()
    if found is None:
        raise NotFound
    return found
