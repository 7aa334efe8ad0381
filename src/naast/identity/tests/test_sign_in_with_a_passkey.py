"""A worker keeps a passkey on a device and signs in with it. The device here is software, and does what WebAuthn Level 2 says."""

import json
import os
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from naast.identity.api import create_staff, disable_staff
from naast.identity.models import OpenSession, Passkey
from naast.identity.tests.doors import enter_as_staff
from naast.kernel.actor import SYSTEM

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Device:
    """One key, made for one site."""

    origin: str = settings.NAAST.base_url
    site: str = settings.NAAST.host
    flags: int = PRESENT | VERIFIED
    counter: int = 0
    id: bytes = field(default_factory=lambda: os.urandom(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def create(self, options: dict[str, Any]) -> str:
        credential = AttestedCredentialData.create(
            b"\0" * 16, self.id, ES256.from_cryptography_key(self.key.public_key())
        )
        data = AuthenticatorData.create(self._site_hash(), self.flags | ATTESTED, self.counter, credential)
        attestation = AttestationObject.create("none", data, {})
        return self._answer(
            {
                "clientDataJSON": websafe_encode(self._client_data("webauthn.create", options)),
                "attestationObject": websafe_encode(bytes(attestation)),
            }
        )

    def get(self, options: dict[str, Any]) -> str:
        data = AuthenticatorData.create(self._site_hash(), self.flags, self.counter)
        client_data = self._client_data("webauthn.get", options)
        signature = self.key.sign(bytes(data) + sha256(client_data).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client_data),
                "authenticatorData": websafe_encode(bytes(data)),
                "signature": websafe_encode(signature),
            }
        )

    def _client_data(self, kind: str, options: dict[str, Any]) -> bytes:
        values = {"type": kind, "challenge": options["publicKey"]["challenge"], "origin": self.origin}
        return json.dumps(values).encode()

    def _site_hash(self) -> bytes:
        return sha256(self.site.encode()).digest()

    def _answer(self, response: dict[str, str]) -> str:
        name = websafe_encode(self.id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})


def add(client: Client, device: Device, name: str = "Mijn telefoon") -> HttpResponse:
    options = client.post("/werk/passkeys/vraag/").json()
    return client.post("/werk/passkeys/nieuw/", {"credential": device.create(options), "name": name})


def sign_in(client: Client, device: Device) -> HttpResponse:
    options = client.post("/werk/inloggen/passkey/vraag/").json()
    values = {"credential": device.get(options), "next": "/proef/werk/"}
    return client.post("/werk/inloggen/passkey/", values)


@pytest.fixture
def device(karim: UUID) -> Device:
    """Karim's phone, with his passkey on it."""
    client, made = Client(), Device()
    enter_as_staff(client, user=karim)
    assert add(client, made).json() == {"next": "/werk/passkeys/"}
    return made


def test_a_worker_signs_in_with_a_passkey(client: Client, device: Device, karim: UUID) -> None:
    assert sign_in(client, device).json() == {"next": "/proef/werk/"}
    assert f"agent {karim}" in client.get("/proef/werk/").content.decode()


def test_a_worker_sees_their_own_passkeys_and_removes_one(client: Client, device: Device, karim: UUID) -> None:
    sign_in(client, device)
    assert "Mijn telefoon" in client.get("/werk/passkeys/").content.decode()
    client.post(f"/werk/passkeys/{Passkey.objects.get().id}/weg/")
    assert sign_in(Client(), device).status_code == 403


def test_a_colleague_does_not_remove_it(client: Client, device: Device) -> None:
    gerda = create_staff(SYSTEM, email="gerda@lommerwaard.example", full_name="Gerda Mulder")
    enter_as_staff(client, user=gerda)
    assert client.post(f"/werk/passkeys/{Passkey.objects.get().id}/weg/").status_code == 404
    assert Passkey.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://kwaad.example"},
        {"site": "kwaad.example"},
        {"flags": PRESENT},
        {"flags": VERIFIED},
        {"key": ec.generate_private_key(ec.SECP256R1())},
        {"id": b"een andere sleutel"},
    ],
    ids=["another origin", "another site", "not verified", "not present", "another key", "unknown"],
)
def test_an_answer_that_is_not_right_opens_nothing(client: Client, device: Device, wrong: dict[str, Any]) -> None:
    for name, value in wrong.items():
        setattr(device, name, value)
    OpenSession.objects.all().delete()
    assert sign_in(client, device).status_code == 403
    assert not OpenSession.objects.exists()


def test_an_answer_works_once(client: Client, device: Device) -> None:
    options = client.post("/werk/inloggen/passkey/vraag/").json()
    answer = {"credential": device.get(options)}
    client.post("/werk/inloggen/passkey/", answer)
    client.post("/uitloggen/")
    assert client.post("/werk/inloggen/passkey/", answer).status_code == 403


def test_an_answer_belongs_to_the_browser_that_asked(device: Device) -> None:
    options = Client().post("/werk/inloggen/passkey/vraag/").json()
    assert Client().post("/werk/inloggen/passkey/", {"credential": device.get(options)}).status_code == 403


def test_a_copied_key_is_noticed_by_its_counter(client: Client, device: Device) -> None:
    device.counter = 5
    assert sign_in(client, device).status_code == 200
    assert sign_in(Client(), device).status_code == 403
    device.counter = 6
    assert sign_in(Client(), device).status_code == 200


def test_a_worker_who_left_does_not_get_in(client: Client, device: Device, karim: UUID) -> None:
    disable_staff(SYSTEM, user=karim)
    assert sign_in(client, device).status_code == 403


CUT_OFF = {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AA"}
NONSENSE = {
    "nothing": "",
    "no fields": "{}",
    "a list": "[]",
    "null": "null",
    "one field": '{"id":"x"}',
    "a control character": "\x00",
    "long": "x" * 100_000,
    "deep": "[" * 100_000,
    "cut off": json.dumps({"id": "YQ", "rawId": "YQ", "type": "public-key", "response": CUT_OFF}),
}


@pytest.mark.parametrize("credential", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_gets_a_sentence(client: Client, town: UUID, credential: str) -> None:
    client.post("/werk/inloggen/passkey/vraag/")
    answer = client.post("/werk/inloggen/passkey/", {"credential": credential})
    assert answer.status_code == 403
    assert "lukte niet" in answer.json()["sentence"]


def test_trying_too_often_is_slowed_down(client: Client, town: UUID, clock: object) -> None:
    statuses = [client.post("/werk/inloggen/passkey/", {"credential": "{}"}).status_code for _each in range(12)]
    assert statuses == [403] * 10 + [429] * 2
