"""Cards and names of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet

from naast.kernel.actor import Actor
from naast.kernel.asked import asked_once
from naast.kernel.crypto import blind_indexes
from naast.kernel.rows import only
from naast.parties import access
from naast.parties.models import Address, DigitalAddress, LegalEntity, Party, PartyIdentifier, Person, Preference
from naast.parties.types import Channel, DigitalAddressView, Lane, PersonCard, Reach


def person(actor: Actor, party: UUID) -> PersonCard:
    """The card of somebody this actor may know. Raises NotFound."""
    return card(access.access_person(actor, party))


def card(person: Person) -> PersonCard:
    """The card of a person whose preference was selected along."""
    preference = getattr(person.party, "preference", None) or Preference()
    return PersonCard(
        id=person.party_id,
        name=person.name,
        given_name=person.given_name,
        birth_date=person.birth_date,
        lane=Lane(preference.lane or Lane.FAST),
        channel=Channel(preference.channel or Channel.INBOX),
        language=preference.language,
    )


def name_of(party: UUID) -> str:
    """The name for a page whose reader may already see this party; empty when we do not know it."""
    return names_of([party]).get(party, "")


def names_of(parties: Iterable[UUID]) -> Mapping[UUID, str]:
    """The names of these parties, people and organisations alike, in at most two queries."""
    wanted = set(parties)
    names = {one.party_id: one.name for one in Person.objects.filter(party_id__in=wanted)}
    if others := wanted - names.keys():
        names |= {one.party_id: one.name for one in LegalEntity.objects.filter(party_id__in=others)}
    return names


def families_of(parties: Iterable[UUID]) -> Mapping[UUID, tuple[str, str]]:
    """The whole name and the family name of those of these parties who are people, to compare."""
    people = Person.objects.filter(party_id__in=set(parties))
    return {one.party_id: (one.name, one.family_name) for one in people}


def name_or_placeholder(party: UUID) -> str:
    """For the head of a dossier: the name, words for somebody whose name we do not know yet, or empty for nobody."""
    if name := name_of(party):
        return name
    return "Inwoner zonder naam" if Party.objects.filter(id=party).exists() else ""


def people_with_bsn(bsn: str) -> QuerySet[Person]:
    """Found by blind index: the same single query whether there is such a person or not."""
    holders = PartyIdentifier.objects.filter(kind="bsn", index__in=blind_indexes("bsn", bsn))
    return Person.objects.select_related("party__preference").filter(party__in=holders.values("party"))


def reach(party: UUID) -> Reach | None:
    """Where a message to this party goes: the inbox, a call or a letter for who chose that, else a verified mail address, else
    post.

    None when nothing can be sent; the inbox on the site has every message all the same.
    """
    preference = _preference(party)
    wanted = Channel(preference.channel) if preference.channel else None
    if wanted in (Channel.INBOX, Channel.PHONE):
        return Reach(wanted, "")
    mail = next((one.value for one in digital_addresses(party) if one.kind == "email" and one.verified_at), "")
    if mail and wanted is not Channel.POST:
        return Reach(Channel.MAIL, mail)
    place = Address.objects.filter(party=party, until=None).order_by("kind").first()
    return Reach(Channel.POST, place.lines if place else "") if place or wanted is Channel.POST else None


def phone_of(party: UUID) -> str:
    """The phone number that this party gave us last; empty when there is none. A human may call it, nothing else goes there."""
    return next((one.value for one in digital_addresses(party) if one.kind == "phone"), "")


def language_of(party: UUID, *, tone: Literal["u", "je"]) -> str:
    """The language, as Django names it, in which we write to this party; `tone` is the organisation's, for who chose none."""
    preference = _preference(party)
    if preference.language == "en":
        return "en"
    return "nl-je" if (preference.tone or tone) == "je" else "nl"


def speech_of(party: UUID) -> str:
    """How this party chose to be spoken to on the site: `nl`, `nl-je` or `en`; empty when nothing was chosen."""
    return language_of(party, tone="u") if _preference(party).language else ""


def _preference(party: UUID) -> Preference:
    """What this party chose; one that says nothing for who chose nothing."""
    return asked_once(_kept_preference, party)


def _kept_preference(party: UUID) -> Preference:
    return only(Preference.objects.filter(party=party)) or Preference()


def digital_addresses(party: UUID) -> tuple[DigitalAddressView, ...]:
    return asked_once(_digital_addresses, party)


def _digital_addresses(party: UUID) -> tuple[DigitalAddressView, ...]:
    rows = DigitalAddress.objects.filter(party=party, removed_at=None).order_by("kind", "-added_at")
    return tuple(row.view for row in rows)
