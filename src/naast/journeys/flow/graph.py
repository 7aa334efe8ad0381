"""Can this journey be walked? Every target exists, every node is reachable, every path ends, every condition reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from naast.journeys.flow.conditions import names_in, problem_in
from naast.journeys.types import ANSWER, Journey, Question, QuestionType

Found = tuple[tuple[str | int, ...], str]
ALWAYS_KNOWN = frozenset({"today"})
_CHOOSES = (QuestionType.CHOICE, QuestionType.SEVERAL)


def problems_in(journey: Journey) -> tuple[Found, ...]:
    """All that is wrong, each with where it stands in the section and what to write instead."""
    missing = tuple(_missing_targets(journey))
    if missing:
        return missing
    return (*_shape(journey), *_unreachable(journey), *_cycle(journey), *_conditions(journey), *_endings(journey))


def _nodes(journey: Journey) -> list[str]:
    return [*journey.questions, *journey.endings]


def _missing_targets(journey: Journey) -> Iterator[Found]:
    known = set(_nodes(journey))
    if journey.start not in known:
        yield ("start",), f"there is no question '{journey.start}'. Write one of: {', '.join(journey.questions)}."
    for key in known:
        for index, route in enumerate(journey.follows(key)):
            if route.to not in known:
                yield (
                    _at(journey, key, index),
                    f"there is no question or ending '{route.to}'. Make it, or go elsewhere.",
                )


def _at(journey: Journey, key: str, index: int) -> tuple[str | int, ...]:
    return ("questions", key, "next", index, "to") if key in journey.questions else ("endings", key, "onward", "to")


def _shape(journey: Journey) -> Iterator[Found]:
    parts = {part.key for part in journey.parts}
    for key in journey.questions.keys() & journey.endings.keys():
        yield ("endings", key), "a question has this name too. Give the ending a name of its own."
    starts = journey.questions.get(journey.counts_from)
    if journey.counts_from and (starts is None or starts.type is not QuestionType.DATE):
        yield ("counts_from",), f"'{journey.counts_from}' is no question for a date. Name one, or leave this out."
    for key, question in journey.questions.items():
        yield from _shape_of(question, key, parts)


def _shape_of(question: Question, key: str, parts: set[str]) -> Iterator[Found]:
    where = ("questions", key)
    if question.part not in parts:
        yield (*where, "part"), f"there is no part '{question.part}'. Write one of: {', '.join(sorted(parts))}."
    if question.type in _CHOOSES and not question.options:
        yield where, "a choice needs 'options', each with a value and a label."
    if not question.next:
        yield where, "the path stops here. Write 'next' with the question or the ending that follows."
    elif question.next[-1].when is not None:
        yield (*where, "next"), "when no condition holds the path stops. End with a line that has only 'to'."


def _unreachable(journey: Journey) -> Iterator[Found]:
    seen: set[str] = set()
    ahead = [journey.start]
    while ahead:
        here = ahead.pop()
        if here not in seen:
            seen.add(here)
            ahead += [route.to for route in journey.follows(here)]
    for key in _nodes(journey):
        if key not in seen:
            where = "questions" if key in journey.questions else "endings"
            yield (where, key), "no path leads here. Let a 'next' name it, or take it out."


def _cycle(journey: Journey) -> Iterator[Found]:
    """A walk visits a node once, so a circle would never end."""
    try:
        order(journey)
    except CycleError as error:
        circle = error.args[1]
        yield (
            ("questions", circle[0]),
            f"the path goes in a circle: {' -> '.join(reversed(circle))}. Let it go forward only.",
        )


def order(journey: Journey) -> tuple[str, ...]:
    """Questions and endings, each after all that lead to it. Raises CycleError."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for key in _nodes(journey):
        sorter.add(key)
        for route in journey.follows(key):
            sorter.add(route.to, key)
    return tuple(sorter.static_order())


def known_names(journey: Journey) -> frozenset[str]:
    """What a condition or a text may speak of: answers, facts of prefill, results of rules, and the date of today."""
    facts = {question.prefill.fact for question in journey.questions.values() if question.prefill}
    return ALWAYS_KNOWN | journey.questions.keys() | facts | {one.name for one in journey.computed}


def _conditions(journey: Journey) -> Iterator[Found]:
    known = known_names(journey)
    for key, question in journey.questions.items():
        for index, route in enumerate(question.next):
            if route.when is not None:
                where = ("questions", key, "next", index, "when")
                yield from ((where, problem) for problem in _condition(route.when, known))
    results = {one.name for one in journey.computed}
    for index, computed in enumerate(journey.computed):
        for name, expression in computed.inputs.items():
            for problem in _condition(expression, known - results):
                yield ("computed", index, "inputs", name), problem


def _condition(expression: str, known: frozenset[str]) -> Iterable[str]:
    if problem := problem_in(expression):
        return [f"'{expression}' cannot be read: {problem}."]
    return [
        f"'{expression}' speaks of '{name}', which is no question, fact or result."
        for name in sorted(names_in(expression) - known)
    ]


def _endings(journey: Journey) -> Iterator[Found]:
    results = {one.name for one in journey.computed}
    for key, ending in journey.endings.items():
        if ending.rule is not None and ending.rule not in results:
            yield ("endings", key, "rule"), f"nothing computed is called '{ending.rule}'. Name one of 'computed'."
        if ending.door and ending.kind != ANSWER:
            yield ("endings", key, "door"), f"what is sent to us needs no other door. Write 'kind: {ANSWER}'."
