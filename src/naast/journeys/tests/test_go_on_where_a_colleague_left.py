"""What a worker who left had begun with somebody at the counter is gone on with by a colleague."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from naast.dossier import api as dossier
from naast.identity import api as identity
from naast.journeys import actions
from naast.journeys.queries.drafts import open_drafts
from naast.journeys.tests.test_ask_a_human_for_help import gerda, in_queue
from naast.journeys.types import DraftView
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.clock import now
from naast.kernel.events import deliver
from naast.kernel.models import StoredEvent
from naast.kernel.types import Ref
from naast.work import api as work

__all__ = ["gerda"]  # a fixture
pytestmark = pytest.mark.django_db


@pytest.fixture
def left(karim: Actor, gerda: Actor, mirthe: Actor, begin: Callable[..., DraftView], town: UUID) -> UUID:
    """Karim began a move with Mirthe, and does not work here any more. What she fills in herself is hers."""
    dossier.grant_access(
        SYSTEM,
        team=next(iter(karim.assignments)).team,
        organisation=town,
        subject=mirthe.party,
        purpose="journeys.fill_in",
        about=Ref("party", mirthe.party),
        because="zij aan de balie staat",
        until=now() + timedelta(days=1),
    )
    begun = begin(karim, owner=mirthe.party)
    begin(mirthe)
    identity.disable_staff(SYSTEM, user=karim.id)
    for event in StoredEvent.objects.filter(name="identity.RoleEnded"):
        deliver(event.pk, "journeys.leave_behind")
    return begun.id


def begun_with(mirthe: Actor, worker: Actor) -> list[UUID]:
    return [one.id for one in open_drafts(worker, party=mirthe.party)]


def test_it_waits_for_the_team_of_first_contact_and_is_of_who_takes_it(
    left: UUID, gerda: Actor, mirthe: Actor, town: UUID
) -> None:
    item = in_queue(gerda)
    assert (item.about, item.party, item.title) == (Ref("draft", left), mirthe.party, "Verhuizing doorgeven")
    assert item.because.startswith("Karim Haddouti begon dit met de inwoner, en werkt er niet meer aan.")
    assert (begun_with(mirthe, gerda), dossier.may_look(gerda, mirthe.party, town)) == ([], True)
    work.take(gerda, item.id, version=item.version)
    assert begun_with(mirthe, gerda) == [left]
    work.give_back(gerda, item.id, reason="Ik ben morgen vrij.")
    assert begun_with(mirthe, gerda) == []


def test_when_it_is_thrown_away_nothing_waits_and_nobody_looks_any_more(
    left: UUID, gerda: Actor, mirthe: Actor, town: UUID
) -> None:
    actions.discard(mirthe, left)
    assert work.queue(gerda, organisation=town).items == ()
    assert not dossier.may_look(gerda, mirthe.party, town)
