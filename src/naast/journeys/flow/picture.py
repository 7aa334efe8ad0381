"""A journey drawn: boxes in rows, each below all that lead to it, with lines between. Numbers only; the template draws."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from naast.catalogue.types import said
from naast.journeys.flow.graph import order
from naast.journeys.types import Journey

WIDE, HIGH, BESIDE, BELOW, EDGE = 200, 56, 32, 56, 24
LINE = 26  # letters on one line of a box


@dataclass(frozen=True, slots=True)
class Box:
    """A question or an ending, in pixels."""

    key: str
    x: int
    y: int
    lines: tuple[str, ...]
    is_ending: bool

    width: int = WIDE
    height: int = HIGH


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way from one box to another, as an SVG path. `said` is its condition, or empty."""

    path: str
    said: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A line of the list beside the picture: what it is, and where one goes from there (condition, label of the target)."""

    key: str
    label: str
    kind: str
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    stops: tuple[Stop, ...]


def picture_of(journey: Journey, language: str = "nl") -> Picture:
    """The whole journey. Same journey, same picture."""
    rows = _rows(journey)
    boxes = {box.key: box for row, keys in rows.items() for box in _boxes(journey, row, keys, language)}
    widest = max(len(keys) for keys in rows.values())
    return Picture(
        width=widest * (WIDE + BESIDE) - BESIDE + 2 * EDGE,
        height=len(rows) * (HIGH + BELOW) - BELOW + 2 * EDGE,
        boxes=tuple(boxes.values()),
        arrows=tuple(_arrows(journey, boxes)),
        stops=tuple(_stop(journey, key, language) for key in order(journey)),
    )


def _rows(journey: Journey) -> dict[int, list[str]]:
    """Each key in the row below the lowest that leads to it."""
    depth: dict[str, int] = defaultdict(int)
    for key in order(journey):
        for route in journey.follows(key):
            depth[route.to] = max(depth[route.to], depth[key] + 1)
    rows: dict[int, list[str]] = defaultdict(list)
    for key in order(journey):
        rows[depth[key]].append(key)
    return dict(sorted(rows.items()))


def _boxes(journey: Journey, row: int, keys: list[str], language: str) -> Iterable[Box]:
    for place, key in enumerate(keys):
        x, y = EDGE + place * (WIDE + BESIDE), EDGE + row * (HIGH + BELOW)
        yield Box(key, x, y, _lines(_label(journey, key, language)), is_ending=key in journey.endings)


def _label(journey: Journey, key: str, language: str) -> str:
    if key in journey.questions:
        return said(journey.questions[key].label, language)
    return said(journey.endings[key].title, language)


def _lines(text: str) -> tuple[str, ...]:
    """At most two lines that fit a box."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) < LINE:
            lines[-1] = f"{lines[-1]} {word}".strip()
        else:
            lines.append(word)
    return (lines[0], lines[1][: LINE - 1] + "…") if len(lines) > 2 else tuple(lines)


def _arrows(journey: Journey, boxes: dict[str, Box]) -> Iterable[Arrow]:
    for key, box in boxes.items():
        for route in journey.follows(key):
            yield Arrow(_curve(box, boxes[route.to]), route.when or "")


def _curve(box: Box, to: Box) -> str:
    """Straight down to the next row; a way that skips rows leaves and arrives at the side, beside the boxes between."""
    if to.y - box.y <= HIGH + BELOW:
        start, end = (box.x + WIDE // 2, box.y + HIGH), (to.x + WIDE // 2, to.y)
        middle = (start[1] + end[1]) // 2
        return f"M{start[0]} {start[1]}C{start[0]} {middle} {end[0]} {middle} {end[0]} {end[1]}"
    start, end = (box.x + WIDE, box.y + HIGH // 2), (to.x + WIDE, to.y + HIGH // 2)
    return f"M{start[0]} {start[1]}C{start[0] + BESIDE} {start[1]} {end[0] + BESIDE} {end[1]} {end[0]} {end[1]}"


def _stop(journey: Journey, key: str, language: str) -> Stop:
    ways = tuple((route.when or "", _label(journey, route.to, language)) for route in journey.follows(key))
    kind = journey.questions[key].type if key in journey.questions else journey.endings[key].kind
    return Stop(key, _label(journey, key, language), str(kind), ways)
