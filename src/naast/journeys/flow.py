"""Walking a journey: from answers to the path, the open question or the ending. Pure; nothing is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from naast.journeys.conditions import holds, names_in
from naast.journeys.types import Computed, Journey, Question, Walk

Rule = Callable[[str, Mapping[str, Any]], Mapping[str, Any]]
ONWARD = "onward"  # the value of an ending where the resident chose to ask all the same


@dataclass
class Ground:
    """What conditions stand on: the answers passed so far, the facts we know, and rules that run when they are named."""

    journey: Journey
    facts: Mapping[str, Any]
    rule: Rule
    answers: dict[str, Any] = field(default_factory=dict)

    def holds(self, condition: str | None) -> bool:
        return condition is None or holds(condition, self.context(names_in(condition)))

    def context(self, names: frozenset[str]) -> dict[str, Any]:
        """All answers and facts, and the results of those rules that are named."""
        results = {one.name: self._result(one) for one in self.journey.computed if one.name in names}
        return {**self.facts, **self.answers, **results}

    def values(self) -> dict[str, Any]:
        """The results of every rule that can run on these answers."""
        results = {one.name: self._result(one) for one in self.journey.computed}
        return {name: result for name, result in results.items() if result is not None}

    def _result(self, computed: Computed) -> Mapping[str, Any] | None:
        if any(self.answers.get(name) is None for name in computed.needs):
            return None
        return self.rule(computed.rule, {**self.facts, **self.answers})


def walk(
    journey: Journey,
    answers: Mapping[str, Any],
    *,
    facts: Mapping[str, Any],
    rule: Rule,
    right: Callable[[Question, Any], bool],
) -> Walk:
    """Follow the answers from the start. A question is open without an answer, or with one not `right`; None is "left open".

    Answers off the path have no say: they are neither in the path nor in the context of any condition.
    """
    ground = Ground(journey, facts, rule)
    path: list[str] = []
    here = journey.start
    while not _stops(journey, here, answers, right):
        path.append(here)
        if here in journey.questions:
            ground.answers[here] = answers[here]
        here = next(route.to for route in journey.follows(here) if ground.holds(route.when))
    ended = here in journey.endings
    return Walk(tuple(path), at=None if ended else here, ending=here if ended else None, values=ground.values())


def _stops(journey: Journey, here: str, answers: Mapping[str, Any], right: Callable[[Question, Any], bool]) -> bool:
    if here in journey.endings:
        return journey.endings[here].onward is None or answers.get(here) != ONWARD
    return here not in answers or not right(journey.questions[here], answers[here])


def parts_ahead(journey: Journey, walked: Walk) -> Iterator[tuple[str, str]]:
    """Each part with its state: "done", "now" or "later". The part of the open question is now; at an ending all are done."""
    order = [part.key for part in journey.parts]
    now = order.index(journey.questions[walked.at].part) if walked.at else len(order)
    for index, key in enumerate(order):
        yield key, "done" if index < now else "now" if index == now else "later"
