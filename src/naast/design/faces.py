"""Colours that an organisation chooses itself: one of each ramp, from which the other seven steps of that ramp follow.

A face is written as one word, such as "human-7a2862_own-135c4a"; the word is its address and its class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import floor
from types import MappingProxyType

from naast.design.colours import contrast, lit, luminance
from naast.design.pairs import PAIRS, TEXT, Pair
from naast.design.tokens import RAMPS, STEPS, colours

Chosen = Mapping[str, str]  # per ramp the colour of its key step: {"own": "#135c4a"}
KEYS: Mapping[str, int] = MappingProxyType({ramp: 300 if ramp == "now" else 500 for ramp in RAMPS})
# How much light each step has, as in the faces that were drawn by hand.
_LIGHT = {50: 0.92, 100: 0.83, 200: 0.69, 300: 0.5, 400: 0.15, 500: 0.087, 600: 0.05, 700: 0.024}
_GREYS = _LIGHT | {50: 0.93, 100: 0.86, 200: 0.75, 300: 0.6}
_WORD = re.compile(r"([a-z]+)-([0-9a-f]{6})")
_SHADES = 200  # between black and white, in equal steps to the eye


@dataclass(frozen=True)
class Unreadable:
    """A pair that does not reach the contrast it needs."""

    pair: Pair
    reached: float

    @property
    def sentence(self) -> str:
        """`Een link op wit haalt een contrast van 3,9. Nodig is 4,5.` Rounded down, so that what fails never reads as enough."""
        reached, least = (f"{floor(one * 10) / 10:.1f}".replace(".", ",") for one in (self.reached, self.pair.least))
        return f"{self.pair.use} haalt een contrast van {reached}. Nodig is {least}."


def written(chosen: Chosen) -> str:
    """The one word for these colours; empty for none."""
    return "_".join(f"{ramp}-{chosen[ramp].lstrip('#')}" for ramp in sorted(chosen))


def read(word: str) -> Chosen:
    """The colours of such a word. Raises ValueError for anything else, also for the same colours in another order."""
    found = (_WORD.fullmatch(part) for part in word.split("_"))
    chosen = {one[1]: f"#{one[2]}" for one in found if one and one[1] in KEYS}
    if written(chosen) != word:
        raise ValueError(word)
    return chosen


def key_colours(theme: str) -> Chosen:
    """What stands at the key step of each ramp of a face on disk."""
    found = colours(theme)
    return {ramp: found[f"{ramp}-{step}"] for ramp, step in KEYS.items()}


def worn(theme: str, chosen: Chosen) -> Mapping[str, str]:
    """All colours of that face, with the ramps of what was chosen in the place of its own."""
    return {**colours(theme), **dict(_steps(chosen))}


def stylesheet(word: str) -> str:
    """Gives these colours to what has the word as its class. Browsers keep it for good: the same word is always the same rule."""
    return f".{word}-face{{{';'.join(f'--face-{name}:{colour}' for name, colour in _steps(read(word)))}}}\n"


def unreadable(theme: str, chosen: Chosen) -> list[Unreadable]:
    """Every pair in use that cannot be read in these colours; none when they may go on the site."""
    found = worn(theme, chosen)
    return [Unreadable(pair, reached) for pair in PAIRS if (reached := _reached(found, pair)) < pair.least]


def lowest(theme: str, chosen: Chosen) -> float:
    """The lowest contrast of a text in these colours."""
    found = worn(theme, chosen)
    return min(_reached(found, pair) for pair in PAIRS if pair.least == TEXT)


def nearest(theme: str, chosen: Chosen, ramp: str) -> str | None:
    """The shade nearest to the one chosen with which every pair of this ramp can be read; None where there is none."""
    found, key, pairs = worn(theme, chosen), chosen[ramp], [one for one in PAIRS if ramp in one.ramps]
    here = luminance(key) ** (1 / 3) * _SHADES
    for step in sorted(range(_SHADES + 1), key=lambda one: abs(one - here)):
        shade = lit(key, (step / _SHADES) ** 3)
        tried = {**found, **dict(_ramp(ramp, shade))}
        if all(_reached(tried, pair) >= pair.least for pair in pairs):
            return shade
    return None


def _steps(chosen: Chosen) -> Iterator[tuple[str, str]]:
    for ramp, key in chosen.items():
        yield from _ramp(ramp, key)


def _ramp(ramp: str, key: str) -> Iterator[tuple[str, str]]:
    """A light step is never darker than the key, a dark one never lighter."""
    light, here = _GREYS if ramp == "neutral" else _LIGHT, luminance(key)
    for step in STEPS:
        target = max(light[step], here) if step < KEYS[ramp] else min(light[step], here)
        yield f"{ramp}-{step}", key if step == KEYS[ramp] else lit(key, target)


def _reached(found: Mapping[str, str], pair: Pair) -> float:
    return contrast(found[pair.front], found[pair.ground])
