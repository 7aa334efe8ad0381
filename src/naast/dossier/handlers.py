"""What the dossier does when something below it changes."""

from __future__ import annotations

from naast.dossier.actions.lines import audit
from naast.kernel.actor import Actor, ActorKind
from naast.kernel.types import Ref
from naast.organisations import api as organisations
from naast.organisations.events import OrganisationChanged


def audit_organisation(event: OrganisationChanged) -> None:
    """A line for each setting that changed: organisations lie below the audit and only tell."""
    if event.change is None:
        return
    change = organisations.change_in_words(event.change)
    actor, about = Actor(kind=ActorKind(change.actor_kind), id=change.by), Ref("organisation-change", change.id)
    for key, before, after in change.settings:
        what = f"organisations.{key}"
        audit(actor, organisation=change.organisation, what=what, about=about, before=before, after=after)
