"""Reads the colours of a face on disk, and measures them for the style guide."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from naast.design.colours import contrast
from naast.design.pairs import PAIRS, Pair
from naast.design.types import Column, Table

CSS = Path(__file__).parent / "css"
RAMPS = ("neutral", "own", "human", "now", "negative", "warning", "info", "positive")
STEPS = (50, 100, 200, 300, 400, 500, 600, 700)


def faces() -> list[str]:
    """Names of the faces there are."""
    return sorted(path.stem for path in (CSS / "faces").glob("*.css"))


@cache
def colours(face: str) -> Mapping[str, str]:
    """The colours of a face by name without prefix: {"own-500": "#135c4a", "white": "#ffffff", …}."""
    text = (CSS / "faces" / f"{face}.css").read_text()
    return dict(re.findall(r"--face-([a-z]+(?:-[0-9]+)?):\s*(#[0-9a-f]{6});", text))


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
