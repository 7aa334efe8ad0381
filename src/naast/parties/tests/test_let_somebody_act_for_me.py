"""A mandate holds from its start, no longer at its end, only for its services and place, and not one request after withdrawal."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.urls import reverse

from naast.dossier import api as dossier
from naast.dossier.tests.conftest import Town, make_town
from naast.dossier.tests.pages import browser_of
from naast.kernel.actor import ActingFor, Actor, ActorKind
from naast.kernel.clock import now
from naast.kernel.errors import NotFound, Refused
from naast.parties import api
from naast.parties.models import Mandate
from naast.parties.tests.conftest import seen_now
from naast.parties.types import Term

pytestmark = pytest.mark.django_db
BASE = datetime(2026, 11, 26, 8, 4, tzinfo=UTC)
ME, OTHER = UUID(int=1), UUID(int=2)


def _give(by: Actor, to: Actor, **given: object) -> UUID:
    values = {"ground": "eigen wens", "until": now() + timedelta(hours=1), **given}
    return api.give_mandate(by, to=to.party, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(("seconds", "may"), [(0, True), (3599, True), (3600, False), (86_400, False)])
def test_a_mandate_holds_until_a_second_before_its_end(
    clock: time_machine.Traveller, town: Town, mirthe: Actor, sjoerd: Actor, seconds: int, may: bool
) -> None:
    _give(mirthe, sjoerd)
    clock.shift(seconds)
    assert (mirthe.party in seen_now(sjoerd).parties()) is may


@pytest.mark.parametrize(("seconds", "may"), [(59, False), (60, True)])
def test_a_mandate_does_not_hold_before_its_start(
    clock: time_machine.Traveller, town: Town, mirthe: Actor, sjoerd: Actor, seconds: int, may: bool
) -> None:
    _give(mirthe, sjoerd, starts=now() + timedelta(minutes=1))
    clock.shift(seconds)
    assert (mirthe.party in seen_now(sjoerd).parties()) is may


def test_a_withdrawn_mandate_holds_no_longer_at_the_same_instant(
    clock: time_machine.Traveller, town: Town, mirthe: Actor, sjoerd: Actor
) -> None:
    mandate = _give(mirthe, sjoerd)
    assert mirthe.party in seen_now(sjoerd).parties()
    browser_of(mirthe).post(reverse("parties:withdraw-mandate", args=[mandate]))
    assert mirthe.party not in seen_now(sjoerd).parties()


def test_only_who_gave_it_withdraws_it(town: Town, mirthe: Actor, sjoerd: Actor) -> None:
    mandate = _give(mirthe, sjoerd)
    with pytest.raises(NotFound):
        api.withdraw_mandate(sjoerd, mandate)
    browser = browser_of(sjoerd)
    for key in (mandate, uuid4()):
        assert browser.post(reverse("parties:withdraw-mandate", args=[key])).status_code == 404
    assert mirthe.party in seen_now(sjoerd).parties()


def test_it_goes_one_way(town: Town, mirthe: Actor, sjoerd: Actor) -> None:
    _give(mirthe, sjoerd)
    assert seen_now(mirthe).parties() == {mirthe.party}


def test_both_read_of_it_in_their_dossier(town: Town, mirthe: Actor, sjoerd: Actor) -> None:
    api.withdraw_mandate(mirthe, _give(mirthe, sjoerd))
    for person in (mirthe, sjoerd):
        kinds = [one.kind for one in dossier.timeline(person, subject=person.party)]
        assert sorted(kinds) == ["parties.mandate_given", "parties.mandate_withdrawn"]


def test_a_mandate_for_one_service_or_organisation_opens_no_other(town: Town, mirthe: Actor, sjoerd: Actor) -> None:
    elsewhere = make_town("polderdam", "Gemeente Polderdam")
    _give(mirthe, sjoerd, services=["verhuizen"], organisation=town.id)
    helper = seen_now(sjoerd)
    assert mirthe.party in helper.parties("verhuizen")
    assert mirthe.party not in helper.parties("kwijtschelding")
    assert mirthe.party not in helper.parties()
    assert mirthe.party not in replace(helper, organisation=elsewhere.id).parties("verhuizen")


@pytest.mark.parametrize("hours", [0, -1])
def test_a_mandate_that_ends_before_it_starts_is_refused(
    clock: time_machine.Traveller, town: Town, mirthe: Actor, sjoerd: Actor, hours: int
) -> None:
    with pytest.raises(Refused):
        _give(mirthe, sjoerd, until=now() + timedelta(hours=hours))
    with pytest.raises(Refused):
        _give(mirthe, mirthe)
    assert not Mandate.objects.exists()


def test_no_instant_outside_term_and_scope_is_allowed() -> None:
    pick = random.Random(20261126)
    allowed = sum(_agrees_with_the_rule(pick) for _ in range(10_000))
    assert 500 < allowed < 9_500  # both answers occur often enough to mean something


def _agrees_with_the_rule(pick: random.Random) -> bool:
    """One mandate, instant and action by lot; the rule is written out here, apart from the code."""
    starts, instant = _instant(pick), _instant(pick)
    until = starts + timedelta(seconds=pick.randint(1, 200))
    withdrawn = pick.choice([None, _instant(pick)])
    services = frozenset(pick.sample("abc", pick.randint(0, 3)))
    service, place = pick.choice(["a", "b", "c", None]), pick.choice([None, ME, OTHER])
    holds = Term(starts, until, withdrawn).holds_at(instant)
    acting = (ActingFor(ME, OTHER, services, organisation=place),) if holds else ()
    actor = Actor(kind=ActorKind.RESIDENT, party=ME, organisation=ME, acting_for=acting)
    in_term = starts <= instant < until and (withdrawn is None or instant < withdrawn)
    in_scope = (not services or service in services) and place in (None, ME)
    assert (OTHER in actor.parties(service)) is (in_term and in_scope)
    return in_term and in_scope


def _instant(pick: random.Random) -> datetime:
    return BASE + timedelta(seconds=pick.randint(-100, 100))
