"""Making and changing a public body and its teams."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from naast.kernel.actor import SYSTEM, Actor, ActorKind
from naast.kernel.errors import Forbidden, NotFound
from naast.kernel.models import StoredEvent
from naast.organisations.api import (
    by_slug,
    change_organisation,
    create_organisation,
    create_team,
    is_on,
    organisation,
    organisations,
    team,
    teams,
)
from naast.organisations.tests.lommerwaard import PHONE, REACH
from naast.organisations.types import Phone


def worker(*permissions: tuple[UUID, str]) -> Actor:
    return Actor(kind=ActorKind.AGENT, id=uuid4(), permissions=frozenset(permissions))


def test_what_was_written_is_what_is_read(town: UUID) -> None:
    found = organisation(town)
    assert (found.slug, found.name, found.phone, found.tone) == ("lommerwaard", "Gemeente Lommerwaard", PHONE, "u")
    assert (found.hours, found.other_hours, found.counters) == (REACH.hours, REACH.other_hours, REACH.counters)
    assert by_slug("lommerwaard") == found
    assert organisations() == (found,)


def test_only_what_is_given_changes(town: UUID) -> None:
    before = organisation(town)
    change_organisation(
        worker((town, "organisations.change")), organisation=town, phone=Phone("0612345678", "06 12345678")
    )
    after = organisation(town)
    assert after.phone.display == "06 12345678"
    assert (after.name, after.tone, after.counters) == (before.name, before.tone, before.counters)
    assert StoredEvent.objects.filter(name="organisations.OrganisationChanged").count() == 2


def test_a_capability_can_be_off_for_one_organisation(town: UUID) -> None:
    assert is_on(organisation(town), "participation")
    change_organisation(SYSTEM, organisation=town, switched_off=["participation"])
    assert not is_on(organisation(town), "participation")
    change_organisation(SYSTEM, organisation=town, switched_off=[])
    assert is_on(organisation(town), "participation")


def test_teams_belong_to_one_organisation(town: UUID) -> None:
    made = create_team(worker((town, "organisations.change")), organisation=town, name="Klantcontact", phone="14 0399")
    assert team(made) == teams(town)[0]
    assert team(made).organisation == town


@pytest.mark.parametrize(
    "attempt",
    [
        lambda actor, town: change_organisation(actor, organisation=town, name="Anders"),
        lambda actor, town: create_team(actor, organisation=town, name="Anders"),
    ],
    ids=["change", "team"],
)
@pytest.mark.parametrize("permission", ["cases.see", None, "elsewhere"])
def test_who_may_not_changes_nothing(
    town: UUID, attempt: Callable[[Actor, UUID], object], permission: str | None
) -> None:
    if permission == "elsewhere":
        actor = worker((uuid4(), "organisations.change"))
    else:
        actor = worker(*([(town, permission)] if permission else []))
    with pytest.raises(Forbidden):
        attempt(actor, town)
    assert organisation(town).name == "Gemeente Lommerwaard"
    assert teams(town) == ()


def test_only_the_system_makes_an_organisation(town: UUID) -> None:
    with pytest.raises(Forbidden):
        create_organisation(
            worker((town, "organisations.change")),
            slug="x",
            name="X",
            kind="municipality",
            theme="lommerwaard",
            tone="u",
            phone=PHONE,
        )


@pytest.mark.parametrize("look", [organisation, team])
def test_what_is_not_there_is_not_found(db: None, look: Callable[[UUID], object]) -> None:
    with pytest.raises(NotFound):
        look(uuid4())
