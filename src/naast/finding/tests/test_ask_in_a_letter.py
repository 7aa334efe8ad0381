"""A question with a name, a number and a farewell around it is answered as if they were not there."""

from __future__ import annotations

import pytest

from naast.finding.matching.answering import Finder
from naast.finding.matching.letters import without_letter
from naast.finding.types import Kind

AROUND = [
    "Hallo, ik ben Sanne Zwanenvleugel, bsn 999990019. {}",
    "Geachte heer/mevrouw, {} Met vriendelijke groet, Joris van Eikenrode",
    "Beste gemeente Lommerwaard, mijn naam is Ahmed El Idrissi en {}",
    "{} Mijn nummer is 06 12 34 56 78",
    "{} mail mij op j.eikenrode@voorbeeld.example",
    "Mijn adres is Dorpsstraat 12b, 1234 AB Lommerwaard, geboren 12-03-1971. {}",
    "Kenmerk Z-2026-0001234: {}",
    "{} alvast bedankt, groetjes Mo",
    "{} rekening NL91 ABNA 0417 1643 00",
    "Betreft: vraag over uw brief. Geachte Belastingdienst/gemeente, {} In afwachting van uw bericht, G. Spaargaren",
    "Dear municipality, {} Thank you very much. Tesfalem",
    "yo, {} Fijne dag! Verstuurd vanaf mijn iPhone",
    "goeiemorgen {}",
]


@pytest.mark.parametrize("around", AROUND)
def test_only_what_is_asked_is_read(finder: Finder, around: str) -> None:
    bare = "Waar kan ik mijn oude bankstel laten ophalen?"
    told, asked = finder.ask(around.format(bare)), finder.ask(bare)
    assert [one.slug for one in told.results] == [one.slug for one in asked.results]
    assert told.kind is asked.kind


@pytest.mark.parametrize("around", AROUND)
def test_who_is_in_danger_is_heard_in_a_letter_too(finder: Finder, around: str) -> None:
    assert finder.ask(around.format("Mijn man slaat mij elke avond.")).kind is Kind.HUMAN


@pytest.mark.parametrize(
    "text",
    [
        "mijn naam is verkeerd gespeld",
        "Ik ben Nederlander en woon in Spanje",
        "dag van de vrijwilliger",
        "beste manier om te verhuizen",
        "belasting over 2025 en 2026",
        "ik ga weg 3 weken",
        "ik heet Geertruida en wil officieel Trudy heten",
        "mijn kind van 12 en ik",
        "zeg ze maar gedag, ik groet niemand meer",
        "ik ga nu, dank u voor alles",
        "dat vind ik best duur",
        "ik ben in afwachting van mijn verblijfsvergunning",
        "hallo",
        "06 12345678",
    ],
)
def test_what_only_looks_like_a_letter_stays(text: str) -> None:
    assert without_letter(text) == text
