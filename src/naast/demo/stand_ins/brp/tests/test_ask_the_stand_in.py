"""The stand-in speaks the published contract: what it takes, what it refuses, whom it finds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from naast.demo.stand_ins.brp.app import Problem, StandIn
from naast.demo.stand_ins.brp.register import register_of
from naast.demo.stand_ins.brp.residents import House, Resident

HOUSE = House(street="Lijsterhof", number=12, postcode="8399 LW", city="Lommerhaven", since=date(2019, 5, 1))
MIRTHE = Resident(
    bsn="999990019",
    given_names="Mirthe Anna",
    family_name="Zandstra",
    gender="V",
    birth_date=date(1997, 3, 14),
    municipality=("9099", "Lommerwaard"),
    house=HOUSE,
    partners=("999990020",),
    children=("999990032",),
)
SAM = Resident(
    bsn="999990020", given_names="Sam", prefix="de", family_name="Wit", gender="M", birth_date=date(1996, 1, 2)
)
PIP = Resident(bsn="999990032", given_names="Pip", family_name="Zandstra", birth_date=date(2021, 8, 30), house=HOUSE)
GONE = Resident(bsn="999990044", given_names="Bep", family_name="Zandstra", died_on=date(2020, 1, 1), house=HOUSE)
STAND_IN = StandIn(register_of([MIRTHE, SAM, PIP, GONE]), api_key="key", today=lambda: date(2026, 11, 26))


def ask(kind: str, *fields: str, **parameters: Any) -> list[dict[str, Any]]:
    answer = STAND_IN.answer_to({"type": kind, "fields": list(fields), **parameters})
    assert answer["type"] == kind
    people: list[dict[str, Any]] = answer["personen"]
    return people


def refused(**query: Any) -> list[dict[str, str]]:
    with pytest.raises(Problem) as caught:
        STAND_IN.answer_to(query)
    assert caught.value.status == 400
    params: list[dict[str, str]] = caught.value.body["invalidParams"]
    return params


def test_a_person_by_bsn_comes_with_the_wanted_fields_only() -> None:
    [person] = ask(
        "RaadpleegMetBurgerservicenummer", "naam.geslachtsnaam", "leeftijd", burgerservicenummer=["999990019"]
    )
    assert person == {"naam": {"geslachtsnaam": "Zandstra"}, "leeftijd": 29}


def test_a_date_comes_with_its_type() -> None:
    [person] = ask("RaadpleegMetBurgerservicenummer", "geboorte.datum", burgerservicenummer=["999990019"])
    assert person["geboorte"]["datum"] == {"type": "Datum", "datum": "1997-03-14", "langFormaat": "14 maart 1997"}


def test_the_family_comes_with_names() -> None:
    fields = ("partners.naam", "kinderen.burgerservicenummer", "kinderen.naam.voornamen")
    [person] = ask("RaadpleegMetBurgerservicenummer", *fields, burgerservicenummer=["999990019"])
    assert person["partners"] == [
        {"naam": {"voornamen": "Sam", "voorvoegsel": "de", "geslachtsnaam": "Wit", "voorletters": "S."}}
    ]
    assert person["kinderen"] == [{"burgerservicenummer": "999990032", "naam": {"voornamen": "Pip"}}]


def test_who_lives_at_an_address_leaves_out_the_dead() -> None:
    found = ask("ZoekMetPostcodeEnHuisnummer", "burgerservicenummer", postcode="8399lw", huisnummer=12)
    assert [one["burgerservicenummer"] for one in found] == ["999990019", "999990032"]
    everybody = ask(
        "ZoekMetPostcodeEnHuisnummer", "leeftijd", postcode="8399LW", huisnummer=12, inclusiefOverledenPersonen=True
    )
    assert len(everybody) == 3


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("ZoekMetGeslachtsnaamEnGeboortedatum", {"geslachtsnaam": "zand*", "geboortedatum": "1997-03-14"}),
        (
            "ZoekMetNaamEnGemeenteVanInschrijving",
            {"geslachtsnaam": "Zandstra", "voornamen": "Mirthe*", "gemeenteVanInschrijving": "9099"},
        ),
        (
            "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving",
            {"straat": "lijsterhof", "huisnummer": 12, "gemeenteVanInschrijving": "9099"},
        ),
        (
            "ZoekMetAdresseerbaarObjectIdentificatie",
            {"adresseerbaarObjectIdentificatie": HOUSE.key, "gemeenteVanInschrijving": "9099"},
        ),
        (
            "ZoekMetNummeraanduidingIdentificatie",
            {"nummeraanduidingIdentificatie": HOUSE.key, "gemeenteVanInschrijving": "9099"},
        ),
    ],
)
def test_each_search_finds_whom_it_should(kind: str, parameters: dict[str, Any]) -> None:
    assert ask(kind, "burgerservicenummer", **parameters) == [{"burgerservicenummer": "999990019"}]


def test_an_unknown_number_finds_nobody() -> None:
    assert ask("RaadpleegMetBurgerservicenummer", "naam", burgerservicenummer=["999999999"]) == []


@pytest.mark.parametrize(
    ("query", "name", "code"),
    [
        ({"type": "Zoek", "fields": ["naam"]}, "type", "value"),
        ({"type": "RaadpleegMetBurgerservicenummer", "fields": ["naam"]}, "burgerservicenummer", "required"),
        (
            {"type": "RaadpleegMetBurgerservicenummer", "fields": ["naam"], "burgerservicenummer": ["12"]},
            "burgerservicenummer",
            "pattern",
        ),
        (
            {
                "type": "RaadpleegMetBurgerservicenummer",
                "fields": ["naam", "inOnderzoek"],
                "burgerservicenummer": ["999990019"],
            },
            "fields.1",
            "fields",
        ),
        (
            {"type": "RaadpleegMetBurgerservicenummer", "fields": [], "burgerservicenummer": ["999990019"]},
            "fields",
            "array",
        ),
        (
            {
                "type": "ZoekMetPostcodeEnHuisnummer",
                "fields": ["naam"],
                "postcode": "8399LW",
                "huisnummer": 12,
                "bsn": "1",
            },
            "bsn",
            "unknownParam",
        ),
        (
            {"type": "ZoekMetPostcodeEnHuisnummer", "fields": ["kinderen"], "postcode": "8399LW", "huisnummer": 12},
            "fields.0",
            "fields",
        ),
    ],
)
def test_a_query_that_is_not_right_is_told_which_parameter(query: dict[str, Any], name: str, code: str) -> None:
    assert (name, code) in [(one.get("name"), one["code"]) for one in refused(**query)]


def test_more_than_thirty_found_is_refused() -> None:
    crowd = register_of(
        [Resident(bsn=f"9{number:08}", given_names="A", family_name="B", house=HOUSE) for number in range(31)]
    )
    with pytest.raises(Problem, match="Teveel"):
        StandIn(crowd, api_key="key").answer_to(
            {"type": "ZoekMetPostcodeEnHuisnummer", "fields": ["leeftijd"], "postcode": "8399LW", "huisnummer": 12}
        )
