"""Whoever does something very often waits a moment; nothing typed is lost by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from naast.journeys.models import Draft
from naast.journeys.tests.test_hand_in_a_paper import note_page, photo
from naast.journeys.tests.test_walk_the_pages import START, version_on
from naast.journeys.views import starting, steps
from naast.kernel.actor import Actor

pytestmark = pytest.mark.django_db
SignIn = Callable[[Actor], Client]


def test_starting_again_and_again(
    sign_in: SignIn, mirthe: Actor, bilal: Actor, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "STARTS_PER_MINUTE", 3)
    client = sign_in(mirthe)
    assert [client.post(START).status_code for _ in range(4)] == [302, 302, 302, 429]
    assert Draft.objects.count() == 3
    assert sign_in(bilal).post(START).status_code == 302  # of the same address, and somebody else
    clock.shift(60)
    assert sign_in(mirthe).post(START).status_code == 302


def test_saving_while_typing_is_told_and_goes_on_later(
    sign_in: SignIn, mirthe: Actor, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "SAVES_PER_MINUTE", 2)
    client = sign_in(mirthe)
    url = f"{client.post(START)['Location']}bewaar/"
    answers = [client.post(url, {"version": str(seen), "value": "into"}) for seen in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert "Over 30 seconden kan het weer." in answers[2].json()["text"]
    clock.shift(31)
    assert client.post(url, {"version": "2", "value": "into"}).status_code == 200


def test_what_was_typed_stands_on_the_page_that_asks_to_wait(
    sign_in: SignIn, mirthe: Actor, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "UPLOADS_PER_MINUTE", 1)
    client = sign_in(mirthe)
    url = note_page(client)
    first = {"version": version_on(client, url), "file": photo("een.jpg")}
    assert client.post(url, first).status_code == 302
    answer = client.post(
        url,
        {
            "version": version_on(client, url),
            "reden": "Het <eerste> is vaag",
            "csrfmiddlewaretoken": "een-oud-bewijs",
            "file": photo(),
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    assert "Dit ging te vaak achter elkaar. Over 60 seconden kan het weer." in page
    assert "Wat u typte, is er nog. Uw bestand kiest u straks opnieuw." in page
    assert '<input type="hidden" name="reden" value="Het &lt;eerste&gt; is vaag">' in page
    assert f'action="{url}"' in page
    assert "een-oud-bewijs" not in page
