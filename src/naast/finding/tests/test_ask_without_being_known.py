"""Of a question only that is kept which does not say who asked it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naast.catalogue import api as catalogue
from naast.demo.people import residents
from naast.finding.masking import Words, masked, words_of
from naast.finding.matching.documents import document_of
from naast.finding.matching.words import plain

# Common Dutch surnames; many are words as well. Given names of residents of any Dutch town.
SURNAMES = (
    "de Jong", "Jansen", "de Vries", "van den Berg", "van Dijk", "Bakker", "Janssen", "Visser", "Smit", "Meijer", "de Boer",
    "Mulder", "de Groot", "Bos", "Vos", "Peters", "Hendriks", "van Leeuwen", "Dekker", "Brouwer", "de Wit", "Dijkstra",
    "Smits", "de Graaf", "van der Meer", "van der Linden", "Kok", "Jacobs", "de Haan", "Vermeulen", "van den Heuvel",
    "van der Veen", "van den Broek", "de Bruijn", "van der Heijden", "Schouten", "van Beek", "Willems", "van Vliet",
    "van der Ven", "Hoekstra", "Maas", "Verhoeven", "Koster", "van Dam", "van der Wal", "Prins", "Blom", "Huisman",
    "Peeters", "de Jonge", "Kuipers", "van Veen", "Postma", "Veenstra", "Kramer", "van den Brink", "Scholten", "van Wijk",
    "Groen", "Gerritsen", "Molenaar", "van der Laan", "Yilmaz", "Öztürk", "el Amrani", "Nguyen", "Kowalski", "Wolf",
    "Zwart", "Koning", "Timmermans", "Schipper", "Jager", "Wong", "Ali", "Mohamed", "Singh", "Pinas",
)  # fmt: skip
GIVEN = (
    "Jan", "Sanne", "Mohammed", "Fatima", "Roos", "Mark", "Wolf", "Kees", "Anne-Marie", "Noor", "Emma", "Daan", "Lucas",
    "Ahmed", "Zeynep", "Piotr", "Henk", "Ingrid", "Truus", "Sem", "Lotte", "Iris", "Jasmijn", "Bilal", "Chantal", "Joris",
    "Ömer", "Willemijn",
)  # fmt: skip
STREETS = (
    "Kerkstraat", "Dorpsstraat", "Wilgenlaan", "Havenkade", "Kerkpad", "Markt", "Brink", "Nieuwe Gracht", "Lange Dijk",
    "Schoolstraat", "Molenweg", "Stationsplein", "Van der Helststraat", "Prins Hendrikkade", "Zonnebloemhof", "'t Zand",
    "Plein 1944", "De Wieken",
)  # fmt: skip
SENTENCES = (
    "{given} {surname} wil verhuizen",
    "ik ben {given} {surname} en mijn paspoort is verlopen",
    "hallo ik heet {given} {surname}, ik woon op {street} {number}, hoe vraag ik huurtoeslag aan",
    "Mijn naam is {given} {surname}. Ik wil kwijtschelding.",
    "naam: {given} {surname} bsn {bsn}",
    "mevrouw {surname} van {street} {number} is overleden",
    "rijbewijs kwijt {given} {surname} {street} {number} {bsn}",
    "paspoort voor mijn zoon {given} {surname}, burgerservicenummer {bsn}",
    "mijn dochter {given} krijgt een kind. groeten {given} {surname}",
    "parkeervergunning aanvragen, {street} nr {number}, mvg {given} {surname}",
    "Geachte heer {surname}, mijn bsn is {bsn}. Ik woon nu op de {street} {number}a.",
    "familie {surname} gaat trouwen {street} {number}-2",
)


@pytest.fixture(scope="module")
def words() -> Words:
    return words_of(document_of(one.sections, one.texts) for one in catalogue.packages())


def _sums_to_eleven(digits: str) -> bool:
    return sum(weight * int(one) for weight, one in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True)) % 11 == 0


def citizen_numbers() -> st.SearchStrategy[str]:
    """Of the range that the demo uses, in the ways that people write them."""
    numbers = st.sampled_from([one for one in map(str, range(999990000, 1_000_000_000)) if _sums_to_eleven(one)])
    ways = st.sampled_from(("{0}{1}{2}", "{0} {1} {2}", "{0}.{1}.{2}", "{0}-{1}-{2}"))
    cut = st.sampled_from((3, 4))
    return st.builds(lambda one, way, at: way.format(one[:at], one[at : at + 2], one[at + 2 :]), numbers, ways, cut)


def surnames() -> st.SearchStrategy[str]:
    demo = [" ".join(filter(None, (one.prefix, one.family_name))) for one in residents().values()]
    return st.sampled_from((*SURNAMES, *demo))


def streets() -> st.SearchStrategy[str]:
    return st.sampled_from((*STREETS, *(one.address.street for one in residents().values() if one.address)))


@settings(max_examples=800, deadline=None)
@given(
    sentence=st.sampled_from(SENTENCES),
    typed=st.sampled_from((str, str.lower, str.upper)),
    given_name=st.sampled_from(GIVEN),
    surname=surnames(),
    street=streets(),
    number=st.integers(1, 999),
    bsn=citizen_numbers(),
)
def test_no_number_no_surname_and_no_address_of_a_person_is_left(
    words: Words, sentence: str, typed: type[str], given_name: str, surname: str, street: str, number: int, bsn: str
) -> None:
    text = typed(sentence.format(given=given_name, surname=surname, street=street, number=number, bsn=bsn))
    kept = masked(text, words)
    left = re.findall(r"[\w-]+", plain(kept))

    assert plain(surname).split()[-1] not in left, (text, kept)
    assert str(number) not in left, (text, kept)
    assert re.sub(r"\D", "", bsn) not in re.sub(r"\D", "", kept), (text, kept)


@settings(max_examples=150, deadline=None)
@given(before=st.text(max_size=60), bsn=citizen_numbers(), after=st.text(max_size=60))
def test_a_number_is_taken_out_of_whatever_stands_around_it(words: Words, before: str, bsn: str, after: str) -> None:
    kept = masked(f"{before} {bsn} {after}", words)

    assert re.sub(r"\D", "", bsn) not in re.sub(r"\D", "", kept)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("bel mij op 06-12345678", "[telefoon]"),
        ("bel mij op +31 6 1234 5678", "[telefoon]"),
        ("mail jan.devries@example.nl", "[e-mail]"),
        ("rekening NL91 ABNA 0417 1643 00", "[rekening]"),
        ("geboren op 17-02-1988", "[datum]"),
        ("geboren op 17 februari 1988", "[datum]"),
        ("geboren 1988-02-17", "[datum]"),
        ("kenteken AB-12-CD", "[kenteken]"),
        ("kenteken xx999x", "[kenteken]"),
        ("ik woon op 8991 GH 12", "[adres]"),
        ("zaak Z-2031-4455", "[nummer]"),
        ("mijn dossier 2031445", "[nummer]"),
        ("bsn 999990494", "[bsn]"),
        ("bsn 9 9 9 9 9 0 4 9 4", "[bsn]"),
        ("bsn ９９９９９０４９４", "[bsn]"),
    ],
)
def test_what_has_a_known_shape_is_named(words: Words, typed: str, kept: str) -> None:
    found = masked(typed, words)

    assert kept in found
    assert not re.search(r"\d", found)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ik ben jan de vries", "vries"),
        ("mijn naam is bloem", "bloem"),
        ("Is Karim er?", "karim"),
        ("mijn zoon mark is 3 jaar", "mark"),
        ("bakker is mijn naam", "bakker"),
        ("[bsn] [jan] zwanenvleugel", "zwanenvleugel"),
        ("I am John Smith and I lost my passport", "smith"),
    ],
)
def test_a_name_is_taken_out_however_it_is_written(words: Words, typed: str, name: str) -> None:
    for text in (typed, typed.lower(), typed.upper()):
        assert name not in masked(text, words, language="en").lower()


@pytest.mark.parametrize(
    "typed",
    [
        "ik ga verhuizen",
        "kan ik met mijn paspoort naar Turkije",
        "ik ben ziek en kan niet werken",
        "mijn kind is 3 jaar en wij wachten al 6 weken op DigiD",
        "Hoe vraag ik huurtoeslag aan?",
        "hoe heet dat formulier",
    ],
)
def test_what_says_nothing_of_a_person_stays(words: Words, typed: str) -> None:
    assert masked(typed, words) == typed


def test_a_name_in_an_example_question_does_not_become_a_known_word() -> None:
    package = catalogue.package("paspoort")
    document = document_of(package.sections, package.texts)
    words = words_of([replace(document, asks=("paspoort voor mijn moeder zwanenvleugel", "Zwanenvleugel"))] * 5)

    assert "zwanenvleugel" not in masked("paspoort voor zwanenvleugel", words)


def test_english_stays_where_the_question_is_english(words: Words) -> None:
    assert masked("I lost my driving licence yesterday", words, language="en") == "I lost my driving licence yesterday"


def test_of_a_letter_only_the_beginning_is_kept(words: Words) -> None:
    assert len(masked("ik wil verhuizen " * 1000, words)) <= 300
