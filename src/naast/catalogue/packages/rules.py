"""Rules as data: steps and a decision table, checked at load and run by zen-engine, whose trace is kept as the explanation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

import zen

from naast.catalogue.packages.amounts import shown
from naast.catalogue.packages.parameters import Parameters, source_from
from naast.catalogue.packages.texts import filled, placeholders
from naast.catalogue.types import MissingFacts, Parameter, Reckoned, RuleResult, Source, said

_LANGUAGE = frozenset(
    [
        "true",
        "false",
        "null",
        "and",
        "or",
        "not",
        "in",
        "d",
        "date",
        "max",
        "min",
        "sum",
        "abs",
        "floor",
        "round",
        "ceil",
        "len",
        "sub",
        "add",
        "format",
        "isBefore",
        "isAfter",
        "isSame",
        "contains",
    ]
)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*")
_PARAMETER = re.compile(r"\bparameters\.([A-Za-z_]\w*)")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
_ALLOWED_NUMBERS = {"0", "12"}  # nothing, and the months of a year
Where = tuple[str | int, ...]
Found = tuple[Where, str]


def problems_in_rules(rules: Mapping[str, Any], parameters: frozenset[str]) -> Iterator[Found]:
    """What is wrong in a rules section that has the right shape: (path, sentence)."""
    for name, rule in rules.items():
        for where, what in _problems_in(rule, parameters):
            yield (name, *where), what


def _problems_in(rule: Mapping[str, Any], parameters: frozenset[str]) -> Iterator[Found]:
    known = set(rule["inputs"])
    for index, step in enumerate(rule.get("steps", [])):
        where = ("steps", index)
        yield from _in_expression((*where, "value"), step["value"], known, parameters)
        if step["name"] in known:
            yield (*where, "name"), f"'{step['name']}' is already known here. Take another name."
        known.add(step["name"])
    for index, row in enumerate(rule["outcomes"]):
        yield from _in_row(("outcomes", index), row, known, parameters)
    yield from _order(rule["outcomes"])


def _in_row(where: Where, row: Mapping[str, Any], known: set[str], parameters: frozenset[str]) -> Iterator[Found]:
    if "when" in row:
        yield from _in_expression((*where, "when"), row["when"], known, parameters)
    for locale, words in row["because"].items():
        for kind, name in placeholders(words):
            if kind == "value" and name not in known:
                yield (
                    (*where, "because", locale),
                    f"there is no value '{name}'. Write one of: {', '.join(sorted(known))}.",
                )


def _order(rows: list[Mapping[str, Any]]) -> Iterator[Found]:
    if "when" in rows[-1]:
        yield ("outcomes",), "when no line holds there is no outcome. End with a line without 'when'."
    for index, row in enumerate(rows[:-1]):
        if "when" not in row:
            yield ("outcomes", index), "lines below this one are never reached. Give it a 'when', or put it last."


def _in_expression(where: Where, expression: str, known: Iterable[str], parameters: frozenset[str]) -> Iterator[Found]:
    if wrong := zen.validate_expression(expression):
        yield where, f"this cannot be read: {wrong['source']}. Write an expression such as 'income - norm > 0'."
        return
    bare = _QUOTED.sub("", expression)
    named = set(_PARAMETER.findall(bare))
    for name in sorted(named - parameters):
        yield where, f"there is no parameter '{name}'. Add it to services/parameters/ with its source."
    for name in sorted(set(_NAME.findall(bare)) - _LANGUAGE - set(known) - {"parameters"}):
        yield where, f"'{name}' is not known here. Write an input, an earlier step, or parameters.{name}."
    for number in sorted(set(_NUMBER.findall(bare)) - _ALLOWED_NUMBERS):
        yield where, f"the number {number} is typed here. Make it a parameter with its law, and write its name."


def parameters_named(rule: Mapping[str, Any]) -> tuple[str, ...]:
    """The parameters that a rule reckons with or names to the reader, in order of first mention."""
    texts = [step["value"] for step in rule.get("steps", [])] + [row.get("when", "") for row in rule["outcomes"]]
    reckoned = [name for text in texts for name in _PARAMETER.findall(text)]
    because = [words for row in rule["outcomes"] for words in row["because"].values()]
    told = sorted(name for words in because for kind, name in placeholders(words) if kind == "parameter")
    return tuple(dict.fromkeys(reckoned + told))


def evaluate_rule(
    name: str,
    rule: Mapping[str, Any],
    facts: Mapping[str, Any],
    *,
    on: date,
    parameters: Parameters,
    locale: str = "nl",
) -> RuleResult:
    """Run the rule. Raises MissingFacts when an input is not known, UnknownParameter when none holds on that day."""
    inputs = {key: facts.get(key) for key in rule["inputs"]}
    if missing := [key for key, value in inputs.items() if value is None]:
        raise MissingFacts(missing)
    used = tuple(parameters.on(one, on) for one in parameters_named(rule))
    done = _decision(json.dumps(rule, sort_keys=True)).evaluate(
        {**inputs, "parameters": {one.name: _for_engine(one) for one in used}}, {"trace": True}
    )
    values = inputs | {
        step["name"]: _typed(done["result"][step["name"]], step["type"]) for step in rule.get("steps", [])
    }
    row = rule["outcomes"][int(done["result"]["outcome_row"])]
    return RuleResult(
        rule=name,
        outcome=row["outcome"],
        values=values,
        because=(_because(rule, row, values, used, locale),),
        steps=_reckoned(rule, values),
        parameters=used,
        sources=_sources(rule, row),
        trace=done["trace"],
    )


def _for_engine(parameter: Parameter) -> float | int:
    return round(parameter.value * 100) if parameter.unit == "euro" else parameter.value


def _typed(value: Any, kind: str) -> Any:
    if kind == "money":
        return round(value)
    return value


def _because(
    rule: Mapping[str, Any], row: Mapping[str, Any], values: Mapping[str, Any], used: tuple[Parameter, ...], locale: str
) -> str:
    kinds = kinds_of(rule)
    amounts = {one.name: one for one in used}
    return filled(
        said(row["because"], locale),
        lambda kind, name: (
            shown(values[name], kinds[name], locale) if kind == "value" else parameter_shown(amounts[name], locale)
        ),
    )


def parameter_shown(parameter: Parameter, locale: str = "nl") -> str:
    """A parameter in words: € 2.000, 80%, 28."""
    if parameter.unit == "euro":
        return shown(round(parameter.value * 100), "money", locale)
    return f"{parameter.value * 100:g}%" if parameter.unit == "share" else f"{parameter.value:g}"


def kinds_of(rule: Mapping[str, Any]) -> dict[str, str]:
    """The type of each input and step."""
    return {key: one["type"] for key, one in rule["inputs"].items()} | {
        step["name"]: step["type"] for step in rule.get("steps", [])
    }


def _reckoned(rule: Mapping[str, Any], values: Mapping[str, Any]) -> tuple[Reckoned, ...]:
    return tuple(
        Reckoned(step["name"], step["label"], step["type"], values[step["name"]], source_from(step.get("source")))
        for step in rule.get("steps", [])
    )


def _sources(rule: Mapping[str, Any], row: Mapping[str, Any]) -> tuple[Source, ...]:
    given = [rule["legal_ground"], row.get("source"), *(step.get("source") for step in rule.get("steps", []))]
    return tuple(dict.fromkeys(source for one in given if (source := source_from(one))))


@lru_cache(maxsize=256)
def _decision(rule: str) -> zen.ZenDecision:
    return zen.ZenEngine().create_decision(json.dumps(_graph(json.loads(rule))))


def _graph(rule: Mapping[str, Any]) -> dict[str, Any]:
    """The rule as a JSON Decision Model: inputs, an expression per step, and a table of which the first row decides."""
    steps = [{"id": step["name"], "key": step["name"], "value": step["value"]} for step in rule.get("steps", [])]
    nodes: list[dict[str, Any]] = [
        {"id": "inputs", "type": "inputNode", "name": "inputs", "position": {"x": 0, "y": 0}}
    ]
    nodes += [_step_node(step) for step in steps]
    nodes.append(_node("outcome", "decisionTableNode", _table(rule["outcomes"])))
    nodes.append({"id": "result", "type": "outputNode", "name": "result", "position": {"x": 0, "y": 0}})
    edges = [
        {"id": f"edge{index}", "sourceId": one["id"], "targetId": other["id"], "type": "edge"}
        for index, (one, other) in enumerate(pairwise(nodes))
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def _step_node(step: Mapping[str, Any]) -> dict[str, Any]:
    return _node(f"step:{step['id']}", "expressionNode", {"expressions": [step]})


def _node(key: str, kind: str, content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": key,
        "type": kind,
        "name": key,
        "position": {"x": 0, "y": 0},
        "content": {**content, "passThrough": True},
    }


def _table(outcomes: list[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "hitPolicy": "first",
        "inputs": [{"id": "when", "name": "when"}],
        "outputs": [{"id": "row", "name": "row", "field": "outcome_row"}],
        "rules": [
            {"_id": str(index), "when": row.get("when", "true"), "row": str(index)}
            for index, row in enumerate(outcomes)
        ],
    }
