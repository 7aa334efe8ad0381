"""Which colours of a face stand on each other, and the least contrast they need there (WCAG 2.2: 1.4.3 text, 1.4.11 signs).

The walk over all pages (tests/stories) refuses a pair that it meets and that is not here, so every face is held to what is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

TEXT, LARGE_OR_SIGN = 4.5, 3.0


@dataclass(frozen=True)
class Pair:
    """Two colours of a face, the second under the first. `use` says in words what stands on what."""

    use: str
    front: str
    ground: str
    least: float = TEXT

    @property
    def ramps(self) -> tuple[str, ...]:
        """Whose colours these are; white is nobody's."""
        return tuple(one.rpartition("-")[0] for one in (self.front, self.ground) if one != "white")


_FRONTS: Mapping[str, str] = {
    "white": "Witte tekst",
    "neutral-700": "Tekst",
    "neutral-600": "Zachte tekst",
    "neutral-500": "Heel zachte tekst",
    "neutral-400": "De rand van een veld",
    "own-200": "Zachte tekst",
    "own-400": "De rand van een knop",
    "own-500": "Een link",
    "own-600": "Een link met de muis erop",
    "own-700": "Een link die u indrukt",
    "human-400": "De rand van een knop naar een mens",
    "human-500": "Een link naar een mens",
    "human-600": "Een link naar een mens met de muis erop",
    "human-700": "De kop bij een mens",
    "now-300": "De lijn van waar u bent",
    "now-700": "Tekst over nu",
    "negative-400": "De rand van een fout",
    "negative-500": "Tekst van een fout",
    "negative-700": "Een kop bij gevaar",
    "warning-500": "Tekst om op te letten",
    "info-500": "Tekst van uitleg",
    "info-700": "Tekst van uitleg",
    "positive-500": "Tekst dat het gelukt is",
}
_GROUNDS: Mapping[str, str] = {
    "white": "wit",
    "neutral-50": "lichtgrijs",
    "neutral-100": "grijs",
    "own-50": "ons lichte vlak",
    "own-100": "ons vlak",
    "own-200": "een knop met de muis erop",
    "own-500": "een knop",
    "own-600": "een knop met de muis erop",
    "own-700": "de donkere balk",
    "human-50": "het lichte vlak van een mens",
    "human-100": "het vlak van een mens",
    "human-200": "een knop naar een mens die u indrukt",
    "human-500": "een knop naar een mens",
    "human-600": "een knop naar een mens met de muis erop",
    "human-700": "een knop naar een mens die u indrukt",
    "now-50": "het lichtste vlak van nu",
    "now-100": "het lichte vlak van nu",
    "now-300": "het vlak van nu",
    "negative-100": "het vlak van een fout",
    "negative-500": "een knop die iets weghaalt",
    "negative-600": "een knop die iets weghaalt met de muis erop",
    "warning-100": "het vlak om op te letten",
    "info-100": "het vlak van uitleg",
    "positive-100": "het vlak dat het gelukt is",
}
_TEXT: Mapping[str, str] = {
    "white": "own-500 own-600 own-700 human-500 human-600 human-700 negative-500 negative-600",
    "neutral-700": "white neutral-50 own-50 human-50 now-50 now-100 now-300 negative-100 info-100 positive-100 warning-100",
    "neutral-600": "white neutral-50 neutral-100 own-50 human-50 now-50 now-100",
    "neutral-500": "white neutral-50 own-50 human-50 now-50 now-100",
    "own-200": "own-700",
    "own-500": "white neutral-50 own-50 own-100 human-50 info-100 now-100",
    "own-600": "white own-200",
    "own-700": "white own-200",
    "human-500": "white human-50 human-100 info-100",
    "human-600": "white human-100",
    "human-700": "white human-50 human-200",
    "now-700": "now-100 now-300",
    "negative-500": "white neutral-50 negative-100",
    "negative-700": "negative-100",
    "warning-500": "white neutral-50 warning-100",
    "info-500": "white neutral-50 info-100",
    "info-700": "info-100",
    "positive-500": "white human-50 positive-100",
}
_SIGNS: Mapping[str, str] = {
    "neutral-400": "white neutral-50 human-50",
    "own-400": "white neutral-50 own-50",
    "human-400": "white human-50",
    "now-300": "own-700",
    "negative-400": "white neutral-50",
}


def _pairs(table: Mapping[str, str], least: float) -> Iterator[Pair]:
    for front, grounds in table.items():
        for ground in grounds.split():
            yield Pair(f"{_FRONTS[front]} op {_GROUNDS[ground]}", front, ground, least)


PAIRS = (*_pairs(_TEXT, TEXT), *_pairs(_SIGNS, LARGE_OR_SIGN))
