"""Passkeys of the staff (WebAuthn Level 2): a key on one's own device, bound to this site, opened by finger, face or PIN."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from naast.identity import models
from naast.identity.actions.sign_in import NotSignedIn
from naast.kernel.clock import now
from naast.kernel.errors import NotFound, Refused
from naast.kernel.removals import removed

Ceremony = dict[str, Any]
NAME_LENGTH = 60
MOST = 10  # passkeys of one person
REQUIRED = UserVerificationRequirement.REQUIRED
# What json and fido2 raise for an answer of another shape: cut off, too deep, or not what it says.
MISSHAPEN = (ValueError, LookupError, TypeError, AttributeError, RecursionError, struct.error)


@dataclass(frozen=True, slots=True)
class PasskeyView:
    id: UUID
    name: str
    created_at: datetime
    last_used_at: datetime | None


def passkeys(user: UUID) -> tuple[PasskeyView, ...]:
    rows = models.Passkey.objects.filter(user=user).order_by("created_at")
    return tuple(PasskeyView(row.id, row.name, row.created_at, row.last_used_at) for row in rows)


def begin_registration(user: UUID) -> tuple[Ceremony, Ceremony]:
    """(what the browser needs, what we must remember until it answers)."""
    row = models.User.objects.get(pk=user)
    options, state = _server().register_begin(
        PublicKeyCredentialUserEntity(id=row.id.bytes, name=row.email, display_name=row.full_name),
        credentials=[AttestedCredentialData(bytes(key.credential)) for key in row.passkeys.all()],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=REQUIRED,
    )
    return dict(options), state


@transaction.atomic
def finish_registration(user: UUID, *, state: Ceremony, answer: str, name: str) -> UUID:
    """Keep the public key that this device made. Raises Refused."""
    if models.Passkey.objects.filter(user=user).count() >= MOST:
        raise Refused(f"Je hebt al {MOST} passkeys. Haal er eerst een weg.")
    try:
        made = _server().register_complete(state, json.loads(answer)).credential_data
    except MISSHAPEN:
        raise Refused("Dat lukte niet. Probeer het nog een keer.") from None
    if made is None:
        raise Refused("Dit apparaat gaf geen sleutel. Probeer een ander apparaat.")
    try:
        with transaction.atomic():
            row = models.Passkey.objects.create(
                user_id=user,
                credential_id=made.credential_id,
                credential=bytes(made),
                name=name.strip()[:NAME_LENGTH] or "Passkey",
            )
    except IntegrityError:
        raise Refused("Deze passkey is al in gebruik.") from None
    return row.id


def begin_authentication() -> tuple[Ceremony, Ceremony]:
    """(what the browser needs, what we must remember). Asks for no name, so nobody learns who works here."""
    options, state = _server().authenticate_begin(user_verification=REQUIRED)
    return dict(options), state


@transaction.atomic
def finish_authentication(*, state: Ceremony, answer: str) -> UUID:
    """The member of staff who holds this passkey. Raises NotSignedIn."""
    try:
        response = AuthenticationResponse.from_dict(json.loads(answer))
        row = _passkey(response.raw_id)
        _server().authenticate_complete(state, [AttestedCredentialData(bytes(row.credential))], response)
        _count(row, response.response.authenticator_data)
    except (*MISSHAPEN, NotFound):
        raise NotSignedIn(
            "Inloggen met de passkey lukte niet. Probeer het nog een keer, of gebruik het werkaccount."
        ) from None
    return row.user_id


@transaction.atomic
def remove_passkey(user: UUID, *, passkey: UUID) -> None:
    """Raises NotFound when it is not this person's."""
    if not models.Passkey.objects.filter(pk=passkey, user=user).delete()[0]:
        raise NotFound
    removed("identity.passkey", passkey)


def remove_passkey_again(passkey: UUID) -> bool:
    """After a restore: it was gone, and a backup brought it back. Whether it was there."""
    return bool(models.Passkey.objects.filter(pk=passkey).delete()[0])


def _passkey(credential_id: bytes) -> models.Passkey:
    keys = models.Passkey.objects.select_for_update(of=("self",)).filter(user__is_active=True)
    row = keys.filter(credential_id=credential_id).first()
    if row is None:
        raise NotFound
    return row


def _count(row: models.Passkey, data: AuthenticatorData) -> None:
    """A counter that does not grow betrays a copied key; synchronised passkeys leave it at zero (WebAuthn 6.1.1)."""
    if (data.counter or row.counter) and data.counter <= row.counter:
        raise ValueError("the counter went back")
    row.counter, row.last_used_at = data.counter, now()
    row.save(update_fields=["counter", "last_used_at"])


def _server() -> Fido2Server:
    """Bound to the address that we serve: an answer made for any other origin is refused."""
    base = settings.NAAST.base_url
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=urlsplit(base).hostname or "", name="Naast"),
        verify_origin=lambda origin: origin == base,
    )
