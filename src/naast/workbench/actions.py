"""A worker keeps a way of looking at the queue, and takes it away again."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from naast.dossier.api import audit
from naast.kernel.actor import Actor
from naast.kernel.errors import Forbidden, Refused
from naast.kernel.types import Ref
from naast.workbench.access import access_view, views_of
from naast.workbench.models import SavedView

MOST = 12  # more is a list to look through, which is what a view should save


@transaction.atomic
def keep_view(actor: Actor, *, name: str, asked: Mapping[str, str]) -> UUID:
    """Keep these filters under a name; under a name that exists they take the place of what was there. Raises Refused."""
    if not actor.is_staff or actor.id is None:
        raise Forbidden
    known = views_of(actor).select_for_update()
    if len(known) >= MOST and name not in {one.name for one in known}:
        raise Refused(f"U heeft al {MOST} weergaven. Haal er eerst een weg.")
    row, _new = SavedView.objects.update_or_create(staff=actor.id, name=name, defaults={"asked": dict(asked)})
    audit(actor, organisation=actor.organisation, what="workbench.view_kept", about=Ref("view", row.pk))
    return row.pk


@transaction.atomic
def remove_view(actor: Actor, view: UUID) -> None:
    """Raises NotFound."""
    row = access_view(actor, view)
    audit(actor, organisation=actor.organisation, what="workbench.view_removed", about=Ref("view", row.pk))
    row.delete()
