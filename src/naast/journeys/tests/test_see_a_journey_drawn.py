"""Staff see a journey as a picture with the same as a list."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client

from naast.identity.actions.sessions import open_staff_session
from naast.journeys.tests.conftest import MOVE
from naast.kernel.actor import Actor

pytestmark = pytest.mark.django_db
PICTURE = f"/werk/reizen/{MOVE}/"


def signed_in(client: Client, actor: Actor, cookie: str) -> Client:
    request = HttpRequest()
    request.session = SessionStore()
    assert actor.id is not None
    open_staff_session(request, user=actor.id)
    request.session.save()
    client.cookies[cookie] = str(request.session.session_key)
    return client


def test_the_picture_and_the_list_say_the_same(client: Client, karim: Actor, settings: object) -> None:
    answer = signed_in(client, karim, settings.SESSION_COOKIE_NAME).get(PICTURE)  # type: ignore[attr-defined]
    page = answer.content.decode()
    assert page.count("<rect") == page.count('<li id="vraag-') > 10
    assert "Op welke dag verhuist u?" in page
    assert "als <code>situation == &#x27;away&#x27;</code>" in page


def test_an_unknown_service_is_not_there(client: Client, karim: Actor, settings: object) -> None:
    answer = signed_in(client, karim, settings.SESSION_COOKIE_NAME).get("/werk/reizen/niets/")  # type: ignore[attr-defined]
    assert answer.status_code == 404


def test_residents_have_no_business_there(client: Client, town: UUID) -> None:
    assert client.get(PICTURE)["Location"].startswith("/werk/inloggen/")
