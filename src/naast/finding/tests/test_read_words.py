"""A question becomes terms: in any form, in parts, written apart, misspelt; and without what is said not to be meant."""

from __future__ import annotations

import pytest

from naast.finding.matching.reading import Reader, without_denied
from naast.finding.matching.words import stem_of

READER = Reader(["rijbewijs", "keuring", "verhuizing doorgeven", "gezondheidsverklaring", "uitkering", "naam", "huis"])


def stems(text: str) -> set[str]:
    return {term.stem for term in READER.read(text).terms}


@pytest.mark.parametrize(
    ("one", "other"),
    [("rijbewijs", "rijbewijzen"), ("verhuisd", "verhuizen"), ("huis", "huizen"), ("belasting", "belastingen")],
)
def test_a_word_is_found_in_any_form(one: str, other: str) -> None:
    assert stem_of(one) == stem_of(other)


def test_a_compound_is_also_its_parts() -> None:
    assert {stem_of("rijbewijs"), stem_of("keuring")} <= stems("rijbewijskeuring")


def test_a_compound_written_apart_is_one_word() -> None:
    assert stem_of("rijbewijs") in stems("mijn rij bewijs")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("verhiuzing", "verhuizing"), ("uitkeering", "uitkering"), ("rijbewys", "rijbewijs"), ("rijbewjis", "rijbewijs")],
)
def test_a_misspelt_word_is_read_as_it_was_meant(typed: str, meant: str) -> None:
    assert stem_of(meant) in stems(typed)


def test_an_existing_word_is_not_taken_for_a_misspelt_one() -> None:
    assert READER.read("naaf").text == "naaf"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("niet verhuizen maar alleen mijn naam", "mijn naam"),
        ("geen paspoort maar een rijbewijs", "een rijbewijs"),
        ("not moving but only my name", "only my name"),
    ],
)
def test_what_is_said_not_to_be_meant_is_left_out(said: str, left: str) -> None:
    read = READER.read(said).text.split()

    assert read[-2:] == left.split()[-2:]
    assert not {"verhuizen", "paspoort", "moving"} & set(read)


@pytest.mark.parametrize("said", ["ik kan de huur niet betalen", "ik heb geen geld", "mijn kind gaat niet naar school"])
def test_a_no_that_is_the_question_stays(said: str) -> None:
    assert without_denied(said) == said
