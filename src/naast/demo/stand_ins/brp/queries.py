"""The seven queries of the standard: what each asks for, what is wrong with one, and whom it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from naast.demo.stand_ins.brp.fields import FOUND_AT_OBJECT, FOUND_PERSON, PERSON, Tree, is_field
from naast.demo.stand_ins.brp.residents import Resident

MOST_FOUND = 30
Judge = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Wrong:
    """One parameter that is not right: its name, a code and a reason, as in `invalidParams`."""

    name: str
    code: str
    reason: str


def _matches(pattern: str) -> Judge:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_house_number(value: Any) -> bool:
    """A whole number; in JSON Schema 12.0 is one too."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value in range(1, 100_000)


def _is_bsn_list(value: Any) -> bool:
    one = _matches(r"[0-9]{9}")
    return isinstance(value, list) and 1 <= len(value) <= 20 and all(one(bsn) for bsn in value)


_LETTERS = r"a-zA-Z0-9À-ž \.\-\'"
_NAME = _matches(rf"[{_LETTERS}]{{1,200}}|[{_LETTERS}]{{3,199}}\*")
_FIRST_NAMES = _matches(rf"[{_LETTERS}]{{1,199}}\*?")
_STREET = _matches(rf"[{_LETTERS}]{{1,80}}|[{_LETTERS}]{{7,79}}\*|\*[{_LETTERS}]{{7,79}}")
_OBJECT = _matches(r"(?!0{16})[0-9]{16}")
_MUNICIPALITY = _matches(r"[0-9]{4}")

JUDGES: Mapping[str, Judge] = {
    "burgerservicenummer": _is_bsn_list,
    "gemeenteVanInschrijving": _MUNICIPALITY,
    "inclusiefOverledenPersonen": lambda value: isinstance(value, bool),
    "geboortedatum": _is_date,
    "geslachtsnaam": _NAME,
    "voornamen": _FIRST_NAMES,
    "voorvoegsel": _matches(r"[a-zA-Z \']{1,10}"),
    "geslacht": _matches(r"[MmVvOo]"),
    "postcode": _matches(r"[1-9][0-9]{3} ?[A-Za-z]{2}"),
    "huisnummer": _is_house_number,
    "huisletter": _matches(r"[a-zA-Z]"),
    "huisnummertoevoeging": _matches(r"[a-zA-Z0-9 \-]{1,4}"),
    "straat": _STREET,
    "nummeraanduidingIdentificatie": _OBJECT,
    "adresseerbaarObjectIdentificatie": _OBJECT,
}


@dataclass(frozen=True, slots=True)
class Query:
    """A kind of query: the parameters it needs, those it may have, and the fields it gives."""

    needs: tuple[str, ...]
    may: tuple[str, ...]
    tree: Tree

    @property
    def known(self) -> frozenset[str]:
        return frozenset({"type", "fields", "gemeenteVanInschrijving", *self.needs, *self.may})


_WHO = ("geslacht", "voorvoegsel")
_HOUSE = ("huisletter", "huisnummertoevoeging")
_DEAD = ("inclusiefOverledenPersonen",)

QUERIES: Mapping[str, Query] = {
    "RaadpleegMetBurgerservicenummer": Query(("burgerservicenummer",), (), PERSON),
    "ZoekMetGeslachtsnaamEnGeboortedatum": Query(
        ("geslachtsnaam", "geboortedatum"), (*_WHO, *_DEAD, "voornamen"), FOUND_PERSON
    ),
    "ZoekMetNaamEnGemeenteVanInschrijving": Query(
        ("geslachtsnaam", "voornamen", "gemeenteVanInschrijving"), (*_WHO, *_DEAD), FOUND_PERSON
    ),
    "ZoekMetPostcodeEnHuisnummer": Query(
        ("postcode", "huisnummer"), (*_HOUSE, *_DEAD, "geboortedatum", "geslachtsnaam"), FOUND_PERSON
    ),
    "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving": Query(
        ("straat", "huisnummer", "gemeenteVanInschrijving"), (*_HOUSE, *_DEAD), FOUND_PERSON
    ),
    "ZoekMetNummeraanduidingIdentificatie": Query(("nummeraanduidingIdentificatie",), _DEAD, FOUND_PERSON),
    "ZoekMetAdresseerbaarObjectIdentificatie": Query(("adresseerbaarObjectIdentificatie",), _DEAD, FOUND_AT_OBJECT),
}


