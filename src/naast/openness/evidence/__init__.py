"""What was measured of every page, for people who see, hear, move or read in another way.

`make stories ARGS=--keep` writes it beside this file; /toegankelijkheid/ publishes it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("accessibility.json")


@dataclass(frozen=True, slots=True)
class Measure:
    """How often it was tried, and the names of what it went wrong with."""

    tried: int
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One run over every state of every page.

    `screens` names each template with its states, `measures` what was measured of each state, `stories` what was walked from
    begin to end, `to_judge` the states of which axe leaves something to a person.
    """

    on: date
    tools: Mapping[str, str]
    screens: Mapping[str, tuple[str, ...]]
    measures: Mapping[str, Measure]
    stories: Mapping[str, Measure]
    to_judge: tuple[str, ...]

    @property
    def states(self) -> int:
        return sum(len(names) for names in self.screens.values())


def keep(found: Evidence) -> None:
    FILE.write_text(json.dumps(asdict(found), default=date.isoformat, indent=1) + "\n", "utf-8")


def kept() -> Evidence | None:
    """What was measured last; None when nothing was."""
    if not FILE.exists():
        return None
    data = json.loads(FILE.read_text("utf-8"))
    return Evidence(
        on=date.fromisoformat(data["on"]),
        tools=data["tools"],
        screens={name: tuple(states) for name, states in data["screens"].items()},
        measures=_measures(data["measures"]),
        stories=_measures(data["stories"]),
        to_judge=tuple(data["to_judge"]),
    )


def _measures(data: Mapping[str, Any]) -> Mapping[str, Measure]:
    return {name: Measure(one["tried"], tuple(one["wrong"])) for name, one in data.items()}
