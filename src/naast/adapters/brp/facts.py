"""The facts that journeys may ask of the BRP: which fields each needs, and what we make of the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from naast.adapters.brp.answers import Found, House, Person, Relative

ADULT = 18


@dataclass(frozen=True, slots=True)
class Fact:
    """`fields` in the words of the standard. `with_house`: also ask who lives at the address."""

    fields: tuple[str, ...]
    made: Callable[[Person, list[Found]], Any]
    with_house: bool = False


def name(person: Person, at_address: list[Found]) -> str | None:
    return person.naam.whole() or None


def birth_date(person: Person, at_address: list[Found]) -> str | None:
    born = person.geboorte.datum
    return born.datum.isoformat() if born and born.datum else None


def address(person: Person, at_address: list[Found]) -> dict[str, str] | None:
    """The address as a journey keeps one; None for people without, or abroad."""
    residence = person.verblijfplaats
    house = residence.verblijfadres if residence and residence.type == "Adres" else None
    return _address(house) if house and house.huisnummer and house.postcode else None


def _address(house: House) -> dict[str, str]:
    postcode = (house.postcode or "").replace(" ", "").upper()
    return {
        "postcode": f"{postcode[:4]} {postcode[4:]}",
        "number": str(house.huisnummer),
        "addition": " ".join(filter(None, [house.huisletter, house.huisnummertoevoeging])),
        "street": house.officieleStraatnaam or house.korteStraatnaam or "",
        "city": house.woonplaats or "",
    }


def family(person: Person, at_address: list[Found]) -> list[dict[str, Any]]:
    """Partner and children by name, with whether they live at the same address. Keys are places in the list, never numbers."""
    here = {one.burgerservicenummer for one in at_address if one.burgerservicenummer}
    partners = [_relative(one, f"partner-{place}", "partner", here) for place, one in enumerate(person.partners, 1)]
    children = [_relative(one, f"child-{place}", "child", here) for place, one in enumerate(person.kinderen, 1)]
    return [one for one in [*partners, *children] if one["name"]]


def _relative(one: Relative, key: str, relation: str, here: set[str]) -> dict[str, Any]:
    return {"key": key, "name": one.naam.whole(), "relation": relation, "at_address": one.burgerservicenummer in here}


def household(person: Person, at_address: list[Found]) -> str:
    """Who lives at the address with this person: `couple`, `single_parent` with own children under 18, or `single`.

    The register knows marriages and registered partnerships only; the resident corrects the rest.
    """
    here = {one.burgerservicenummer: one for one in at_address if one.burgerservicenummer}
    if any(one.burgerservicenummer in here for one in person.partners):
        return "couple"
    children = [here[one.burgerservicenummer] for one in person.kinderen if one.burgerservicenummer in here]
    minors = [one for one in children if one.leeftijd is not None and one.leeftijd < ADULT]
    return "single_parent" if minors else "single"


_RELATIVES = ("partners.burgerservicenummer", "kinderen.burgerservicenummer")
OBJECT_FIELD = "verblijfplaats.adresseerbaarObjectIdentificatie"

FACTS: Mapping[str, Fact] = {
    "name": Fact(("naam",), name),
    "birth_date": Fact(("geboorte.datum",), birth_date),
    "address": Fact(("verblijfplaats.verblijfadres",), address),
    "family": Fact((*_RELATIVES, "partners.naam", "kinderen.naam", OBJECT_FIELD), family, with_house=True),
    "household": Fact((*_RELATIVES, OBJECT_FIELD), household, with_house=True),
}


def fields_for(wanted: frozenset[str]) -> list[str]:
    """The fields that these facts need, and the number itself, to be sure that the answer is about this person."""
    return ["burgerservicenummer", *sorted({field for fact in wanted for field in FACTS[fact].fields})]
