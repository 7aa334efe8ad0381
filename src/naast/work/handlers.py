"""What becomes work because it happened elsewhere."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from naast.dossier.api import end_access, grant_access
from naast.dossier.events import EntryDisputed
from naast.identity.api import who_may
from naast.identity.events import RoleEnded
from naast.kernel.actor import SYSTEM
from naast.kernel.clock import now
from naast.kernel.types import Ref
from naast.organisations.api import team_of_first_contact
from naast.work.access import TAKE
from naast.work.actions import add_item, leave_behind
from naast.work.events import ItemFinished
from naast.work.queries import due_in_working_days

DISPUTED = "work.disputed"
DAYS_TO_MEND = 5
MAY_LOOK_FOR = timedelta(
    days=30
)  # the law gives a month to answer who asks to correct something (AVG article 12, third lid)


def mend_disputed(event: EntryDisputed) -> None:
    """Ask the team whose line it is to look at it with the resident; nobody's line goes to who helps first."""
    first = team_of_first_contact(event.organisation)
    team = event.team or (first.id if first else None)
    about = Ref("note", event.note)
    grant_access(
        SYSTEM,
        team=team,
        organisation=event.organisation,
        subject=event.subject,
        purpose="dossier.own_words",
        about=about,
        because=_("in het dossier misschien iets niet klopt"),
        until=now() + MAY_LOOK_FOR,
    )
    add_item(
        SYSTEM,
        organisation=event.organisation,
        team=team,
        kind=DISPUTED,
        title="Iets in het dossier klopt niet",
        about=about,
        party=event.subject,
        due_at=due_in_working_days(DAYS_TO_MEND),
        because="De inwoner schreef bij een regel dat die niet klopt. Bel of schrijf wat u ermee doet.",
    )


def hand_in(event: RoleEnded) -> None:
    """Work of who may no longer do it is for the team again. Who has another role for it, or got it back by now, goes on."""
    if event.user not in {one.id for one in who_may(TAKE, event.organisation)}:
        leave_behind(event.user, organisation=event.organisation)


def stop_looking(event: ItemFinished) -> None:
    """What was wrong is dealt with, so the reason to look is over."""
    if event.kind == DISPUTED:
        end_access(SYSTEM, about=event.about)
