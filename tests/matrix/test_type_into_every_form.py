"""Every form and every address takes whatever is typed: with a page, as text and never as markup, and nothing beside its fields.

Which fields there are is seen by what a view looks up in what was sent. NAAST_FUZZ=60 types sixty times at random into each.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, reduce
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection
from django.http import HttpResponseBase, QueryDict
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from matrix.rules import ROUTES, RULES, Route
from matrix.world import BREAKING, World, broken_out, undone
from witness.writing import values_of

AT_RANDOM = int(os.environ.get("NAAST_FUZZ", "0"))
ACTORS = ("owner", "team-1", "editor", "admin")  # between them they may send every form
TAKES_LONG = {"studio:try-words"}  # has no field, and tries a whole set of questions
FOREIGN = UUID("99999999-9999-4999-8999-999999999999")
COLUMNS = {column.name for model in apps.get_models() for column in model._meta.get_fields()}
NUL, LONG = "a\x00b", "a" * 1_000_000
RUBBISH = (
    BREAKING, NUL, LONG, "javascript:kwaad", "\u202eגמל السلام e\u0301\u200d👩‍👩‍👧‍👦\x07\x1b", "9" * 400, "-1", "٣", "NaN",
    "2026-02-30", "../../etc/passwd%00",
)  # fmt: skip
TYPED = st.one_of(
    st.sampled_from(RUBBISH),
    st.text(max_size=200),
    st.text(st.characters(categories=("Cc", "Cf", "Mn", "Nd", "So", "P")), max_size=40),
    st.lists(st.sampled_from(RUBBISH), max_size=3),
)
# One page, and a form for each kind of question. Who is asked these is in the middle of a removal.
STEPS = ("situation", "move_date", "living_with", "who_moves", "phone", "email")
PAGES = ROUTES | {f"journeys:step of {one}": Route("draft", "GET POST", ("moving", "draft", one)) for one in STEPS}
Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Ask:
    """A page and a method, for somebody who gets it."""

    method: str
    name: str

    @property
    def route(self) -> Route:
        return PAGES[self.name]

    @property
    def actor(self) -> str:
        rule = RULES[self.route.post if self.route.post and self.method == "POST" else self.route.kind]
        return next((one for one in ACTORS if rule[one] == "ok"), "anonymous")

    def send(self, world: World, typed: Fields) -> HttpResponseBase:
        """What comes back at last, with these fields in the place of, or beside, those of the table. Nothing of it stays."""
        browser, address = world.browser(self.actor), world.address(self.name, self.route)
        with undone():
            if self.method == "GET":
                return browser.get(address, typed, follow=True)
            return browser.post(address, {**self.route.form, **typed}, follow=True)

    def watched(self, world: World, typed: Fields) -> Sent:
        """The names that are looked up in what is sent, and everything that is asked of the database."""
        sent = Sent(set(self.route.form) if self.method == "POST" else set())

        def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            sent.statements.extend((str(sql), *values_of(params)))
            return execute(sql, params, many, context)

        with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(watch):
            for method in ("__getitem__", "__contains__", "get", "getlist"):
                patch.setattr(QueryDict, method, _noting(sent.fields, getattr(QueryDict, method)))
            self.send(world, typed)
        return sent


@dataclass
class Sent:
    """`statements` holds each statement and its values after each other."""

    fields: set[str]
    statements: list[str] = field(default_factory=list)


def _noting(names: set[str], read: Callable[..., Any]) -> Callable[..., Any]:
    def noting(sent: QueryDict, name: str, *more: Any) -> Any:
        names.add(name)
        return read(sent, name, *more)

    return noting


ASKS = [
    Ask(method, name)
    for name, route in PAGES.items()
    for method in route.methods.split()
    if route.kind != "rest" and name not in TAKES_LONG
]
FORMS = [ask for ask in ASKS if ask.method == "POST"]
READS = [ask for ask in ASKS if ask.method == "GET"]
First = Callable[[Ask], Sent]


@pytest.fixture(scope="module")
def first(world: World) -> First:
    """What came of sending a form as the table has it; sent once before, so that what is kept for good is kept."""

    @cache
    def sent(ask: Ask) -> Sent:
        ask.send(world, {})
        return ask.watched(world, {})

    return sent


def whatever(fields: list[str], by_hand: list[Fields]) -> Callable[[Callable[[Fields], None]], None]:
    """Call this with what is written by hand, and with rubbish for some of these fields as often as NAAST_FUZZ says."""
    calm = settings(
        max_examples=max(AT_RANDOM, 1),
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate, Phase.shrink) if AT_RANDOM else (Phase.explicit,),
        suppress_health_check=list(HealthCheck),
    )

    def often(judge: Callable[[Fields], None]) -> None:
        at_random = given(st.fixed_dictionaries({}, optional=dict.fromkeys(fields, TYPED)))(judge)
        calm(reduce(lambda test, typed: example(typed)(test), by_hand, at_random))()

    return often


@pytest.fixture(scope="module")
def frame(world: World) -> set[str]:
    """What every page looks up: typed into one page, it is typed into all."""
    return Ask("GET", "openness:algorithms").watched(world, {}).fields


@pytest.mark.parametrize("at", range(len(FORMS)), ids=lambda at: FORMS[at].name)
def test_whatever_is_typed_into_a_form_gets_a_page_and_stays_text(at: int, world: World, first: First) -> None:
    """What breaks out in each field by itself, with the others as they should be; then all of them off."""
    fields = sorted(first(FORMS[at]).fields - {"csrfmiddlewaretoken"})
    off = [dict.fromkeys(fields, one) for one in (NUL, RUBBISH[at % len(RUBBISH)])]

    @whatever(fields, [{name: BREAKING} for name in fields] + off)
    def judge(typed: Fields) -> None:
        assert_page(FORMS[at].send(world, typed))


@pytest.mark.parametrize("ask", READS, ids=lambda ask: ask.name)
def test_whatever_an_address_asks_gets_a_page_and_stays_text(ask: Ask, world: World, frame: set[str]) -> None:
    fields = sorted(ask.watched(world, {}).fields - (frame if ask.name != "openness:algorithms" else set()))
    if not fields:
        return  # it looks at nothing that is sent

    @whatever(fields, [{name: BREAKING} for name in fields] + [dict.fromkeys(fields, NUL)])
    def judge(typed: Fields) -> None:
        assert_page(ask.send(world, typed))


def assert_page(response: HttpResponseBase) -> None:
    assert response.status_code < 500
    assert not broken_out(response)


@pytest.mark.parametrize("ask", FORMS, ids=lambda ask: ask.name)
def test_a_field_that_a_form_does_not_have_changes_nothing(ask: Ask, world: World, first: First) -> None:
    """Every column of every table is sent along: what is asked of the database stays the same, but for what is new each time."""
    beside = dict.fromkeys(COLUMNS - first(ask).fields, str(FOREIGN))
    one, two, more = first(ask).statements, ask.watched(world, {}).statements, ask.watched(world, beside).statements
    assert len(one) == len(two) == len(more)
    other = {at for at, same in enumerate(one) if two[at] == same != more[at]}
    for _ in range(8 if other else 0):  # rows of one instant come in the order of their ids, which is chance
        plain = ask.watched(world, {}).statements
        other = {at for at in other if plain[at] == one[at]}
    assert not {more[at] for at in other}
    assert not [said for said in more if str(FOREIGN) in said]
