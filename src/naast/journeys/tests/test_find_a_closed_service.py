"""A service that is off for a while: nobody begins, everybody reads why, and who began before goes on."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from naast.catalogue.actions import pause, resume
from naast.identity import api as identity
from naast.journeys import actions
from naast.journeys.models import Draft
from naast.journeys.tests.conftest import MOVE
from naast.kernel.actor import SYSTEM, Actor, Role
from naast.kernel.errors import Refused

pytestmark = pytest.mark.django_db
SENTENCE = "Vanaf maandag 7 december kan dit weer."


@pytest.fixture
def ans(town: UUID) -> Actor:
    user = identity.create_staff(SYSTEM, email="ans@lommerwaard.example", full_name="Ans Verbruggen")
    identity.assign(SYSTEM, user=user, organisation=town, role=Role.FUNCTIONAL_ADMINISTRATOR)
    return identity.staff_actor(user)


def test_nobody_begins_with_a_service_that_is_off(town: UUID, mirthe: Actor, ans: Actor) -> None:
    pause(ans, organisation=town, slug=MOVE, sentence=SENTENCE)
    with pytest.raises(Refused, match=SENTENCE):
        actions.start(mirthe, organisation=town, slug=MOVE)
    assert not Draft.objects.exists()

    resume(ans, organisation=town, slug=MOVE)
    assert actions.start(mirthe, organisation=town, slug=MOVE)


def test_who_began_before_goes_on(town: UUID, mirthe: Actor, ans: Actor) -> None:
    begun = actions.start(mirthe, organisation=town, slug=MOVE)
    pause(ans, organisation=town, slug=MOVE, sentence=SENTENCE)
    came = actions.answer(mirthe, begun.id, "situation", {"value": ["within"]}, seen=0)
    assert came.saved, came.form.errors


def test_nobody_signs_in_to_hear_that_it_is_off(town: UUID, ans: Actor, client: Client) -> None:
    assert client.get(f"/regel/{MOVE}/").headers["Location"].startswith("/inloggen/")
    pause(ans, organisation=town, slug=MOVE, sentence=SENTENCE)
    assert client.get(f"/regel/{MOVE}/").headers["Location"] == f"/diensten/{MOVE}/"


def test_the_way_in_leads_to_why(town: UUID, open_service: str, ans: Actor, client: Client) -> None:
    pause(ans, organisation=town, slug=open_service, sentence=SENTENCE)
    answer = client.get(f"/regel/{open_service}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/diensten/{open_service}/")
    page = client.get(f"/diensten/{open_service}/").content.decode()
    assert SENTENCE in page
    assert f"/regel/{open_service}/" not in page
    assert client.post(f"/regel/{open_service}/").status_code == 409
