"""Reads the colours of a face and computes contrast after WCAG 2.2 (success criterion 1.4.3, relative luminance)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from naast.design.types import Column, Table

CSS = Path(__file__).parent / "css"
RAMPS = ("neutral", "own", "human", "now", "negative", "warning", "info", "positive")
STEPS = (50, 100, 200, 300, 400, 500, 600, 700)
TEXT, LARGE_OR_SIGN = 4.5, 3.0


@dataclass(frozen=True)
class Pair:
    """Two tokens that stand on each other somewhere, and the least contrast they need there."""

    use: str
    front: str
    ground: str
    least: float = TEXT


PAIRS = (
    Pair("Tekst op wit", "neutral-700", "white"),
    Pair("Zachte tekst op wit", "neutral-500", "white"),
    Pair("Zachte tekst op bladzijde", "neutral-500", "neutral-50"),
    Pair("Link en gevulde knop", "own-500", "white"),
    Pair("Link op vlak van ons", "own-500", "own-50"),
    Pair("Tekst op gevulde knop", "white", "own-500"),
    Pair("Gevulde knop, muis erop", "white", "own-600"),
    Pair("Mens op wit", "human-500", "white"),
    Pair("Mens op vlak van een mens", "human-500", "human-50"),
    Pair("Mens, muis erop", "human-500", "human-100"),
    Pair("Knop naar een mens", "white", "human-500"),
    Pair("Nu: tekst op geel", "now-700", "now-300"),
    Pair("Nu: tekst op zacht geel", "now-700", "now-100"),
    Pair("Link op zacht geel", "own-500", "now-100"),
    Pair("Fout in tekst", "negative-500", "white"),
    Pair("Fout op zijn vlak", "negative-500", "negative-100"),
    Pair("Let op", "warning-500", "warning-100"),
    Pair("Uitleg", "info-500", "info-100"),
    Pair("Gelukt", "positive-500", "positive-100"),
    Pair("Tekst op donker", "white", "own-700"),
    Pair("Zachte tekst op donker", "own-200", "own-700"),
    Pair("Rand van een veld", "neutral-400", "white", LARGE_OR_SIGN),
    Pair("Rand van een fout", "negative-400", "white", LARGE_OR_SIGN),
    Pair("Gekozen, rand", "own-500", "own-50", LARGE_OR_SIGN),
    Pair("Teken van nu", "now-700", "now-300", LARGE_OR_SIGN),
    Pair("Focus, lijn op ring", "neutral-700", "now-300", LARGE_OR_SIGN),
    Pair("Focus op donker", "now-300", "own-700", LARGE_OR_SIGN),
    Pair("Tekst van focus", "neutral-700", "now-300"),
)


def faces() -> list[str]:
    """Names of the faces there are."""
    return sorted(path.stem for path in (CSS / "faces").glob("*.css"))


@cache
def colours(face: str) -> Mapping[str, str]:
    """The colours of a face by name without prefix: {"own-500": "#135c4a", "white": "#ffffff", …}."""
    text = (CSS / "faces" / f"{face}.css").read_text()
    return dict(re.findall(r"--face-([a-z]+(?:-[0-9]+)?):\s*(#[0-9a-f]{6});", text))


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast between two colours such as "#135c4a", from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def measured(face: str) -> list[tuple[Pair, float]]:
    """Every pair in use with its contrast in this face."""
    found = colours(face)
    return [(pair, contrast(found[pair.front], found[pair.ground])) for pair in PAIRS]


def swatches(face: str) -> list[tuple[str, list[tuple[int, str]]]]:
    """Per ramp its steps, with the contrast to what stands on it: dark on light steps, white on dark ones."""
    found = colours(face)
    return [(ramp, [(step, _worn(found, ramp, step)) for step in STEPS]) for ramp in RAMPS]


def _worn(found: Mapping[str, str], ramp: str, step: int) -> str:
    front = found[f"{ramp}-700"] if step < 400 else found["white"]
    return f"{contrast(found[f'{ramp}-{step}'], front):.1f}".replace(".", ",")


def contrast_table(face: str) -> Table:
    """What stands on what in this face, as a table for the style guide."""
    rows = tuple(
        (
            pair.use,
            f"{pair.front} op {pair.ground}",
            f"{value:.1f}".replace(".", ","),
            f"{pair.least}".replace(".", ","),
        )
        for pair, value in measured(face)
    )
    columns = (Column("Waarvoor"), Column("Paar"), Column("Contrast", numeric=True), Column("Minstens", numeric=True))
    return Table("Paren die we gebruiken, gemeten uit de kleuren zelf", columns, rows)
