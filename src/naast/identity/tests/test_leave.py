"""Signing out, here or at the provider: from then on the old cookie opens nothing."""

import time
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings as django_settings
from django.test import Client

from naast.identity.models import OpenSession
from naast.identity.tests.conftest import party_of
from naast.identity.tests.doors import enter_as_resident, enter_as_staff
from naast.identity.tests.provider import Provider
from naast.identity.tests.test_sign_in_as_resident import MINE, sign_in
from naast.kernel.models import StoredEvent

SESSION = django_settings.SESSION_COOKIE_NAME
BACKCHANNEL = "/inloggen/afgemeld/"


def test_after_signing_out_the_old_cookie_is_dead(client: Client, town: UUID) -> None:
    enter_as_resident(client, party=uuid4(), organisation=town)
    thief = Client()
    thief.cookies[SESSION] = client.cookies[SESSION].value
    assert thief.get(MINE).status_code == 200
    response = client.post("/uitloggen/")
    assert response["Location"] == "/uitgelogd/"
    assert thief.get(MINE).status_code == 302
    assert client.get(MINE).status_code == 302


def test_a_new_secret_key_signs_everybody_out(town: UUID, karim: UUID, settings: Any) -> None:
    resident, worker = Client(), Client()
    enter_as_resident(resident, party=uuid4(), organisation=town)
    enter_as_staff(worker, user=karim)
    assert (resident.get(MINE).status_code, worker.get("/werk/").status_code) == (200, 200)
    settings.SECRET_KEY = "another" * 10
    assert (resident.get(MINE).status_code, worker.get("/werk/").status_code) == (302, 302)


def test_signing_out_clears_what_the_browser_kept(client: Client, town: UUID) -> None:
    """Cookies stay out of it: how somebody likes to be spoken to is no secret of the last person."""
    enter_as_resident(client, party=uuid4(), organisation=town)
    response = client.post("/uitloggen/")
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert client.cookies[SESSION].value == ""
    assert not client.session.keys()


def test_signing_out_is_told_to_the_house(client: Client, town: UUID) -> None:
    party = uuid4()
    enter_as_resident(client, party=party, organisation=town)
    client.post("/uitloggen/")
    assert StoredEvent.objects.get(name="identity.ResidentSignedOut").payload["party"] == str(party)


def test_a_link_does_not_sign_anybody_out(client: Client, town: UUID) -> None:
    enter_as_resident(client, party=uuid4(), organisation=town)
    assert client.get("/uitloggen/").status_code == 405
    assert client.get(MINE).status_code == 200


def test_a_foreign_form_does_not_sign_anybody_out(town: UUID) -> None:
    client = Client(enforce_csrf_checks=True)
    enter_as_resident(client, party=uuid4(), organisation=town)
    assert client.post("/uitloggen/").status_code == 403
    assert client.get(MINE).status_code == 200


def test_a_worker_comes_out_at_the_door_of_the_staff(client: Client, karim: UUID) -> None:
    enter_as_staff(client, user=karim)
    assert client.post("/uitloggen/")["Location"] == "/werk/inloggen/"
    assert client.get("/proef/werk/").status_code == 302


def test_the_page_after_it_links_to_the_provider(client: Client, provider: Provider) -> None:
    page = client.get("/uitgelogd/").content.decode()
    assert f'href="{provider.issuer}/end"' in page


def test_the_provider_can_end_one_session(client: Client, provider: Provider) -> None:
    sign_in(client, provider)
    answer = Client(enforce_csrf_checks=True).post(
        BACKCHANNEL, {"logout_token": provider.logout_token(sub=None, sid="session-1")}
    )
    assert answer.status_code == 200
    assert client.get(MINE).status_code == 302
    assert StoredEvent.objects.get(name="identity.ResidentSignedOut").payload["party"] == str(party_of("999990007"))


def test_the_provider_can_end_all_sessions_of_a_person(client: Client, provider: Provider, town: UUID) -> None:
    phone, other = Client(), Client()
    sign_in(client, provider)
    sign_in(phone, provider)
    enter_as_resident(other, party=uuid4(), organisation=town)
    client.post(BACKCHANNEL, {"logout_token": provider.logout_token(sid=None)})
    assert [one.get(MINE).status_code for one in (client, phone, other)] == [302, 302, 200]


@pytest.mark.parametrize(
    "changes",
    [
        {"nonce": "x"},
        {"events": None},
        {"events": {"iets-anders": {}}},
        {"sub": None, "sid": None},
        {"jti": None},
        {"aud": "een-ander"},
        {"iss": "https://kwaad.example"},
        {"exp": 1},
        {"iat": 1},
    ],
)
def test_a_token_that_is_not_a_logout_token_ends_nothing(
    client: Client, provider: Provider, changes: dict[str, Any]
) -> None:
    sign_in(client, provider)
    assert client.post(BACKCHANNEL, {"logout_token": provider.logout_token(**changes)}).status_code == 400
    for nonsense in ("onzin", "eyJhbGciOiJSUzI1NiIsImNyaXQiOjF9.e30.AA"):  # the second has `"crit": 1`
        assert client.post(BACKCHANNEL, {"logout_token": nonsense}).status_code == 400
    assert client.get(MINE).status_code == 200


def test_a_logout_token_works_once_and_ends_nothing_that_was_opened_since(client: Client, provider: Provider) -> None:
    """OpenID Connect Back-Channel Logout 1.0, 2.6 (8)."""
    sign_in(client, provider)
    before = int(time.time())
    told, earlier = provider.logout_token(), provider.logout_token(jti="2", iat=before - 30)
    assert client.post(BACKCHANNEL, {"logout_token": told}).status_code == 200
    sign_in(client, provider)  # in the same second, so that only the token's number tells
    assert client.post(BACKCHANNEL, {"logout_token": told}).status_code == 400
    assert client.post(BACKCHANNEL, {"logout_token": earlier}).status_code == 200
    assert client.get(MINE).status_code == 200


def test_the_provider_cannot_end_sessions_of_staff(client: Client, provider: Provider, karim: UUID) -> None:
    enter_as_staff(client, user=karim)
    client.post(BACKCHANNEL, {"logout_token": provider.logout_token(sub=None, sid="")})
    client.post(BACKCHANNEL, {"logout_token": provider.logout_token(sub="karim")})
    assert OpenSession.objects.get(user=karim).ends_at
    assert client.get("/proef/werk/").status_code == 200
