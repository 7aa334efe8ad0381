"""Colours that an organisation chooses: whatever is accepted can be read, and what is refused can be mended."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naast.design import faces
from naast.design.pairs import PAIRS
from naast.design.tokens import RAMPS, STEPS, colours

THEME = "lommerwaard"
hexes = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
chosen = st.dictionaries(st.sampled_from(RAMPS), hexes, max_size=4)


def wcag(one: str, other: str) -> float:
    """Contrast, written out from the definitions of WCAG 2.2 once more, so that the code is not judged by itself."""

    def light(colour: str) -> float:
        total = 0.0
        for part, weight in zip(bytes.fromhex(colour[1:]), (0.2126, 0.7152, 0.0722), strict=True):
            share = part / 255
            total += weight * (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
        return total

    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def on_the_page(given_colours: faces.Chosen) -> dict[str, str]:
    """The colours as a browser reads them: those of the theme, and over them the rule that is served."""
    rule = faces.stylesheet(faces.written(given_colours)) if given_colours else ""
    return {**colours(THEME), **dict(re.findall(r"--face-([a-z]+-\d+):(#[0-9a-f]{6})", rule))}


def short_of(found: dict[str, str]) -> list[str]:
    return [pair.use for pair in PAIRS if wcag(found[pair.front], found[pair.ground]) < pair.least]


@settings(deadline=None)
@given(chosen)
def test_no_accepted_face_has_a_pair_that_cannot_be_read(given_colours: faces.Chosen) -> None:
    refused = [one.pair.use for one in faces.unreadable(THEME, given_colours)]
    assert refused == short_of(on_the_page(given_colours))


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(RAMPS), hexes)
def test_a_single_colour_has_a_shade_that_is_accepted(ramp: str, colour: str) -> None:
    shade = faces.nearest(THEME, {ramp: colour}, ramp)
    assert shade
    assert faces.unreadable(THEME, {ramp: shade}) == []


@given(chosen)
def test_the_word_of_a_face_is_its_address_and_nothing_else_is(given_colours: faces.Chosen) -> None:
    assert faces.read(faces.written(given_colours)) == given_colours


@pytest.mark.parametrize(
    "word", ["own", "own-135c4", "own-135C4A", "paars-135c4a", "own-135c4a_human-7a2862", "own-135c4a_own-135c4a"]
)
def test_what_is_no_word_of_a_face_is_no_address(word: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        faces.read(word)


@given(st.sampled_from(RAMPS), hexes)
def test_a_ramp_goes_from_light_to_dark_through_the_colour_itself(ramp: str, colour: str) -> None:
    found = faces.worn(THEME, {ramp: colour})
    assert found[f"{ramp}-{faces.KEYS[ramp]}"] == colour
    light = [wcag(found[f"{ramp}-{step}"], "#000000") for step in STEPS]
    assert all(lighter >= darker - 0.1 for lighter, darker in pairwise(light))


def test_an_address_that_browsers_keep_for_a_year_never_says_anything_else() -> None:
    assert faces.stylesheet("own-0b4f8a") == (
        ".own-0b4f8a-face{--face-own-50:#f4f6fa;--face-own-100:#e7ebf4;--face-own-200:#d0d9eb;--face-own-300:#abbcde;"
        "--face-own-400:#446da6;--face-own-500:#0b4f8a;--face-own-600:#074172;--face-own-700:#042c51}\n"
    )
