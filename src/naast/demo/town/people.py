"""Who lives and works in the town."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from naast.demo.people import InventedResident, InventedWorker, residents, staff
from naast.demo.town.place import Town
from naast.identity import api as identity
from naast.kernel.actor import SYSTEM, Actor, ActorKind, Assurance
from naast.parties import api as parties


@dataclass(frozen=True, slots=True)
class People:
    """Keys of everybody, by the name they have in `people.yaml`."""

    town: UUID
    residents: dict[str, UUID]
    staff: dict[str, UUID]

    def resident(self, key: str) -> Actor:
        """This resident, signed in."""
        return Actor(
            kind=ActorKind.RESIDENT,
            party=self.residents[key],
            organisation=self.town,
            assurance=Assurance.SUBSTANTIAL,
        )

    def worker(self, key: str) -> Actor:
        return identity.staff_actor(self.staff[key])


@transaction.atomic
def settle(town: Town) -> People:
    """Everybody of the list comes to live or work here."""
    return People(
        town.id,
        {key: _move_in(one, town) for key, one in residents().items()},
        {key: _hire(one, town) for key, one in staff().items()},
    )


def _move_in(one: InventedResident, town: Town) -> UUID:
    party = parties.register_person(
        SYSTEM,
        given_names=one.given_names,
        prefix=one.prefix,
        family_name=one.family_name,
        birth_date=one.birth_date,
        bsn=one.bsn,
        source="brp",
        organisation=town.id,
    )
    if one.digid:  # who signs in, reads mail
        parties.bring_address(SYSTEM, party=party, kind="email", value=f"{one.key}@lommerwaard.example")
    return party


def _hire(one: InventedWorker, town: Town) -> UUID:
    user = identity.create_staff(SYSTEM, email=one.email, full_name=one.full_name)
    for role in one.roles:
        identity.assign(SYSTEM, user=user, organisation=town.id, role=role, team=town.teams[one.team])
    return user
