"""People and organisations that we come to know. Two rows are never made one by a machine: only a human merges people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from stdnum.nl import bsn as bsn_number

from naast.dossier import api as dossier
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.crypto import blind_index
from naast.kernel.errors import Refused
from naast.kernel.events import announce
from naast.kernel.types import Ref
from naast.parties.events import PersonRegistered
from naast.parties.models import LegalEntity, Party, PartyIdentifier, PartyRole, Person
from naast.parties.queries.people import people_with_bsn
from naast.parties.types import EntityForm, searchable

LONGEST_NAME = 200  # as a row holds them


@transaction.atomic
def register_person(
    actor: Actor,
    *,
    family_name: str,
    given_names: str = "",
    prefix: str = "",
    birth_date: date | None = None,
    bsn: str | None = None,
    source: str = "self",
    organisation: UUID | None = None,
) -> UUID:
    """Somebody new. Only a name is needed, and even that may be empty. Raises Refused when another person has this BSN."""
    party = Party.objects.create(kind="person")
    Person.objects.create(
        party=party,
        given_names=given_names,
        prefix=prefix,
        family_name=family_name,
        birth_date=birth_date,
        search_name=searchable(family_name, given_names),
        source=source,
    )
    if bsn:
        _identify(party, "bsn", checked_bsn(bsn))
    dossier.audit(
        actor, organisation=organisation or actor.organisation, what="parties.registered", about=_ref(party.id)
    )
    announce(PersonRegistered(party=party.id))
    return party.id


@transaction.atomic
def register_legal_entity(
    actor: Actor, *, name: str, form: EntityForm, kvk: str | None = None, rsin: str | None = None
) -> UUID:
    """A company, association, foundation or collective; a collective needs no number."""
    party = Party.objects.create(kind="legal_entity")
    LegalEntity.objects.create(party=party, name=name, form=form)
    for kind, number in (("kvk", kvk), ("rsin", rsin)):
        if number:
            _identify(party, kind, number)
    dossier.audit(actor, organisation=actor.organisation, what="parties.registered", about=_ref(party.id))
    return party.id


@transaction.atomic
def give_role(actor: Actor, *, entity: UUID, party: UUID, role: str) -> UUID:
    """Say what a party is for a legal entity, such as `board` or `contact`."""
    row = PartyRole.objects.create(entity_id=entity, party_id=party, role=role)
    dossier.audit(actor, organisation=actor.organisation, what="parties.role_given", about=_ref(entity))
    return row.id


def person_for(*, bsn: str, claims: Mapping[str, Any]) -> UUID:
    """Whoever has this BSN, made when it is the first time. Two first times at once make one person."""
    number = checked_bsn(bsn)
    known = people_with_bsn(number).first()
    if known:
        return known.party_id
    try:
        with transaction.atomic():
            return register_person(SYSTEM, bsn=number, **_told(claims))
    except Refused:
        return people_with_bsn(number).get().party_id


def _told(claims: Mapping[str, Any]) -> dict[str, Any]:
    """Name and birth date as OpenID Connect Core names them (section 5.1), when the broker gives them at all."""
    return {
        "given_names": str(claims.get("given_name") or "")[:LONGEST_NAME],
        "family_name": str(claims.get("family_name") or "")[:LONGEST_NAME],
        "birth_date": _day(str(claims.get("birthdate", ""))),
        "source": "sign-in",
    }


def _day(text: str) -> date | None:
    """The standard also allows a year alone, or a day without a year; then we do not know the birth date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def checked_bsn(text: str) -> str:
    """Nine digits that pass the elfproef (Regeling BSN). Raises Refused."""
    if not bsn_number.is_valid(text):
        raise Refused("Dit is geen goed burgerservicenummer. Het heeft 9 cijfers.")
    return str(bsn_number.compact(text))


def _identify(party: Party, kind: str, number: str) -> None:
    try:
        with transaction.atomic():
            PartyIdentifier.objects.create(party=party, kind=kind, value=number, index=blind_index(kind, number))
    except IntegrityError as taken:
        raise Refused("Er is al iemand met dit nummer.") from taken


def _ref(party: UUID) -> Ref:
    return Ref("party", party)
