"""An editor hears what is wrong with a journey before anybody walks it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from naast.journeys.flow.section import SCHEMA, check
from naast.journeys.tests.samples import PACKAGE, question, small

Change = Callable[[dict[str, Any]], object]


def problems(change: Change) -> list[tuple[tuple[str | int, ...], str]]:
    data = small()
    change(data)
    return list(check(data, PACKAGE))


def test_a_sound_journey_has_no_problems() -> None:
    jsonschema.validate(small(), SCHEMA)
    assert list(check(small(), PACKAGE)) == []


def test_what_no_row_can_hold_is_no_journey() -> None:
    """A key stands in 60 letters beside each answer, a question in 300 beside a call for help."""
    for change in (
        {"k" * 61: question("text", "send")},
        {"long": question("text", "send") | {"label": {"nl": "x" * 301}}},
    ):
        data = small()
        data["questions"].update(change)
        with pytest.raises(jsonschema.ValidationError, match="too long"):
            jsonschema.validate(data, SCHEMA)


@pytest.mark.parametrize(
    ("change", "where", "says"),
    [
        (lambda d: d.update(start="begin"), ("start",), "no question 'begin'"),
        (
            lambda d: d["questions"]["when"].update(next=[{"to": "gone"}]),
            ("questions", "when", "next", 0, "to"),
            "'gone'",
        ),
        (lambda d: d.update(counts_from="situation"), ("counts_from",), "no question for a date"),
        (lambda d: d["questions"].update(lost=question("text", "send")), ("questions", "lost"), "no path leads here"),
        (lambda d: d["endings"].update(extra=d["endings"]["send"]), ("endings", "extra"), "no path leads here"),
        (lambda d: d["questions"]["email"].update(next=[{"to": "situation"}]), ("questions",), "in a circle"),
        (lambda d: d["questions"]["when"]["next"].clear(), ("questions", "when"), "the path stops here"),
        (lambda d: d["questions"]["situation"]["next"].pop(), ("questions", "situation", "next"), "only 'to'"),
        (
            lambda d: d["questions"]["situation"]["next"][0].update(when="situation =="),
            ("questions", "situation", "next", 0, "when"),
            "cannot be read",
        ),
        (
            lambda d: d["questions"]["situation"]["next"][0].update(when="sitation == 'far'"),
            ("questions", "situation", "next", 0, "when"),
            "speaks of 'sitation'",
        ),
        (
            lambda d: d["computed"][0].update(inputs={"savings": "income"}),
            ("computed", 0, "inputs", "savings"),
            "speaks of 'income'",
        ),
        (lambda d: d["endings"]["no"].update(rule="wealth"), ("endings", "no", "rule"), "nothing computed is called"),
        (lambda d: d["endings"]["no"].update(text="nope"), ("endings", "no", "text"), "no text 'nope'"),
        (lambda d: d["endings"]["send"].update(kind="letter"), ("endings", "send", "kind"), "nobody handles 'letter'"),
        (
            lambda d: d["endings"]["send"].update(
                door={"url": "https://omgevingswet.overheid.nl", "text": {"nl": "Ga"}}
            ),
            ("endings", "send", "door"),
            "needs no other door",
        ),
        (lambda d: d["questions"]["situation"].pop("options"), ("questions", "situation"), "needs 'options'"),
        (lambda d: d["questions"]["when"].update(part="x"), ("questions", "when", "part"), "no part 'x'"),
    ],
)
def test_a_fault_is_named_where_it_stands(change: Change, where: tuple[str | int, ...], says: str) -> None:
    found = problems(change)
    assert any(path[: len(where)] == where and says in what for path, what in found), found


def test_a_rule_that_the_package_lacks_is_named() -> None:
    assert [where for where, _ in check(small(), {**PACKAGE, "rules": {"other": {}}})] == [("computed", 0, "rule")]
