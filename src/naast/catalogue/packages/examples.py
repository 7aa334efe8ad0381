"""A package carries examples that test it. Each kind of example is run by the capability that declared a runner for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from naast.catalogue.packages.rules import evaluate_rule
from naast.catalogue.ports import parameters
from naast.catalogue.types import ExampleRunner, MissingFacts, Package, RuleResult
from naast.kernel.registry import registry


def run_examples(package: Package) -> Iterator[str]:
    """What did not come out as expected, one sentence each, with what it may mean."""
    runners = {one.key: one for one in registry.declared(ExampleRunner)}
    for example in package.sections.get("examples", ()):
        mine = [runners[key] for key in example if key in runners]
        if not mine:
            yield f"{example['name']}: nobody runs it. Give it one of: {', '.join(runners)}."
        for runner in mine:
            for problem in runner.run(package, example):
                yield f"{example['name']}: {problem} It guards: {example['catches']}"


def run_rule(package: Package, example: Mapping[str, Any]) -> Iterator[str]:
    """An example with `rule`, `facts` and `expect: {outcome, values, because, missing}`; money in euros, as people write it."""
    rule = package.sections.get("rules", {}).get(example["rule"])
    if rule is None:
        yield f"there is no rule '{example['rule']}'."
        return
    facts = {key: _in_cents(value, rule["inputs"].get(key, {})) for key, value in example["facts"].items()}
    try:
        result = evaluate_rule(
            example["rule"], rule, facts, on=date.fromisoformat(example["on"]), parameters=parameters(package.local)
        )
    except MissingFacts as missing:
        yield from _missing(missing, example["expect"])
        return
    yield from _differences(rule, result, example["expect"])


def _differences(rule: Mapping[str, Any], result: RuleResult, expect: Mapping[str, Any]) -> Iterator[str]:
    if result.outcome != expect.get("outcome", result.outcome):
        yield f"expected {expect['outcome']}, came to {result.outcome}."
    kinds = {step["name"]: step for step in rule.get("steps", [])}
    for name, value in expect.get("values", {}).items():
        wanted, found = _in_cents(value, kinds.get(name, {})), result.values.get(name)
        if wanted != found:
            yield f"expected {name} {wanted}, came to {found}."
    for words in expect.get("because", []):
        if words not in result.because[0].replace("\N{NO-BREAK SPACE}", " "):
            yield f"expected '{words}' in '{result.because[0]}'."


def _missing(missing: MissingFacts, expect: Mapping[str, Any]) -> Iterator[str]:
    if sorted(missing.names) != sorted(expect.get("missing", [])):
        yield f"not known: {missing}."


def _in_cents(value: Any, of: Mapping[str, Any]) -> Any:
    return round(value * 100) if of.get("type") == "money" and isinstance(value, int | float) else value
