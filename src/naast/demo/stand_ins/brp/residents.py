"""Residents as the register knows them, and the JSON of a person in the words of the standard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_GENDERS = {"M": "man", "V": "vrouw", "O": "onbekend"}


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    street: str
    number: int
    letter: str = ""
    addition: str = ""
    postcode: str
    city: str
    since: date | None = None

    @property
    def key(self) -> str:
        """Sixteen digits that stand for the object and its number (BAG); the same for all who live there."""
        text = f"{self.postcode}{self.number}{self.letter}{self.addition}".replace(" ", "").upper()
        return str(int.from_bytes(text.encode(), "big") % 10**16).zfill(16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """One person. Relations are BSNs of others in the same register."""

    bsn: str
    given_names: str
    prefix: str = ""
    family_name: str
    gender: str = "O"
    birth_date: date | None = None
    died_on: date | None = None
    municipality: tuple[str, str] = ("", "")  # code of table 33 and name
    house: House | None = None
    partners: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    secret: bool = False


Register = Mapping[str, Resident]


def person_json(resident: Resident, register: Register, today: date) -> dict[str, Any]:
    """The whole person. Fields without a value are left out, as the standard asks."""
    return _filled(
        {
            **_core(resident, today),
            "geheimhoudingPersoonsgegevens": resident.secret or None,
            "opschortingBijhouding": _suspension(resident),
            "overlijden": _filled({"datum": date_json(resident.died_on)}),
            "gemeenteVanInschrijving": _code(*resident.municipality),
            "verblijfplaats": _residence(resident.house),
            "partners": [_partner(register[bsn]) for bsn in resident.partners if bsn in register],
            "kinderen": [_related(register[bsn]) for bsn in resident.children if bsn in register],
            "ouders": [
                _parent(register[bsn], place) for place, bsn in enumerate(resident.parents, 1) if bsn in register
            ],
        }
    )


def found_json(resident: Resident, today: date) -> dict[str, Any]:
    """The part of a person that a search gives."""
    return _filled({**_core(resident, today), "geheimhoudingPersoonsgegevens": resident.secret or None})


def _core(resident: Resident, today: date) -> dict[str, Any]:
    return {
        "burgerservicenummer": resident.bsn,
        "naam": _name(resident, full=True),
        "geslacht": _gender(resident.gender),
        "leeftijd": _age(resident, today),
        "geboorte": _filled({"datum": date_json(resident.birth_date)}),
        "adressering": _address_lines(resident.house),
    }


def _filled(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def _code(code: str, name: str) -> dict[str, str]:
    return _filled({"code": code, "omschrijving": name})


def _gender(code: str) -> dict[str, str]:
    return _code(code, _GENDERS[code])


def _name(resident: Resident, *, full: bool) -> dict[str, str]:
    names = {
        "voornamen": resident.given_names,
        "voorvoegsel": resident.prefix,
        "geslachtsnaam": resident.family_name,
        "voorletters": "".join(f"{one[0]}." for one in resident.given_names.split())[:40],
    }
    whole = " ".join(filter(None, [resident.given_names, resident.prefix, resident.family_name]))
    return _filled({**names, "volledigeNaam": whole} if full else names)


def date_json(day: date | None) -> dict[str, Any] | None:
    """A date as the standard writes it, in short and in long."""
    if day is None:
        return None
    return {"type": "Datum", "datum": day.isoformat(), "langFormaat": f"{day.day} {_MONTHS[day.month - 1]} {day.year}"}


def _age(resident: Resident, today: date) -> int | None:
    born = resident.birth_date
    if born is None or resident.died_on:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _suspension(resident: Resident) -> dict[str, Any] | None:
    if resident.died_on is None:
        return None
    return {"reden": _code("O", "overlijden"), "datum": date_json(resident.died_on)}


def _house_number(house: House) -> str:
    return f"{house.number}{house.letter}{'-' if house.addition else ''}{house.addition}"


def _address_lines(house: House | None) -> dict[str, str] | None:
    if house is None:
        return None
    return {
        "adresregel1": f"{house.street} {_house_number(house)}"[:40],
        "adresregel2": f"{house.postcode}  {house.city.upper()}"[:50],
    }


def _residence(house: House | None) -> dict[str, Any] | None:
    if house is None:
        return {"type": "VerblijfplaatsOnbekend"}
    return _filled(
        {
            "type": "Adres",
            "functieAdres": _code("W", "woonadres"),
            "datumVan": date_json(house.since),
            "adresseerbaarObjectIdentificatie": house.key,
            "nummeraanduidingIdentificatie": house.key,
            "verblijfadres": _filled(
                {
                    "officieleStraatnaam": house.street,
                    "korteStraatnaam": house.street[:24],
                    "huisnummer": house.number,
                    "huisletter": house.letter,
                    "huisnummertoevoeging": house.addition,
                    "postcode": house.postcode,
                    "woonplaats": house.city,
                }
            ),
        }
    )


def _related(resident: Resident) -> dict[str, Any]:
    return _filled(
        {
            "burgerservicenummer": resident.bsn,
            "naam": _name(resident, full=False),
            "geboorte": _filled({"datum": date_json(resident.birth_date)}),
        }
    )


def _partner(resident: Resident) -> dict[str, Any]:
    bond = {"geslacht": _gender(resident.gender), "soortVerbintenis": _code("H", "huwelijk")}
    return {**_related(resident), **bond}


def _parent(resident: Resident, place: int) -> dict[str, Any]:
    return {**_related(resident), "geslacht": _gender(resident.gender), "ouderAanduiding": str(min(place, 2))}