def wrongs_in(body: Mapping[str, Any]) -> list[Wrong]:
    """Everything that is wrong with a query, each parameter once."""
    kind = body.get("type")
    if not isinstance(kind, str) or kind not in QUERIES:
        return [Wrong("type", "value", "Waarde is geen geldig zoek type.")]
    query = QUERIES[kind]
    missing = [Wrong(name, "required", "Parameter is verplicht.") for name in query.needs if name not in body]
    unknown = [Wrong(name, "unknownParam", "Parameter is niet verwacht.") for name in body if name not in query.known]
    judged = [name for name in body if name in query.known and name in JUDGES]
    unfit = [Wrong(name, "pattern", "Waarde is niet geldig.") for name in judged if not JUDGES[name](body[name])]
    return [*missing, *unknown, *unfit, *_field_wrongs(body, query)]


def _field_wrongs(body: Mapping[str, Any], query: Query) -> list[Wrong]:
    fields = body.get("fields")
    if not isinstance(fields, list) or not 1 <= len(fields) <= 130:
        return [Wrong("fields", "array", "Parameter is verplicht en heeft 1 tot 130 velden.")]
    return [
        Wrong(f"fields.{index}", "fields", "Parameter bevat een niet bestaande veldnaam.")
        for index, field in enumerate(fields)
        if not isinstance(field, str) or not is_field(field, query.tree)
    ]


def finds(body: Mapping[str, Any], resident: Resident) -> bool:
    """Whether a query that is right finds this resident."""
    if resident.died_on and body["type"].startswith("Zoek") and not body.get("inclusiefOverledenPersonen"):
        return False
    return all(_FITS[name](body[name], resident) for name in body if name in _FITS)


def _like(pattern: str, text: str) -> bool:
    """Whether the text fits, letter case aside; a star at an end stands for anything."""
    wanted, text = pattern.casefold(), text.casefold()
    if wanted.startswith("*"):
        return text.endswith(wanted[1:])
    return text.startswith(wanted[:-1]) if wanted.endswith("*") else text == wanted


def _postcode(value: str) -> str:
    return value.replace(" ", "").upper()


def _at(judge: Callable[[Any, Any], bool]) -> Callable[[Any, Resident], bool]:
    return lambda value, resident: resident.house is not None and judge(value, resident.house)


_FITS: Mapping[str, Callable[[Any, Resident], bool]] = {
    "burgerservicenummer": lambda value, one: one.bsn in value,
    "gemeenteVanInschrijving": lambda value, one: one.municipality[0] == value,
    "geboortedatum": lambda value, one: one.birth_date is not None and one.birth_date.isoformat() == value,
    "geslachtsnaam": lambda value, one: _like(value, one.family_name),
    "voornamen": lambda value, one: _like(value, one.given_names),
    "voorvoegsel": lambda value, one: _like(value, one.prefix),
    "geslacht": lambda value, one: one.gender == value.upper(),
    "postcode": _at(lambda value, house: _postcode(value) == _postcode(house.postcode)),
    "huisnummer": _at(lambda value, house: value == house.number),
    "huisletter": _at(lambda value, house: _like(value, house.letter)),
    "huisnummertoevoeging": _at(lambda value, house: _like(value, house.addition)),
    "straat": _at(lambda value, house: _like(value, house.street)),
    "nummeraanduidingIdentificatie": _at(lambda value, house: value == house.key),
    "adresseerbaarObjectIdentificatie": _at(lambda value, house: value == house.key),
}
