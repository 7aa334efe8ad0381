"""Each type of question: what is a right answer, what is not, and how it reads back."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naast.journeys.answers import Circumstances, is_right, kept, read, shown
from naast.journeys.answers.forms import KINDS
from naast.journeys.types import Option, Question, QuestionType

ON = Circumstances(
    today=date(2026, 11, 26), people={"partner-1": "Sam de Wit"}, files={"f1": "loonstrook.jpg", "f2": "bank.pdf"}
)
OPTIONS = (Option("a", {"nl": "Eerste"}), Option("b", {"nl": "Tweede"}))


def question(kind: str, **more: Any) -> Question:
    return Question(key="q", type=QuestionType(kind), part="p", label={"nl": "Wat is het?"}, options=OPTIONS, **more)


def posted(**fields: str | list[str]) -> dict[str, list[str]]:
    return {name: [text] if isinstance(text, str) else text for name, text in fields.items()}


RIGHT: list[tuple[str, dict[str, list[str]], Any, str]] = [
    ("text", posted(value=" Kees "), "Kees", "Kees"),
    ("number", posted(value="3"), 3, "3"),
    ("money", posted(value="€ 1.250,50"), 1250_50, "€\N{NO-BREAK SPACE}1.250,50"),
    ("money", posted(value="0"), 0, "€\N{NO-BREAK SPACE}0"),
    ("date", posted(value_dag="3", value_maand="maart", value_jaar="2027"), "2027-03-03", "woensdag 3 maart 2027"),
    ("yes_no", posted(value="no"), False, "Nee"),
    ("choice", posted(value="b"), "b", "Tweede"),
    ("several", posted(value=["b", "a"]), ["b", "a"], "Eerste\nTweede"),
    (
        "address",
        posted(postcode="8991cd", number="41", addition="B"),
        {"postcode": "8991 CD", "number": "41", "addition": "B", "street": "", "city": ""},
        "8991 CD, 41 B",
    ),
    ("family", posted(people="partner-1", others="Opa"), {"people": ["partner-1"], "others": "Opa"}, "Sam de Wit\nOpa"),
    ("family", posted(nobody="on", others=""), {"people": [], "others": ""}, "Niemand anders"),
    ("upload", posted(files=["f2"]), {"files": ["f2"], "later": ""}, "bank.pdf"),
    ("upload", posted(later="desk"), {"files": [], "later": "desk"}, "Ik neem het mee naar de balie of de bus"),
    ("consent", posted(given="yes", name="Jo Elzinga"), {"given": True, "name": "Jo Elzinga"}, "Jo Elzinga zegt ja"),
    ("declaration", posted(value="on"), True, "Ja, dat doe ik"),
]


@pytest.mark.parametrize(("kind", "typed", "value", "words"), RIGHT)
def test_a_right_answer_is_kept_and_reads_back_the_same(kind: str, typed: Any, value: Any, words: str) -> None:
    form = read(question(kind), typed, ON)
    assert form.is_valid(), form.errors
    assert form.answer == value
    assert shown(question(kind), value, ON) == words
    assert is_right(question(kind), value, ON)


WRONG: list[tuple[str, dict[str, list[str]], str, dict[str, Any]]] = [
    ("text", posted(value=""), "value", {}),
    ("text", posted(value="x" * 1_000_000), "value", {}),
    ("text", posted(value="naam"), "value", {"form": "email"}),
    ("text", posted(value="bel me"), "value", {"form": "phone"}),
    ("number", posted(value="drie"), "value", {}),
    ("number", posted(value="3"), "value", {"most": 2}),
    ("money", posted(value="veel"), "value", {}),
    ("money", posted(value="-1"), "value", {}),
    ("date", posted(value_dag="31", value_maand="2", value_jaar="2026"), "value", {}),
    ("date", posted(value_dag="25", value_maand="11", value_jaar="2026"), "value", {"least": 0}),
    ("yes_no", posted(value="misschien"), "value", {}),
    ("choice", posted(value="c"), "value", {}),
    ("several", posted(value=["a", "c"]), "value", {}),
    ("address", posted(postcode="83 LW"), "postcode", {}),
    ("address", posted(postcode="8991 CD"), "number", {}),
    ("family", posted(people="child-9"), "people", {}),
    ("upload", posted(files=["zzz"]), "files", {}),
    ("consent", posted(given="yes"), "name", {}),
    ("declaration", posted(), "value", {}),
]


@pytest.mark.parametrize(("kind", "typed", "field", "more"), WRONG)
def test_a_wrong_answer_gets_a_sentence_beside_its_field(kind: str, typed: Any, field: str, more: Any) -> None:
    form = read(question(kind, **more), typed, ON)
    assert field in form.errors
    assert form.errors[field][0].endswith((".", "?"))


def test_the_package_has_the_word_where_it_has_a_sentence_of_its_own() -> None:
    own = question("date", least=0, errors={"early": {"nl": "Bel ons."}})
    form = read(own, posted(value_dag="1", value_maand="1", value_jaar="2026"), ON)
    assert form.errors["value"] == ["Bel ons."]


def test_an_upload_may_come_later_but_not_be_forgotten() -> None:
    bare = Circumstances(today=ON.today)
    assert not read(question("upload"), posted(), bare).is_valid()
    assert read(question("upload"), posted(later="later"), bare).is_valid()


def test_what_may_stay_open_may_stay_open() -> None:
    for kind in ("text", "number", "money", "date", "address", "yes_no", "choice"):
        assert read(question(kind, required=False), posted(), ON).answer is None, kind
        assert is_right(question(kind, required=False), None, ON)
        assert not is_right(question(kind), None, ON)


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=150)


@calm
@given(st.sampled_from(list(KINDS)), json)
def test_no_value_breaks_the_judge_and_what_it_lets_through_can_be_shown(kind: QuestionType, value: Any) -> None:
    one = question(kind.value)
    if is_right(one, value, ON):
        assert isinstance(shown(one, value, ON), str)


lines = st.lists(st.text(max_size=60), max_size=3)
names = [
    "value",
    "value_dag",
    "value_maand",
    "value_jaar",
    "people",
    "others",
    "given",
    "name",
    "postcode",
    "number",
    "later",
]


@calm
@given(st.sampled_from(list(KINDS)), st.dictionaries(st.sampled_from([*names, "files", "street"]), lines))
def test_whatever_is_typed_a_taken_answer_is_right_and_can_be_kept(
    kind: QuestionType, typed: dict[str, list[str]]
) -> None:
    one = question(kind.value, required=False)
    form = read(one, typed, ON)
    if form.is_valid():
        assert is_right(one, form.answer, ON)
    assert "\x00" not in repr(kept(kind, typed))


@pytest.mark.parametrize("text", ["'s-Gravenhage", "مرحبا", "👩‍👩‍👧‍👦 thuis", "a\N{RIGHT-TO-LEFT OVERRIDE}b", "ÿ"])
def test_any_script_may_be_written(text: str) -> None:
    assert read(question("text"), posted(value=text), ON).answer == text


def test_a_nul_is_taken_out_before_anything_is_kept() -> None:
    assert read(question("text"), posted(value="a\0b"), ON).answer == "ab"
    assert kept(QuestionType.TEXT, posted(value="a\0b\ud800", owner="iemand", name="Jo")) == {"value": ["ab"]}


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_question_asks_is_what_is_kept_of_it(kind: QuestionType) -> None:
    form = read(question(kind.value), {}, ON)
    names = {name for name in re.findall(r'name="([^"]+)"', form.as_p()) if name != "file"}
    assert set(kept(kind, {name: ["x"] for name in (*names, "owner")})) == names
