"""A small journey that holds every kind of turn, for tests of the flow."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from naast.catalogue.types import RuleResult


def words(text: str) -> dict[str, str]:
    return {"nl": text}


def question(kind: str, *routes: Any, part: str = "you", **more: Any) -> dict[str, Any]:
    ways = [{"to": one} if isinstance(one, str) else {"when": one[0], "to": one[1]} for one in routes]
    return {"type": kind, "part": part, "label": words(f"Vraag van soort {kind}?"), "next": ways, **more}


def options(*values: str) -> list[dict[str, Any]]:
    return [{"value": value, "label": words(value.capitalize())} for value in values]


SMALL: dict[str, Any] = {
    "start": "situation",
    "keep_days": 30,
    "parts": [{"key": "you", "label": words("over u")}, {"key": "money", "label": words("uw geld")}],
    "questions": {
        "situation": question(
            "choice",
            ("situation == 'far'", "too_far"),
            ("situation == 'near'", "when"),
            "savings",
            options=options("near", "far", "poor"),
        ),
        "when": question("date", "email", least=0, most=28),
        "savings": question("money", ("verdict.outcome == 'too_much'", "no"), "email", part="money"),
        "email": question("text", "send", form="email", required=False),
    },
    "endings": {
        "send": {"kind": "case", "title": words("Klaar om te versturen"), "text": "send"},
        "too_far": {"kind": "answer", "title": words("Dat regelt een ander"), "text": "elsewhere"},
        "no": {
            "kind": "answer",
            "title": words("Dit kan nu niet"),
            "text": "no",
            "rule": "verdict",
            "onward": {"label": words("Toch aanvragen"), "to": "email"},
        },
    },
    "computed": [{"name": "verdict", "rule": "savings"}],
}
PACKAGE = {"rules": {"savings": {}}, "texts": {"nl": {"send": "", "elsewhere": "", "no": ""}}}


def small() -> dict[str, Any]:
    """A copy to change."""
    return copy.deepcopy(SMALL)


def savings_rule(name: str, facts: Mapping[str, Any]) -> RuleResult | None:
    """A rule as a package has it: more than € 2.000 is too much, and nothing is said without the amount."""
    if facts.get("savings") is None:
        return None
    outcome = "too_much" if facts["savings"] > 2000_00 else "fine"
    return RuleResult(name, outcome, {"limit": 2000_00}, because=(), steps=(), parameters=(), sources=())
