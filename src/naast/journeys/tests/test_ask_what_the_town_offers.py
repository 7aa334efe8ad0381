"""The journeys of our own packages: whatever one answers they end, every ending is reached, and the sums are those of the law."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naast.catalogue import api as catalogue
from naast.catalogue.types import Package
from naast.journeys.answers import Circumstances, is_right
from naast.journeys.flow.picture import picture_of
from naast.journeys.flow.rules import rule_of
from naast.journeys.flow.section import journey_from
from naast.journeys.flow.walking import ONWARD, walk
from naast.journeys.types import Journey, Question, QuestionType, Walk
from naast.kernel import algorithms

TODAY = date(2026, 11, 26)
ON = Circumstances(today=TODAY, people={"partner-1": "Sam"}, files={"f": "loonstrook.pdf"})
MOVE, REMISSION = "verhuismelding", "kwijtschelding-gemeentelijke-belastingen"
SLUGS = tuple(sorted(file.parent.name for file in catalogue.shelf().home.glob("*/journey.yaml")))


@cache
def package_of(slug: str) -> Package:
    return catalogue.package(slug)


@cache
def journey_of(slug: str) -> Journey:
    return journey_from(package_of(slug).sections["journey"])


def walked(slug: str, answers: dict[str, Any], *, on: date = TODAY) -> Walk:
    package = package_of(slug)
    with algorithms.rehearsal():
        return walk(
            journey_of(slug),
            answers,
            facts={"today": on.isoformat()},
            rule=rule_of(package, on),
            right=lambda question, value: is_right(question, value, ON),
        )


ADDRESS = {"postcode": "8991 CD", "number": "41", "addition": "", "street": "", "city": ""}
amounts = st.sampled_from([0, 1, 250_00, 1400_00, 3000_00, 50_000_00])
VALUES: dict[QuestionType, st.SearchStrategy[Any]] = {
    QuestionType.TEXT: st.sampled_from(["Spanje", "0612345678", "a@b.nl"]),
    QuestionType.NUMBER: st.integers(0, 2),
    QuestionType.MONEY: amounts,
    QuestionType.DATE: st.dates(date(2026, 11, 1), date(2027, 3, 1)).map(date.isoformat),
    QuestionType.YES_NO: st.booleans(),
    QuestionType.ADDRESS: st.just(ADDRESS),
    QuestionType.FAMILY: st.just({"people": ["partner-1"], "others": ""}),
    QuestionType.UPLOAD: st.sampled_from([{"files": ["f"], "later": ""}, {"files": [], "later": "desk"}]),
    QuestionType.CONSENT: st.booleans().map(lambda given: {"given": given, "name": "Jo"}),
    QuestionType.DECLARATION: st.just(True),
}


def answers_to(question: Question) -> st.SearchStrategy[Any]:
    offered = [one.value for one in question.options]
    if question.type is QuestionType.CHOICE:
        right: st.SearchStrategy[Any] = st.sampled_from(offered)
    elif question.type is QuestionType.SEVERAL:
        right = st.lists(st.sampled_from(offered), min_size=1, max_size=1)
    else:
        right = VALUES[question.type]
    return right if question.required else right | st.none()


def all_answers(slug: str) -> st.SearchStrategy[dict[str, Any]]:
    journey = journey_of(slug)
    given = {key: answers_to(question) for key, question in journey.questions.items()}
    onward = {key: st.sampled_from([ONWARD, None]) for key, ending in journey.endings.items() if ending.onward}
    return st.fixed_dictionaries({**given, **onward})


@pytest.mark.parametrize("slug", SLUGS)
def test_whatever_one_answers_the_path_ends_or_waits_for_what_is_wrong(slug: str) -> None:
    journey = journey_of(slug)

    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
    @given(all_answers(slug))
    def answer(answers: dict[str, Any]) -> None:
        found = walked(slug, answers)
        assert found.ending or not is_right(journey.questions[found.at or ""], answers[found.at or ""], ON)

    answer()


@pytest.mark.parametrize("slug", SLUGS)
def test_the_picture_holds_every_question_and_every_way(slug: str) -> None:
    journey, picture = journey_of(slug), picture_of(journey_of(slug))
    assert {box.key for box in picture.boxes} == {*journey.questions, *journey.endings}
    assert len({(box.x, box.y) for box in picture.boxes}) == len(picture.boxes)
    ways = sum(len(journey.follows(key)) for key in [*journey.questions, *journey.endings])
    assert len(picture.arrows) == ways
    assert all(
        box.x >= 0 and box.x + box.width <= picture.width and box.y + box.height <= picture.height
        for box in picture.boxes
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_every_word_is_there_in_every_tone_that_differs(slug: str) -> None:
    """Where the u-form speaks to the reader, the je-form must be its own text."""
    journey = journey_of(slug)
    for key, question in journey.questions.items():
        for words in (question.label, question.hint, question.why):
            if {"u", "uw"} & set(words.get("nl", "").lower().replace(",", " ").replace("?", " ").split()):
                assert "nl_JE" in words, key
            assert not words or "en" in words, key


MOVING = {
    "situation": "within",
    "current_address": ADDRESS,
    "new_address": {**ADDRESS, "number": "7"},
    "living_with": "own",
    "who_moves": {"people": [], "others": ""},
    "phone": None,
    "email": None,
}


@pytest.mark.parametrize(
    ("answers", "ending"),
    [
        ({"move_date": "2026-12-18"}, "send"),
        ({"move_date": "2026-11-02"}, "late"),
        ({"move_date": "2026-11-02", "late": "onward"}, "send_late"),
        ({"move_date": "2026-12-18", "new_address": ADDRESS}, "same_address"),
        ({"move_date": "2027-01-30"}, "too_early"),
        ({"situation": "abroad", "move_date": "2026-11-28", "country": "Spanje"}, "abroad"),
        ({"situation": "abroad", "move_date": "2026-12-18"}, "abroad_too_early"),
        ({"situation": "away"}, "elsewhere"),
        ({"situation": "from_abroad"}, "in_person"),
        ({"situation": "no_address"}, "briefadres"),
    ],
)
def test_each_ending_of_a_move_is_reached(answers: dict[str, Any], ending: str) -> None:
    assert walked(MOVE, {**MOVING, **answers}).ending == ending


def test_no_ending_of_our_journeys_was_forgotten_here() -> None:
    reached = {"send", "late", "send_late", "too_early", "same_address", "abroad", "abroad_too_early"}
    reached |= {"elsewhere", "in_person", "briefadres"}
    assert set(journey_of(MOVE).endings) == reached
    reached = {"full", "partial", "no_early", "no_capacity", "own_reckoning", "by_hand"}
    assert set(journey_of(REMISSION).endings) == reached


@pytest.mark.parametrize(
    ("day", "ending"),
    [
        ("2026-12-25", "too_early"),  # four weeks before is 27 November
        ("2026-12-24", "send"),  # four weeks before is today
        ("2026-11-21", "send"),  # today is the fifth day after
        ("2026-11-20", "late"),
    ],
)
def test_a_move_is_taken_from_four_weeks_before_until_the_fifth_day_after(day: str, ending: str) -> None:
    """BRP law, article 2.39, second paragraph; asked on Thursday 26 November 2026."""
    assert walked(MOVE, {**MOVING, "move_date": day}).ending == ending


# A single tenant on assistance: rent 600, housing benefit 300, premium 150, care benefit 120; a tax of 400.
POOR: dict[str, Any] = {
    "tax": 400_00,
    "household": "single",
    "entrepreneur": False,
    "student": False,
    "pension_age": False,
    "housing": "rent",
    "rent": 600_00,
    "rent_benefit": 300_00,
    "health_premium": 150_00,
    "care_benefit": 120_00,
    "bank": 500_00,
    "has_car": False,
    "has_other": False,
    "income_from": ["assistance"],
    "income": 1300_00,
    "alimony": False,
    "debts": None,
    "income_paper": {"files": [], "later": "later"},
    "bank_paper": {"files": [], "later": "desk"},
    "changes": True,
}


def test_somebody_on_assistance_need_not_pay() -> None:
    found = walked(REMISSION, POOR)
    assert found.ending == "full"
    assert found.results["verdict"].values["remission"] == 400_00


def test_too_much_savings_is_a_no_before_income_is_asked() -> None:
    """Free savings: the norm 1401.50, housing 300 - 200, no health cost (150 - 40 - 120 is less than 0), and 3/4 of 2000."""
    answers = {key: value for key, value in POOR.items() if key not in ("income", "income_from")}
    found = walked(REMISSION, {**answers, "bank": 4000_00})
    assert (found.ending, found.path[-1]) == ("no_early", "has_other")
    values = found.results["early"].values
    assert values["bank_free"] == 1401_50 + 100_00 + 1500_00
    assert values["assets"] == 4000_00 - 3001_50


def test_savings_that_are_not_certainly_too_much_let_one_go_on() -> None:
    answers = {key: value for key, value in POOR.items() if key not in ("income", "income_from")}
    assert walked(REMISSION, {**answers, "bank": 3300_00}).at == "income_from"


def test_a_no_can_still_be_sent_to_a_human() -> None:
    found = walked(REMISSION, {**POOR, "bank": 4000_00, "no_early": ONWARD})
    assert found.ending == "by_hand"


def test_some_income_above_the_norm_pays_a_part() -> None:
    """1540 - 100 for housing leaves 1440 a month: 38.50 above the norm, 462 a year, of which 80 % is 369.60 of the 400."""
    found = walked(REMISSION, {**POOR, "income": 1540_00})
    assert found.ending == "partial"
    assert found.results["verdict"].values["left_to_pay"] == 369_60


def test_too_much_income_is_a_no_with_the_number() -> None:
    """1600 leaves 98.50 a month above the norm, 1182 a year, of which 945.60 is used: more than the tax."""
    found = walked(REMISSION, {**POOR, "income": 1600_00})
    assert found.ending == "no_capacity"
    assert found.results["verdict"].values["capacity_used"] == 945_60
    assert walked(REMISSION, {**POOR, "income": 1600_00, "no_capacity": ONWARD}).ending == "by_hand"


def test_what_is_left_open_is_not_guessed() -> None:
    assert walked(REMISSION, {**POOR, "income": None}).ending == "by_hand"


def test_an_entrepreneur_gets_a_human_first_and_may_go_on() -> None:
    assert walked(REMISSION, {**POOR, "entrepreneur": True}).ending == "own_reckoning"
    assert walked(REMISSION, {**POOR, "entrepreneur": True, "own_reckoning": ONWARD}).ending == "by_hand"
