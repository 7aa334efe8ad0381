"""Whatever a provider, or somebody in between, sends that is not right: nobody is signed in.

The checks: OpenID Connect Core 1.0, 3.1.3.7; RFC 8725 (JWT best practice); RFC 9207 and RFC 9700 (mix-up); RFC 7636.
"""

import base64
import json
import time
from typing import Any

import pytest
from django.test import Client
from joserfc import jwt
from joserfc.jwk import OctKey

from naast.identity.models import OpenSession, User
from naast.identity.tests.provider import EIDAS, KEY, SECRET, STRANGER, Provider, Twist, Values, signed
from naast.identity.tests.test_sign_in_as_resident import leave


def with_(**changes: Any) -> Any:
    """The values with these changed; None takes one away."""

    def change(values: Values) -> Values:
        return {name: value for name, value in {**values, **changes}.items() if value is not None}

    return change


def later(name: str, seconds: int) -> Any:
    return lambda values: {**values, name: int(time.time()) + seconds}


def unsigned(provider: Provider, claims: Values) -> str:
    return f"{_part({'alg': 'none'})}.{_part(claims)}."


def signed_with_our_public_key(provider: Provider, claims: Values) -> str:
    public = OctKey.import_key(KEY.as_pem(private=False))
    return jwt.encode({"alg": "HS256", "kid": KEY.kid}, claims, public)


def signed_with_the_client_secret(provider: Provider, claims: Values) -> str:
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))


def signed_by_a_stranger(provider: Provider, claims: Values) -> str:
    return jwt.encode({"alg": "RS256", "kid": KEY.kid}, claims, STRANGER)


def signed_by_a_stranger_under_their_own_name(provider: Provider, claims: Values) -> str:
    return jwt.encode({"alg": "RS256", "kid": STRANGER.kid}, claims, STRANGER)


def signed_with_a_key_it_brings_along(provider: Provider, claims: Values) -> str:
    header = {"alg": "RS256", "jwk": STRANGER.as_dict(private=False)}
    return jwt.encode(header, claims, STRANGER)


def changed_after_signing(provider: Provider, claims: Values) -> str:
    head, _, signature = signed(provider, claims).split(".")
    return f"{head}.{_part({**claims, 'bsn': '999990731'})}.{signature}"


def shared_key(keys: Values) -> Values:
    return {"keys": [*keys["keys"], OctKey.import_key(SECRET, {"kid": "shared"}).as_dict(private=True)]}


def signed_with_the_shared_key(provider: Provider, claims: Values) -> str:
    return jwt.encode({"alg": "HS256", "kid": "shared"}, claims, OctKey.import_key(SECRET))


def _part(values: Values) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).rstrip(b"=").decode()


TOKENS = {
    "another nonce": Twist(claims=with_(nonce="x" * 43)),
    "no nonce": Twist(claims=with_(nonce=None)),
    "no signature": Twist(sign=unsigned),
    "HS256 with the public key": Twist(sign=signed_with_our_public_key),
    "HS256 with the client secret": Twist(sign=signed_with_the_client_secret),
    "HS256 with a shared key it publishes": Twist(keys=shared_key, sign=signed_with_the_shared_key),
    "signed by a stranger": Twist(sign=signed_by_a_stranger),
    "signed by a stranger under another key name": Twist(sign=signed_by_a_stranger_under_their_own_name),
    "brings its own key": Twist(sign=signed_with_a_key_it_brings_along),
    "changed after signing": Twist(sign=changed_after_signing),
    "not a token": Twist(sign=lambda provider, claims: "geen.token"),
    "another issuer": Twist(claims=with_(iss="https://kwaad.example")),
    "another audience": Twist(claims=with_(aud="een-ander")),
    "an audience of two": Twist(claims=with_(aud=["naast-residents", "een-ander"])),
    "issued to another client": Twist(claims=with_(azp="een-ander")),
    "no audience": Twist(claims=with_(aud=None)),
    "expired": Twist(claims=later("exp", -31)),
    "without an end": Twist(claims=with_(exp=None)),
    "with an end in words": Twist(claims=with_(exp="morgen")),
    "issued in the future": Twist(claims=later("iat", 60)),
    "issued long ago": Twist(claims=later("iat", -700)),
    "not valid yet": Twist(claims=later("nbf", 60)),
    "no subject": Twist(claims=with_(sub=None)),
    "no token": Twist(token=with_(id_token=None)),
    "token elsewhere": Twist(token_status=302),
    "token endpoint fails": Twist(token_status=500),
}
ANSWERS = {
    "no state": Twist(answer=with_(state=None)),
    "another state": Twist(answer=with_(state="x" * 43)),
    "names another issuer": Twist(answer=with_(iss="https://kwaad.example")),
    "names no issuer, though it promised to": Twist(answer=with_(iss=None)),
    "no code": Twist(answer=with_(code=None)),
    "an unknown code": Twist(answer=with_(code="x")),
}
RESIDENTS_ONLY = {
    "no level": Twist(claims=with_(acr=None)),
    "an unknown level": Twist(claims=with_(acr="heel hoog")),
    "a level as a list": Twist(claims=with_(acr=[EIDAS + "high"])),
    "no citizen number": Twist(claims=with_(bsn=None)),
    "a citizen number that fails the test of eleven": Twist(claims=with_(bsn="999990008")),
    "a citizen number that is no text": Twist(claims=with_(bsn=999990007)),
}
BEFORE_LEAVING = {
    "discovery names another issuer": Twist(metadata=with_(issuer="https://kwaad.example")),
    "discovery without a token endpoint": Twist(metadata=with_(token_endpoint=None)),
    "discovery with an address that is no address": Twist(metadata=with_(jwks_uri="javascript:alert(1)")),
}


