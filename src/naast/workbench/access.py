"""The only door from a worker to what workers keep."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from naast.kernel.actor import Actor
from naast.kernel.errors import NotFound
from naast.workbench.models import SavedView


def views_of(actor: Actor) -> QuerySet[SavedView]:
    """The worker's own, and nobody else's."""
    return SavedView.objects.filter(staff=actor.id) if actor.is_staff and actor.id else SavedView.objects.none()


def access_view(actor: Actor, view: UUID) -> SavedView:
    """Raises NotFound."""
    row = views_of(actor).filter(pk=view).first()
    if row is None:
        raise NotFound
    return row
