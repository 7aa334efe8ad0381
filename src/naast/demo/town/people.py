"""Who lives and works in the town."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from naast.demo.people import InventedResident, InventedWorker, residents, staff, townspeople
from naast.demo.town.place import FIRST_CONTACT, Town
from naast.identity import api as identity
from naast.kernel.actor import SYSTEM, Actor, ActorKind, Assurance, Role
from naast.parties import api as parties


@dataclass(frozen=True, slots=True)
class People:
    """Keys of everybody, by the name they have in `people.yaml`."""

    town: UUID
    residents: dict[str, UUID]
    staff: dict[str, UUID]

    def resident(self, key: str) -> Actor:
        """This resident, signed in."""
        return resident_of(self.residents[key], self.town)

    def worker(self, key: str) -> Actor:
        return identity.staff_actor(self.staff[key])


def resident_of(party: UUID, organisation: UUID) -> Actor:
    """Somebody who signed in at this organisation."""
    return Actor(kind=ActorKind.RESIDENT, party=party, organisation=organisation, assurance=Assurance.SUBSTANTIAL)


@transaction.atomic
def settle(town: Town) -> People:
    """Everybody with a story of their own comes to live here, and everybody who works here."""
    told = {key: one for key, one in residents().items() if key not in townspeople()}
    return People(town.id, {key: move_in(one, town.id) for key, one in told.items()}, hire(town))


def move_in(one: InventedResident, town: UUID) -> UUID:
    """The party of this person."""
    party = parties.register_person(
        SYSTEM,
        given_names=one.given_names,
        prefix=one.prefix,
        family_name=one.family_name,
        birth_date=one.birth_date,
        bsn=one.bsn,
        source="brp",
        organisation=town,
    )
    if one.digid:  # who signs in, reads mail
        parties.bring_address(SYSTEM, party=party, kind="email", value=f"{one.key}@lommerwaard.example")
    return party


def hire(town: Town) -> dict[str, UUID]:
    """Everybody who works here, with the roles they have here; who is known from elsewhere keeps the user they have."""
    return {key: _work(one, town) for key, one in staff().items() if town.slug in (one.organisation, *one.also)}


def _work(one: InventedWorker, town: Town) -> UUID:
    known = identity.staff_by_email(one.email)
    user = known.id if known else identity.create_staff(SYSTEM, email=one.email, full_name=one.full_name)
    roles, team = (one.roles, one.team) if one.organisation == town.slug else ((Role.AGENT,), FIRST_CONTACT)
    for role in roles:
        identity.assign(SYSTEM, user=user, organisation=town.id, role=role, team=town.teams[team])
    return user