def _named(twists: dict[str, Twist]) -> list[Any]:
    return [pytest.param(twist, id=name) for name, twist in twists.items()]


@pytest.mark.parametrize("twist", _named(TOKENS | ANSWERS | RESIDENTS_ONLY))
def test_a_resident_is_not_signed_in(client: Client, provider: Provider, twist: Twist) -> None:
    provider.twist = twist
    answer = provider.answer(leave(client))
    page = client.get("/inloggen/terug/", answer)
    assert page.status_code == 403
    assert not OpenSession.objects.exists()
    assert client.get("/proef/mijn/").status_code == 302


@pytest.mark.parametrize("twist", _named(TOKENS | ANSWERS))
def test_a_worker_is_not_signed_in(client: Client, provider: Provider, karim: Any, twist: Twist) -> None:
    provider.person = {"sub": "karim", "email": "karim@lommerwaard.example", "email_verified": True}
    provider.twist = twist
    answer = provider.answer(client.get("/werk/inloggen/start/")["Location"])
    assert client.get("/werk/inloggen/terug/", answer).status_code == 403
    assert not OpenSession.objects.exists()
    assert User.objects.get(pk=karim).provider_subject is None


@pytest.mark.parametrize("twist", _named(BEFORE_LEAVING))
def test_nobody_is_sent_there(client: Client, provider: Provider, twist: Twist) -> None:
    provider.twist = twist
    assert client.get("/inloggen/").status_code == 403


def test_an_answer_for_one_door_does_not_open_the_other(client: Client, provider: Provider, karim: Any) -> None:
    provider.person = {"sub": "karim", "email": "karim@lommerwaard.example", "email_verified": True}
    answer = provider.answer(leave(client))
    assert client.get("/werk/inloggen/terug/", answer).status_code == 403


def test_what_was_wrong_goes_to_the_log_and_not_to_the_browser(
    client: Client, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    provider.twist = TOKENS["another audience"]
    page = client.get("/inloggen/terug/", provider.answer(leave(client))).content.decode()
    assert "not meant for us alone" in caplog.text
    assert "not meant" not in page
    assert "999990007" not in caplog.text


def test_an_honest_provider_is_believed(client: Client, provider: Provider) -> None:
    assert client.get("/inloggen/terug/", provider.answer(leave(client))).status_code == 302


def test_a_key_that_the_provider_has_just_taken_into_use_is_fetched(
    client: Client, provider: Provider, clock: Any
) -> None:
    """Keys rotate; a token under a new key must not be refused for the ten minutes that we keep the old ones."""
    client.get("/inloggen/terug/", provider.answer(leave(client)))
    clock.shift(60)
    provider.twist = Twist(
        keys=lambda keys: {"keys": [*keys["keys"], STRANGER.as_dict(private=False)]},
        sign=signed_by_a_stranger_under_their_own_name,
    )
    other = Client()
    assert other.get("/inloggen/terug/", provider.answer(leave(other))).status_code == 302
