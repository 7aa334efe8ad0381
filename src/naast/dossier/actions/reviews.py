"""Each week the looks of staff are judged by the rules; a privacy officer reads what they found and says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from naast.dossier.access import access_unusual
from naast.dossier.actions.lines import audit, log_processing
from naast.dossier.models import Entry, LookReview, LookWeek, UnusualLooks
from naast.dossier.queries.unusual.looking import SETTLED, looking
from naast.dossier.queries.unusual.rules import RULES, Found, Looking
from naast.dossier.types import ReviewOutcome
from naast.kernel import algorithms
from naast.kernel.actor import Actor
from naast.kernel.algorithms import algorithm
from naast.kernel.clock import local_day, now
from naast.kernel.errors import Refused
from naast.kernel.types import Ref
from naast.organisations import api as organisations

CAUGHT_UP = 4  # weeks, when nobody swept for a while
MOST_KEPT = 500  # looks of one finding; more says no more


@algorithm(
    key="dossier.unusual_looks",
    title=_("Nakijken wie dossiers opende"),
    purpose=_("Wijst een privacy officer de keren aan dat een medewerker misschien zonder goede reden keek."),
    data=_(
        "Wanneer een medewerker een dossier opende en waarom, en of er iets mee gedaan werd. De naam van de medewerker en die van"
        " de inwoner worden vergeleken, en niet bewaard. Er is geen score van medewerkers."
    ),
    legal_ground=_("AVG artikel 5, eerste lid, onder f, en artikel 32"),
    human_role=_(
        "Een privacy officer leest elke keer na en beslist: in orde, of uitzoeken. De computer beslist niets over iemand."
    ),
)
def unusual_looks(week: Looking) -> tuple[Found, ...]:
    return tuple(found for rule in RULES for found in rule(week))


def judge_weeks() -> int:
    """Judge each week that is over and was not judged yet. Returns how many findings it made; twice makes none twice."""
    due = [(body.id, monday) for body in organisations.organisations() for monday in _due(body.id)]
    return sum(_judge(organisation, monday) for organisation, monday in due)


def _due(organisation: UUID) -> Iterator[date]:
    """Mondays of the last weeks that are over and settled, oldest first."""
    done = set(LookWeek.objects.filter(organisation=organisation).values_list("monday", flat=True))
    last = local_day(now() - SETTLED)
    this_week = last - timedelta(days=last.weekday())
    weeks = (this_week - timedelta(weeks=number) for number in range(CAUGHT_UP, 0, -1))
    yield from (one for one in weeks if one not in done)


@transaction.atomic
def _judge(organisation: UUID, monday: date) -> int:
    week = looking(organisation, monday)
    judged, made = LookWeek.objects.get_or_create(
        organisation=organisation, monday=monday, defaults={"looks": len(week.of_the_week), "judged_at": now()}
    )
    if not made:  # another sweep was first, and waited for at this row
        return 0
    found = algorithms.run("dossier.unusual_looks", organisation=organisation, week=week) if week.looks else ()
    return len(UnusualLooks.objects.bulk_create(_kept(judged, one) for one in found))


def _kept(week: LookWeek, found: Found) -> UnusualLooks:
    return UnusualLooks(
        week=week,
        rule=found.rule,
        worker=found.worker,
        subject=found.subject,
        count=found.count,
        usual=found.usual,
        entries=[one.entry for one in found.looks[:MOST_KEPT]],
    )


@transaction.atomic
def read_unusual(actor: Actor, key: UUID) -> UnusualLooks:
    """What was found, for a reviewer: reading it is noted too, for each person who is shown. Raises NotFound."""
    found = access_unusual(actor, key)
    organisation, about = found.week.organisation, Ref("unusual-looks", found.id)
    subjects = Entry.objects.filter(id__in=found.entries).values_list("chain__subject", flat=True)
    audit(actor, organisation=organisation, what="dossier.unusual_looks_read", about=about)
    log_processing(
        actor,
        subjects=subjects,
        organisation=organisation,
        purpose="dossier.review",
        about=about,
        what="dossier.unusual_looks_read",
    )
    return found


@transaction.atomic
def review(actor: Actor, key: UUID, *, outcome: ReviewOutcome, because: str) -> UUID:
    """Say what these looks are. Returns at which organisation they were.

    Raises NotFound, and Refused for who looked themselves.
    """
    found = access_unusual(actor, key)
    if actor.id is None or looked_themselves(actor, found):
        raise Refused("U keek hier zelf. Een collega kijkt het na.")
    LookReview.objects.create(unusual=found, at=now(), by=actor.id, outcome=outcome, because=because)
    audit(
        actor,
        organisation=found.week.organisation,
        what="dossier.unusual_looks_reviewed",
        about=Ref("unusual-looks", found.id),
        after=outcome.value,
    )
    return found.week.organisation


def looked_themselves(actor: Actor, found: UnusualLooks) -> bool:
    """Whether one of these looks is this actor's."""
    return Entry.objects.filter(id__in=found.entries, actor=actor.id).exists()
