"""Who leaves, or gets another role, leaves no work behind that nobody sees."""

from datetime import timedelta
from uuid import UUID

import pytest

from naast.identity import api as identity
from naast.identity.actions import staff as roles
from naast.identity.models import RoleAssignment
from naast.kernel.actor import SYSTEM, Actor, Role
from naast.kernel.events import deliver
from naast.kernel.models import StoredEvent
from naast.organisations.tests.towns import make_town
from naast.work import api
from naast.work.tests.conftest import WEDNESDAY, colleague, seen
from naast.work.types import WorkStatus

pytestmark = pytest.mark.django_db
DUE = WEDNESDAY - timedelta(days=1)


@pytest.fixture
def organisation(clock: object) -> UUID:
    return make_town("lommerwaard")


@pytest.fixture
def karim(organisation: UUID) -> Actor:
    user = colleague("karim@lommerwaard.example", "Karim Haddouti")
    for role in (Role.AGENT, Role.SPECIALIST):
        identity.assign(SYSTEM, user=user, organisation=organisation, role=role)
    return identity.staff_actor(user)


def hear_of_ended_roles() -> None:
    for event in StoredEvent.objects.filter(name="identity.RoleEnded").order_by("id"):
        deliver(event.pk, "work.hand_in")


def test_his_work_waits_for_everybody_with_what_was_agreed(add, karim, gerda, organisation) -> None:
    mine, promised, hers, done = (add(due_at=DUE) for _ in range(4))
    for item, who in ((mine, karim), (promised, gerda), (hers, gerda), (done, karim)):
        api.take(who, item, version=1)
    api.hand_over(gerda, promised, to=karim.id, team=None, words="Ik beloofde vrijdag te bellen.")
    api.finish(karim, done)
    roles.disable_staff(SYSTEM, user=karim.id)
    hear_of_ended_roles()
    assert [seen(one).status for one in (mine, promised, hers, done)] == [
        WorkStatus.OPEN,
        WorkStatus.OPEN,
        WorkStatus.TAKEN,
        WorkStatus.DONE,
    ]
    assert seen(mine).returned == "Karim Haddouti had dit, en werkt er niet meer aan."
    assert seen(promised).returned.endswith("Eerder schreef een collega: Ik beloofde vrijdag te bellen.")
    assert (seen(mine).due_at, seen(promised).handed_by) == (DUE, None)
    api.take(gerda, promised, version=seen(promised).version)
    assert StoredEvent.objects.filter(name="work.ItemLeftBehind").count() == 2


def test_who_still_has_a_role_for_it_goes_on_until_the_last_one_ends(add, karim, organisation) -> None:
    item = add()
    api.take(karim, item, version=1)
    for assignment in RoleAssignment.objects.filter(user=karim.id).order_by("id"):
        assert seen(item).taken_by == karim.id
        roles.end_assignment(SYSTEM, assignment=assignment.pk)
        hear_of_ended_roles()
    assert seen(item).taken_by is None


def test_what_he_has_elsewhere_he_keeps(add, karim, organisation) -> None:
    abroad = make_town("polderdam", host="polderdam.example")
    identity.assign(SYSTEM, user=karim.id, organisation=abroad, role=Role.AGENT)
    there = add(at=abroad)
    api.take(identity.staff_actor(karim.id), there, version=1)
    for assignment in RoleAssignment.objects.filter(user=karim.id, organisation=organisation):
        roles.end_assignment(SYSTEM, assignment=assignment.pk)
    hear_of_ended_roles()
    assert seen(there).taken_by == karim.id
