"""A resident says that a line of the dossier is wrong: somebody gets the work of looking at it."""

from datetime import datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from naast.dossier import api as dossier
from naast.dossier.tests.conftest import Town, let_in, make_town, resident, say, worker_of
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.events import deliver
from naast.kernel.models import StoredEvent
from naast.kernel.types import Ref
from naast.organisations import api as organisations
from naast.work import api
from naast.work.types import WorkItemView

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def town(clock: object) -> Town:
    return make_town("lommerwaard", "Gemeente Lommerwaard")


@pytest.fixture
def first(town: Town) -> UUID:
    return organisations.create_team(SYSTEM, organisation=town.id, name="Klantcontact", first_contact=True)


@pytest.fixture
def mirthe() -> Actor:
    return resident()


def _dispute(town: Town, mirthe: Actor, about: Ref | None) -> WorkItemView:
    entry = say(mirthe, town, "Ik woon er al", about=about)
    dossier.add_note(mirthe, entry=entry, text="Dat heb ik niet gezegd", kind="wrong")
    deliver(StoredEvent.objects.get(name="dossier.EntryDisputed").pk, "work.mend_disputed")
    [item] = api.queue(worker_of(town, permissions=("work.see_queue",)), organisation=town.id).items
    return item


def test_a_line_of_nobody_in_particular_goes_to_who_helps_first(town: Town, first: UUID, mirthe: Actor) -> None:
    item = _dispute(town, mirthe, None)
    assert (item.team, item.party) == (first, mirthe.party)
    # Thursday 26 November 2026 and five working days: Thursday 3 December.
    assert item.due_at == datetime(2026, 12, 3, 17, tzinfo=AMSTERDAM)
    assert "niet gezegd" not in item.because + item.title


def test_a_line_of_a_matter_goes_to_the_team_that_handles_it(town: Town, first: UUID, mirthe: Actor) -> None:
    matter = let_in(town, mirthe, team=town.other_team, about=Ref("case", uuid4()))
    assert _dispute(town, mirthe, matter).team == town.other_team


def test_that_team_may_look_until_it_is_dealt_with(town: Town, first: UUID, mirthe: Actor) -> None:
    assert mirthe.party
    worker = worker_of(town, team=first, permissions=("dossier.open", "work.see_queue", "work.take"))
    item = _dispute(town, mirthe, None)
    assert dossier.may_look(worker, mirthe.party, town.id)
    api.finish_about(SYSTEM, item.about, item.kind)
    assert not dossier.may_look(worker, mirthe.party, town.id)


def test_a_remark_is_no_work(town: Town, first: UUID, mirthe: Actor) -> None:
    entry = say(mirthe, town, "Ik woon er al")
    dossier.add_note(mirthe, entry=entry, text="Vorige week nog", kind="note")
    assert not StoredEvent.objects.filter(name="dossier.EntryDisputed").exists()
