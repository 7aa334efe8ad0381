"""A hold pauses one thing, for a reason, until its end."""

from datetime import timedelta
from uuid import uuid4

import pytest

from naast.kernel.actor import Actor, ActorKind
from naast.kernel.clock import now
from naast.kernel.errors import NotFound, Refused
from naast.kernel.holds import end_hold, holds_on, place_hold
from naast.kernel.types import Ref

pytestmark = pytest.mark.django_db
KARIM = Actor(kind=ActorKind.AGENT, id=uuid4())
CASE = Ref("case", uuid4())


def hold(**changes):
    given = {
        "organisation": uuid4(),
        "about": CASE,
        "reason": "Mevrouw ligt in het ziekenhuis.",
        "until": now() + timedelta(days=14),
    }
    return place_hold(KARIM, **given | changes)


def test_a_hold_is_on_until_its_end(clock):
    key = hold()
    (seen,) = holds_on(CASE)
    assert (seen.id, seen.placed_by, seen.reason) == (key, f"agent:{KARIM.id}", "Mevrouw ligt in het ziekenhuis.")
    clock.shift(timedelta(days=14) - timedelta(seconds=1))
    assert holds_on(CASE)
    clock.shift(1)
    assert holds_on(CASE) == ()


def test_a_hold_is_about_one_thing(clock):
    hold()
    assert holds_on(Ref("case", uuid4())) == ()
    assert holds_on(Ref("draft", CASE.id)) == ()


def test_a_hold_can_be_ended_once(clock):
    key = hold()
    end_hold(key)
    assert holds_on(CASE) == ()
    with pytest.raises(NotFound):
        end_hold(key)


@pytest.mark.parametrize("wrong", [{"reason": " "}, {"until": now() - timedelta(days=9999)}])
def test_a_hold_needs_a_reason_and_an_end_that_is_still_to_come(clock, wrong):
    with pytest.raises(Refused):
        hold(**wrong)
    assert holds_on(CASE) == ()
