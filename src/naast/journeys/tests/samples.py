"""A small journey that holds every kind of turn, for tests of the flow."""

from __future__ import annotations

import copy
from typing import Any


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
        "send": {"kind": "case", "title": words("Klaar om te versturen"), "text": words("Wij gaan ermee aan de slag.")},
        "too_far": {"kind": "answer", "title": words("Dat regelt een ander"), "text": words("Bel de andere gemeente.")},
        "no": {
            "kind": "answer",
            "title": words("Dit kan nu niet"),
            "text": words("U heeft {savings:money}. De grens is {verdict.limit:money}."),
            "onward": {"label": words("Toch aanvragen"), "to": "email"},
        },
    },
    "computed": [{"name": "verdict", "rule": "savings", "needs": ["savings"]}],
}


def small() -> dict[str, Any]:
    """A copy to change."""
    return copy.deepcopy(SMALL)


def savings_rule(name: str, facts: Any) -> dict[str, Any]:
    """A rule as a package has it: more than € 2.000 is too much."""
    return {"outcome": "too_much" if facts["savings"] > 2000_00 else "fine", "limit": 2000_00}
