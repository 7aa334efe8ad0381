"""E-mail addresses and phone numbers, and the proof that their owner reads them."""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from naast.dossier import api as dossier
from naast.kernel.actor import Actor, ActorKind
from naast.kernel.clock import now
from naast.kernel.errors import Forbidden, NotFound
from naast.kernel.events import announce
from naast.kernel.removals import removed
from naast.kernel.types import Ref
from naast.parties.access import own_addresses, own_party
from naast.parties.actions.preferences import door
from naast.parties.events import AddressCheckAsked, AddressVerified
from naast.parties.models import DigitalAddress, SentCode
from naast.parties.types import WrongCode

TRIES = 5
GOOD_FOR = timedelta(minutes=10)


@transaction.atomic
def add_mail(actor: Actor, value: str) -> UUID:
    """Add a mail address of the resident and ask for a code to be sent there. Until it is verified nothing else goes there."""
    row, new = DigitalAddress.objects.get_or_create(
        party_id=own_party(actor), kind="email", value=value, removed_at=None
    )
    if new:
        _tell(actor, row, "parties.address_added")
    if row.verified_at is None:
        _ask_code(actor, row)
    return row.id


@transaction.atomic
def set_phone(actor: Actor, value: str) -> None:
    """The number on which a human may call the resident, as given: we have no way to prove it. It replaces the one before."""
    row, new = DigitalAddress.objects.get_or_create(
        party_id=own_party(actor), kind="phone", value=value, removed_at=None
    )
    if new:
        _replace_others(row)
        _tell(actor, row, "parties.address_added")


@transaction.atomic
def bring_address(actor: Actor, *, party: UUID, kind: Literal["email", "phone"], value: str) -> UUID:
    """An address that the organisation's own register had verified before Naast came. Only the system itself; Forbidden."""
    if actor.kind is not ActorKind.SYSTEM:
        raise Forbidden
    row = DigitalAddress.objects.create(party_id=party, kind=kind, value=value, verified_at=now())
    dossier.audit(actor, organisation=actor.organisation, what="parties.address_brought", about=Ref("party", party))
    return row.id


@transaction.atomic
def send_code_again(actor: Actor, address: UUID) -> None:
    """A new code; the ones before no longer work. Raises NotFound, for a phone number too."""
    row = _own(actor, address)
    if row.kind != "email":
        raise NotFound
    _ask_code(actor, row)


def verify_address(actor: Actor, *, address: UUID, code: str) -> None:
    """Prove that this address is read, with the code that was sent to it: five tries, ten minutes.

    Raises WrongCode, NotFound.
    """
    if not _verified(actor, address, code):  # the try is kept, so the refusal stands outside its transaction
        raise WrongCode(_("Deze code klopt niet, of is te oud. Vraag een nieuwe code."))


@transaction.atomic
def _verified(actor: Actor, address: UUID, code: str) -> bool:
    row = _own(actor, address)
    sent = SentCode.objects.select_for_update().filter(address=row, until__gt=now(), tries__lt=TRIES)
    last = sent.order_by("-made_at", "-id").first()
    if last is None:
        return False
    last.tries += 1
    last.save(update_fields=["tries"])
    if not hmac.compare_digest(str(last.code).encode(), code.strip().encode()):
        return False
    _settle(actor, row)
    return True


def _settle(actor: Actor, row: DigitalAddress) -> None:
    row.verified_at = now()
    row.save(update_fields=["verified_at"])
    SentCode.objects.filter(address=row).delete()
    _replace_others(row)
    _tell(actor, row, "parties.address_verified")
    announce(AddressVerified(party=row.party_id, address=row.id))


def _replace_others(row: DigitalAddress) -> None:
    others = DigitalAddress.objects.filter(party=row.party_id, kind=row.kind, removed_at=None).exclude(id=row.id)
    others.update(removed_at=now())


@transaction.atomic
def remove_address(actor: Actor, address: UUID) -> None:
    """Never use this address again. Raises NotFound."""
    row = _own(actor, address)
    row.removed_at = now()
    row.save(update_fields=["removed_at"])
    SentCode.objects.filter(address=row).delete()
    _tell(actor, row, "parties.address_removed")
    removed("parties.address", row.pk)


def _own(actor: Actor, address: UUID) -> DigitalAddress:
    row = own_addresses(actor).select_for_update().filter(id=address).first()
    if row is None:
        raise NotFound
    return row


def _ask_code(actor: Actor, row: DigitalAddress) -> None:
    SentCode.objects.filter(address=row).delete()
    sent = SentCode.objects.create(address=row, code=f"{secrets.randbelow(1_000_000):06}", until=now() + GOOD_FOR)
    announce(AddressCheckAsked(check=sent.id, party=row.party_id, organisation=actor.organisation))


def forget_codes() -> int:
    """Remove codes that are too old to be of use. A sweep."""
    return SentCode.objects.filter(until__lt=now()).delete()[0]


def _tell(actor: Actor, row: DigitalAddress, kind: str) -> None:
    dossier.record(
        actor,
        subject=row.party_id,
        organisation=door(actor),
        kind=kind,
        purpose="parties.own_details",
        about=Ref("party", row.party_id),
        content={"address": row.value},
    )
