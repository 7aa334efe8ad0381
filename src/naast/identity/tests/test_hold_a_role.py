"""Roles per organisation: given and ended by somebody else, on record, and effective at the next request."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client

from naast.dossier.models import AuditLine
from naast.identity import models
from naast.identity.api import assign, colleagues, create_staff, disable_staff, end_assignment, staff, staff_actor
from naast.identity.tests.doors import enter_as_staff
from naast.identity.types import PERMISSIONS
from naast.kernel.actor import SYSTEM, Role
from naast.kernel.errors import Forbidden, NotFound, Refused
from naast.kernel.events import StoredEvent
from naast.organisations.api import create_team

WORK = "/proef/werk/"


@pytest.fixture
def ans(town: UUID) -> UUID:
    """The functional administrator of the town."""
    user = create_staff(SYSTEM, email="ans@lommerwaard.example", full_name="Ans Verbruggen")
    assign(SYSTEM, user=user, organisation=town, role=Role.FUNCTIONAL_ADMINISTRATOR)
    return user


def _only_assignment(user: UUID) -> UUID:
    return models.RoleAssignment.objects.get(user=user).id


def test_a_role_opens_what_the_table_says(client: Client, karim: UUID, town: UUID) -> None:
    enter_as_staff(client, user=karim)
    assert "roles agent" in client.get(WORK).content.decode()
    actor = staff_actor(karim)
    assert {name for name in PERMISSIONS if actor.may(name, at=town)} == {
        name for name, roles in PERMISSIONS.items() if Role.AGENT in roles
    }


def test_a_role_at_one_organisation_is_nothing_at_another(karim: UUID, other_town: UUID) -> None:
    actor = staff_actor(karim)
    assert not [name for name in PERMISSIONS if actor.may(name, at=other_town)]


def test_a_role_that_ends_is_gone_at_the_next_request(client: Client, karim: UUID, ans: UUID) -> None:
    enter_as_staff(client, user=karim)
    assert client.get(WORK).status_code == 200
    end_assignment(staff_actor(ans), assignment=_only_assignment(karim))
    assert client.get(WORK).status_code == 302  # what was open is over
    enter_as_staff(client, user=karim)
    assert client.get(WORK).status_code == 403


def test_a_role_that_starts_is_there_at_the_next_request(client: Client, karim: UUID, ans: UUID, town: UUID) -> None:
    enter_as_staff(client, user=karim)
    assign(staff_actor(ans), user=karim, organisation=town, role=Role.SPECIALIST)
    assert "roles agent,specialist" in client.get(WORK).content.decode()


def test_somebody_who_leaves_is_out_at_the_next_request(client: Client, karim: UUID, ans: UUID) -> None:
    enter_as_staff(client, user=karim)
    disable_staff(staff_actor(ans), user=karim)
    assert client.get(WORK).status_code == 302
    assert client.get("/werk/passkeys/").status_code == 302
    assert staff(karim).name == "Karim Haddouti"  # dossiers go on naming them


def test_each_change_of_a_role_is_on_record(karim: UUID, ans: UUID, town: UUID) -> None:
    administrator = staff_actor(ans)
    given = assign(administrator, user=karim, organisation=town, role=Role.EDITOR)
    end_assignment(administrator, assignment=given)
    lines = AuditLine.objects.filter(actor=ans).order_by("at", "id")
    assert [(line.what, line.about) for line in lines] == [
        ("identity.role_assigned", f"role:{given}"),
        ("identity.role_ended", f"role:{given}"),
    ]
    assert StoredEvent.objects.filter(name="identity.RoleEnded").count() == 1


def test_the_same_role_twice_is_one_assignment(karim: UUID, ans: UUID, town: UUID) -> None:
    first, second = (assign(staff_actor(ans), user=karim, organisation=town, role=Role.EDITOR) for _each in range(2))
    assert first == second


def test_nobody_gives_a_role_to_themselves(ans: UUID, town: UUID) -> None:
    with pytest.raises(Forbidden):
        assign(staff_actor(ans), user=ans, organisation=town, role=Role.PRIVACY_OFFICER)


Attempt = Callable[[UUID, UUID, UUID], object]


@pytest.mark.parametrize(
    "attempt",
    [
        lambda ans, karim, elsewhere: assign(staff_actor(ans), user=karim, organisation=elsewhere, role=Role.AGENT),
        lambda ans, karim, elsewhere: assign(staff_actor(karim), user=ans, organisation=elsewhere, role=Role.AGENT),
        lambda ans, karim, elsewhere: end_assignment(staff_actor(karim), assignment=_only_assignment(ans)),
        lambda ans, karim, elsewhere: disable_staff(staff_actor(karim), user=ans),
        lambda ans, karim, elsewhere: create_staff(staff_actor(karim), email="x@y.example", full_name="X"),
    ],
    ids=["at another organisation", "without the right", "ends without the right", "disables without", "makes without"],
)
def test_who_may_not_give_roles_changes_nothing(ans: UUID, karim: UUID, other_town: UUID, attempt: Attempt) -> None:
    before = list(models.RoleAssignment.objects.order_by("id").values())
    with pytest.raises(Forbidden):
        attempt(ans, karim, other_town)
    assert list(models.RoleAssignment.objects.order_by("id").values()) == before
    assert models.User.objects.filter(is_active=True).count() == 2


def test_a_worker_of_two_organisations_is_disabled_by_both_only(ans: UUID, karim: UUID, other_town: UUID) -> None:
    assign(SYSTEM, user=karim, organisation=other_town, role=Role.AGENT)
    with pytest.raises(Refused, match="ook voor een andere organisatie"):
        disable_staff(staff_actor(ans), user=karim)


def test_a_team_of_another_organisation_is_not_found(karim: UUID, ans: UUID, town: UUID, other_town: UUID) -> None:
    elsewhere = create_team(SYSTEM, organisation=other_town, name="Balie")
    with pytest.raises(NotFound):
        assign(staff_actor(ans), user=karim, organisation=town, role=Role.EDITOR, team=elsewhere)


def test_an_address_belongs_to_one_worker(karim: UUID) -> None:
    with pytest.raises(Refused):
        create_staff(SYSTEM, email="Karim@Lommerwaard.example", full_name="Een ander")


def test_colleagues_are_who_holds_a_role_here_now(karim: UUID, ans: UUID, town: UUID, team: UUID) -> None:
    assert [(one.name, one.teams) for one in colleagues(town)] == [
        ("Ans Verbruggen", frozenset()),
        ("Karim Haddouti", frozenset({team})),
    ]
    end_assignment(staff_actor(ans), assignment=_only_assignment(karim))
    assert [one.name for one in colleagues(town)] == ["Ans Verbruggen"]
