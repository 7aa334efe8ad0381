"""What a colleague began with somebody and left: it waits for the team, and is of whoever takes it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from naast.catalogue import api as catalogue
from naast.catalogue.types import said
from naast.dossier import api as dossier
from naast.identity.api import staff, who_may
from naast.identity.events import RoleEnded
from naast.journeys.access import START_FOR_OTHERS
from naast.journeys.actions.change import PURPOSE
from naast.journeys.actions.first_contact import put_in_queue
from naast.journeys.models import Draft, Status
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.types import Ref
from naast.work import api as work
from naast.work.events import ItemFinished, ItemGivenBack, ItemTaken

BEGUN = "journeys.begun"  # the kind of work
DAYS_TO_GO_ON = 2  # the person at the counter expects to hear of it


def leave_behind(event: RoleEnded) -> None:
    """Nobody's any more, and work for the team of first contact. Who has another role for it goes on."""
    if event.user in {one.id for one in who_may(START_FOR_OTHERS, event.organisation)}:
        return
    theirs = Draft.objects.filter(author=event.user, organisation=event.organisation, status=Status.OPEN)
    for row in theirs.exclude(owner=None).select_for_update().order_by("id"):
        row.author = None
        row.save(update_fields=["author"])
        if not any(one.kind == BEGUN for one in work.items_about(row.ref)):
            _wait(row, staff(event.user).name)


def go_on(event: ItemTaken) -> None:
    """Who takes it finds it beside the dossier, as if they had begun it."""
    _hand_to(event.by, event.kind, event.about)


def wait_again(event: ItemGivenBack) -> None:
    _hand_to(None, event.kind, event.about)


def is_over(event: ItemFinished) -> None:
    """The reason to look ends with it."""
    if event.kind == BEGUN:
        dossier.end_access(SYSTEM, about=event.about)


def nothing_left(actor: Actor, draft: Draft) -> None:
    """It was sent or thrown away: nobody has to go on with it."""
    work.finish_about(actor, draft.ref, BEGUN)


def _hand_to(worker: UUID | None, kind: str, about: Ref) -> None:
    if kind == BEGUN:
        Draft.objects.filter(pk=about.id, status=Status.OPEN).update(author=worker)


def _wait(row: Draft, name: str) -> None:
    put_in_queue(
        SYSTEM,
        row,
        kind=BEGUN,
        about=row.ref,
        title=said(catalogue.version(row.version).sections["service"]["title"], "nl"),
        due_at=work.due_in_working_days(DAYS_TO_GO_ON),
        because=f"{name} begon dit met de inwoner, en werkt er niet meer aan. Pak het op: dan staat het bij het dossier.",
        purpose=PURPOSE,
        look_because=_("wij met u iets begonnen in te vullen"),
        look_until=row.kept_until,
    )
