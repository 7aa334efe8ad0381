"""Walking a journey: from answers to the path, the open question or the ending. Pure; nothing is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from naast.catalogue.types import RuleResult
from naast.journeys.flow.conditions import holds, names_in, value_of
from naast.journeys.types import Computed, Journey, Question, Walk

Rule = Callable[[str, Mapping[str, Any]], RuleResult | None]  # None: it cannot say anything yet
Right = Callable[[Question, Any], bool]
State = Literal["done", "now", "later"]
ONWARD = "onward"  # the value of an ending where the resident chose to ask all the same


@dataclass
class Ground:
    """What conditions stand on: the answers passed so far, the facts we know, and rules that run when they are named."""

    journey: Journey
    facts: Mapping[str, Any]
    rule: Rule
    answers: dict[str, Any] = field(default_factory=dict)

    def holds(self, condition: str | None) -> bool:
        return condition is None or holds(condition, self._context(names_in(condition)))

    def results(self, names: frozenset[str]) -> dict[str, RuleResult]:
        """The results of the named rules, of those that can say something on these answers."""
        found = {one.name: self._result(one) for one in self.journey.computed if one.name in names}
        return {name: result for name, result in found.items() if result is not None}

    def _context(self, names: frozenset[str]) -> dict[str, Any]:
        results = self.results(names)
        shown = {name: {"outcome": one.outcome, **one.values} for name, one in results.items()}
        return {**self.facts, **self.answers, **shown}

    def _result(self, computed: Computed) -> RuleResult | None:
        known = {**self.facts, **self.answers}
        asked = {name: value_of(expression, known) for name, expression in computed.inputs.items()}
        return self.rule(computed.rule, {**known, **asked})


def walk(journey: Journey, answers: Mapping[str, Any], *, facts: Mapping[str, Any], rule: Rule, right: Right) -> Walk:
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
    if here in journey.questions:
        return Walk(tuple(path), at=here, ending=None, results={})
    shown = journey.endings[here].rule
    results = ground.results(frozenset({shown} if shown else ()))
    return Walk(tuple(path), at=None, ending=here, results=results)


def _stops(journey: Journey, here: str, answers: Mapping[str, Any], right: Right) -> bool:
    if here in journey.endings:
        return journey.endings[here].onward is None or answers.get(here) != ONWARD
    return here not in answers or not right(journey.questions[here], answers[here])


def parts_seen(journey: Journey, at: str | None) -> Iterator[tuple[str, State]]:
    """Each part with its state: "done", "now" or "later". The part of the question is now; at an ending all are done."""
    order = [part.key for part in journey.parts]
    now = order.index(journey.questions[at].part) if at else len(order)
    for index, key in enumerate(order):
        yield key, "done" if index < now else "now" if index == now else "later"
