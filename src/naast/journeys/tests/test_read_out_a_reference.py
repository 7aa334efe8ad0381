"""A reference is read out over the phone: a slip is noticed, and the reference itself tells nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest

from naast.journeys.actions.reference import LETTERS, as_written, is_right, new_reference


def references(count: int = 200) -> list[str]:
    return [new_reference("LW", 2026) for _ in range(count)]


def test_it_looks_as_people_were_told() -> None:
    for reference in references():
        assert is_right(reference)
        assert reference.startswith("LW-")
        assert reference[7:10] == "-26"


def test_one_wrong_letter_is_noticed() -> None:
    for reference in references(50):
        for place in (3, 4, 5, 6, 11):
            for letter in set(LETTERS) - {reference[place]}:
                assert not is_right(reference[:place] + letter + reference[place + 1 :])


def test_two_letters_swapped_are_noticed() -> None:
    for reference in references(50):
        for left, right in pairwise((3, 4, 5, 6)):
            if reference[left] != reference[right]:
                letters = list(reference)
                letters[left], letters[right] = letters[right], letters[left]
                assert not is_right("".join(letters))


def test_they_come_in_no_order_and_every_letter_comes_as_often() -> None:
    """Chi-square over 4 x 5,000 letters with 30 degrees of freedom stays under 97 (chance: 1 in 10 million)."""
    drawn = "".join(reference[3:7] for reference in references(5000))
    expected = len(drawn) / len(LETTERS)
    assert sum((drawn.count(letter) - expected) ** 2 / expected for letter in LETTERS) < 97


@pytest.mark.parametrize("typed", ["lw 7k4m 26 {}", "LW7K4M26{}", " lw-7k4m-26-{} "])
def test_what_somebody_types_is_understood(typed: str) -> None:
    last = next(letter for letter in LETTERS if is_right(f"LW-7K4M-26-{letter}"))
    assert as_written(typed.format(last.lower())) == f"LW-7K4M-26-{last}"
