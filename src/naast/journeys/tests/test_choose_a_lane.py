"""Fast and alone, or calm and together, is a choice on each matter, made on the service page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from naast.journeys.capability import start_url
from naast.journeys.models import Draft
from naast.journeys.tests.conftest import MOVE
from naast.kernel.actor import Actor
from naast.parties.types import Lane

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("lane", "kept"), [("fast", Lane.FAST), ("together", Lane.TOGETHER)])
def test_the_lane_of_the_link_is_kept_with_the_draft(
    sign_in: Callable[[Actor], Client], mirthe: Actor, lane: str, kept: Lane
) -> None:
    sign_in(mirthe).post(start_url(MOVE, lane))

    assert Draft.objects.get().lane == kept


def test_a_lane_that_does_not_exist_is_that_of_the_person(sign_in: Callable[[Actor], Client], mirthe: Actor) -> None:
    sign_in(mirthe).post(f"/regel/{MOVE}/?baan=sloom")

    assert Draft.objects.get().lane == Lane.FAST
