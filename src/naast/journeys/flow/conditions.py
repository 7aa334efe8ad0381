"""Conditions on the way through a journey: zen-engine expressions over answers, facts and results of rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import zen

# Names that an expression may use besides the journey's own: literals, operators in words and functions of zen-engine 2.
_OF_THE_LANGUAGE = frozenset(
    {"true", "false", "null", "and", "or", "not", "in"}
    | {"all", "some", "none", "one", "filter", "map", "count", "len", "contains", "startsWith", "endsWith"}
    | {"d", "date", "sum", "min", "max", "abs", "floor", "round", "lower"}
)
_TEXT = re.compile(r"'[^']*'|\"[^\"]*\"")
_NAME = re.compile(r"(?<![\w.#])[A-Za-z_]\w*")


@lru_cache(maxsize=2048)
def _compiled(expression: str) -> Any:
    return zen.compile_expression(expression)


def value_of(expression: str, context: Mapping[str, Any]) -> Any:
    """What the expression comes to; None when it needs something that was left open or not asked. Whole numbers are int."""
    try:
        found = _compiled(expression).evaluate(dict(context))
    except RuntimeError:  # zen-engine's only error at evaluation: an operand is null or of another type
        return None
    return int(found) if isinstance(found, float) and found.is_integer() else found


def holds(expression: str, context: Mapping[str, Any]) -> bool:
    """Whether the condition is true. What compares something left open, or not asked, is not true."""
    return value_of(expression, context) is True


def problem_in(expression: str) -> str | None:
    """What the parser says about it; None when it can be read."""
    found = zen.validate_expression(expression)
    return None if found is None else str(found["source"])


def names_in(expression: str) -> frozenset[str]:
    """The answers, facts and results that the expression speaks of."""
    return frozenset(_NAME.findall(_TEXT.sub("", expression))) - _OF_THE_LANGUAGE
