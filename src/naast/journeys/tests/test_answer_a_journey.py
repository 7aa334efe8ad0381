"""The path follows from the answers, whatever they are."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naast.journeys.answers import Circumstances, is_right
from naast.journeys.flow.section import journey_from
from naast.journeys.flow.walking import ONWARD, parts_seen, walk
from naast.journeys.tests.samples import SMALL, savings_rule, small, words
from naast.journeys.types import Question, Walk

JOURNEY = journey_from(SMALL)
ON = Circumstances(today=date(2026, 11, 26))


def right(question: Question, value: object) -> bool:
    return is_right(question, value, ON)


def walked(**answers: object) -> Walk:
    return walk(JOURNEY, answers, facts={"today": "2026-11-26"}, rule=savings_rule, right=right)


def test_nothing_answered_yet_asks_the_first_question() -> None:
    assert walked().at == "situation"
    assert walked().path == ()


def test_an_answer_leads_to_the_question_that_follows_from_it() -> None:
    assert walked(situation="near").at == "when"
    assert walked(situation="poor").at == "savings"


def test_a_choice_can_end_the_journey_at_once() -> None:
    assert walked(situation="far").ending == "too_far"


def test_a_question_left_open_counts_as_answered() -> None:
    assert walked(situation="near", when="2026-12-01", email=None).ending == "send"


def test_the_result_of_a_rule_decides_as_soon_as_it_is_certain() -> None:
    assert walked(situation="poor", savings=2000_00).at == "email"
    no = walked(situation="poor", savings=2000_01)
    assert no.ending == "no"
    assert no.results["verdict"].values["limit"] == 2000_00


def test_after_a_no_one_can_ask_all_the_same() -> None:
    onward = walked(situation="poor", savings=900_000, no=ONWARD, email="a@b.nl")
    assert onward.path == ("situation", "savings", "no", "email")
    assert onward.ending == "send"


def test_an_answer_off_the_path_has_no_say() -> None:
    """A resident fills in savings, goes back and changes the first answer: the savings no longer count."""
    assert "savings" not in walked(situation="near", savings=900_000, when="2026-12-01", email=None).path


def test_progress_says_which_parts_are_done() -> None:
    assert list(parts_seen(JOURNEY, "savings")) == [("you", "done"), ("money", "now")]
    assert list(parts_seen(JOURNEY, None)) == [("you", "done"), ("money", "done")]


junk = (
    st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()) | st.dictionaries(st.text(), st.text())
)
anything = st.dictionaries(st.sampled_from([*JOURNEY.questions, *JOURNEY.endings, "other"]), junk)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # two cores, shared
@given(anything)
def test_any_answers_lead_somewhere_without_an_error(answers: dict[str, object]) -> None:
    found = walk(JOURNEY, answers, facts={}, rule=savings_rule, right=right)
    assert (found.at is None) != (found.ending is None)
    assert len(found.path) == len(set(found.path))


def test_a_journey_speaks_of_facts_and_of_today() -> None:
    data = small()
    data["questions"]["when"]["next"].insert(0, {"when": "d(when) > d(today).add(14, 'day')", "to": "too_far"})
    journey = journey_from(data)
    facts = {"today": "2026-11-26"}
    near = walk(journey, {"situation": "near", "when": "2026-12-10"}, facts=facts, rule=savings_rule, right=right)
    far = walk(journey, {"situation": "near", "when": "2026-12-11"}, facts=facts, rule=savings_rule, right=right)
    assert (near.at, far.ending) == ("email", "too_far")


def test_a_part_has_words_in_every_tone() -> None:
    data = small()
    data["parts"][0]["label"] = {**words("over u"), "nl_JE": "over jou"}
    assert journey_from(data).parts[0].label["nl_JE"] == "over jou"


def test_a_wrong_answer_is_as_good_as_none() -> None:
    assert walked(situation="elsewhere").at == "situation"
    assert walked(situation="near", when="2026-11-25", email=None).at == "when"
