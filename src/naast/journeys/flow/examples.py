"""Examples of a package that walk its journey: answers in, ending out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from naast.catalogue.types import Package
from naast.journeys import answers as kinds
from naast.journeys.answers import Circumstances
from naast.journeys.flow.rules import rule_of
from naast.journeys.flow.section import journey_from
from naast.journeys.flow.walking import walk
from naast.journeys.types import Walk


def run_example(package: Package, example: Mapping[str, Any]) -> Iterator[str]:
    """What did not come out as expected of an example with `answers`, maybe `prefill` (facts by name), and `expect`.

    `expect` may hold ending, at, path, outcome and values. Answers stand there as they are kept, so money in cents.
    """
    found = _walked(package, example)
    expect = example["expect"]
    for name, came in (("ending", found.ending), ("at", found.at)):
        if name in expect and came != expect[name]:
            yield f"expected {name} '{expect[name]}', came to '{found.ending or found.at}'."
    if "path" in expect and list(found.path) != expect["path"]:
        yield f"expected the path {', '.join(expect['path'])}; it was {', '.join(found.path)}."
    for result in found.results.values():
        if result.outcome != expect.get("outcome", result.outcome):
            yield f"expected {expect['outcome']}, came to {result.outcome}."
        for name, value in expect.get("values", {}).items():
            if result.values.get(name) != value:
                yield f"expected {name} {value}, came to {result.values.get(name)}."


def _walked(package: Package, example: Mapping[str, Any]) -> Walk:
    facts = example.get("prefill", {})
    people = {one["key"]: one["name"] for one in facts.get("family", ())}
    on = Circumstances(today=date.fromisoformat(str(example["on"])), people=people)
    return walk(
        journey_from(package.sections["journey"]),
        {key: _plain(value) for key, value in example["answers"].items()},
        facts={**facts, "today": on.today.isoformat()},
        rule=rule_of(package, on.today),
        right=lambda question, value: kinds.is_right(question, value, on),
    )


def _plain(value: Any) -> Any:
    """YAML knows dates; answers hold them as text."""
    return value.isoformat() if isinstance(value, date) else value
