"""The BRP as others here ask it: facts about one person, for as long as it answers."""

from __future__ import annotations

from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings

from naast.adapters.brp.answers import Found, Person, found_in, person_in
from naast.adapters.brp.client import BrpClient, SourceFailed
from naast.adapters.brp.facts import FACTS, fields_for
from naast.kernel.actor import Actor
from naast.kernel.errors import Forbidden, NotFound
from naast.parties import api as parties
from naast.parties.ports import Fetched


@cache
def client(address: str, api_key: str) -> BrpClient:
    """One per process, so that all its threads share the breaker."""
    return BrpClient(address=address, api_key=api_key)


def fetch(actor: Actor, party: UUID, organisation: UUID, wanted: frozenset[str], purpose: str) -> Fetched:
    """The wanted facts of this person; none for somebody without a BSN, or whose BSN this actor may not use.

    Never raises for a BRP that fails.
    """
    try:
        bsn = parties.bsn_for(actor, party=party, organisation=organisation, purpose=purpose)
    except (NotFound, Forbidden):  # a helper whose mandate does not go as far
        return Fetched()
    if bsn is None:
        return Fetched()
    brp = client(settings.NAAST.brp_url, settings.NAAST.brp_key)
    try:
        return Fetched(values=_facts(brp, bsn, wanted))
    except SourceFailed as failure:
        return Fetched(failed=failure.kind)


def _facts(brp: BrpClient, bsn: str, wanted: frozenset[str]) -> dict[str, Any]:
    query = {"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": [bsn], "fields": fields_for(wanted)}
    person = person_in(brp.ask(query), bsn=bsn)
    if person is None:
        return {}
    at_address = _at_address(brp, person) if any(FACTS[fact].with_house for fact in wanted) else []
    made = {fact: FACTS[fact].made(person, at_address) for fact in wanted}
    return {fact: value for fact, value in made.items() if value is not None}


def _at_address(brp: BrpClient, person: Person) -> list[Found]:
    """Who lives at the address; only numbers and ages, to see who of the family is there."""
    key = person.verblijfplaats.adresseerbaarObjectIdentificatie if person.verblijfplaats else None
    if key is None:
        return []
    query = {
        "type": "ZoekMetAdresseerbaarObjectIdentificatie",
        "adresseerbaarObjectIdentificatie": key,
        "fields": ["burgerservicenummer", "leeftijd"],
    }
    return found_in(brp.ask(query))
