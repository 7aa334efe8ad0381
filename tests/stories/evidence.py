"""Gathers what a run measured; `make stories ARGS=--keep` keeps it for the statement, when the run saw everything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from naast.kernel.clock import today
from naast.openness import evidence
from naast.openness.evidence import Evidence, Measure
from stories.states import STATES

STORIES = ("keyboard", "no_script")  # the marks of tests that walk from begin to end
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "package.json"


class Gathered:
    """Per state what was wrong with it and whether axe left something to a person; per story whether it ended well."""

    def __init__(self) -> None:
        self.browser = ""
        self.faults: dict[str, Mapping[str, list[str]]] = {}
        self.to_judge: list[str] = []
        self.stories: dict[str, dict[str, bool]] = {kind: {} for kind in STORIES}

    @property
    def is_whole(self) -> bool:
        return self.faults.keys() == {str(one) for one in STATES} and all(self.stories.values())

    def keep(self) -> None:
        evidence.keep(
            Evidence(
                on=today(),
                tools={"axe-core": json.loads(AXE.read_text())["version"], "Chromium": self.browser},
                screens={
                    template: tuple(one.name for one in STATES if one.template == template)
                    for template in sorted({one.template for one in STATES})
                },
                measures=self._measures(),
                stories={kind: self._story(kind) for kind in STORIES},
                to_judge=tuple(self.to_judge),
            )
        )

    def _measures(self) -> dict[str, Measure]:
        names = next(iter(self.faults.values()))
        return {
            name: Measure(len(self.faults), tuple(state for state, found in self.faults.items() if found[name]))
            for name in names
        }

    def _story(self, kind: str) -> Measure:
        walked = self.stories[kind]
        return Measure(len(walked), tuple(name for name, is_well in walked.items() if not is_well))
