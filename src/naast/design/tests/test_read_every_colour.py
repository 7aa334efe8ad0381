"""Contrast, computed from the colours of each face themselves (WCAG 2.2: 1.4.3 text 4.5, 1.4.11 signs and focus 3)."""

import pytest

from naast.design import tokens
from naast.design.colours import contrast
from naast.design.pairs import PAIRS


@pytest.mark.parametrize(
    ("one", "other", "known"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),  # the lightest grey that passes AA, as W3C's own examples have it
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_what_wcag_says_it_is(one, other, known):
    assert contrast(one, other) == pytest.approx(known, abs=0.005)


@pytest.mark.parametrize("face", tokens.faces())
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.use)
def test_every_pair_in_use_can_be_read(face, pair):
    found = tokens.colours(face)
    assert contrast(found[pair.front], found[pair.ground]) >= pair.least


@pytest.mark.parametrize("face", tokens.faces())
@pytest.mark.parametrize("ramp", tokens.RAMPS)
def test_a_ramp_keeps_its_promise_so_that_any_pair_chosen_by_step_is_safe(face, ramp):
    colour = tokens.colours(face)
    white = colour["white"]

    def between(one: int, other: int) -> float:
        return contrast(colour[f"{ramp}-{one}"], colour[f"{ramp}-{other}"])

    assert contrast(colour[f"{ramp}-400"], white) >= 4.5
    assert all(contrast(colour[f"{ramp}-{step}"], white) >= 7 for step in (500, 600, 700))
    assert between(400, 50) >= 4.5
    assert between(500, 100) >= 4.5
    assert between(700, 300) >= 7
