"""Rules of packages against the law, worked out a second time here in plain arithmetic."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_FLOOR, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naast.catalogue import api
from naast.catalogue.packages.rules import evaluate_rule
from naast.catalogue.tests.conftest import Workshop
from naast.catalogue.types import MissingFacts, PackageError, UnknownParameter
from naast.kernel import algorithms

REMISSION = api.package("kwijtschelding-gemeentelijke-belastingen")
MOVING = api.package("verhuismelding")
DAY = date(2026, 11, 26)
NOTHING = {
    "household": "single",
    "pension_age": False,
    "before_1935": 0,
    "student": False,
    "entrepreneur": False,
    "car_needed": False,
    **dict.fromkeys(
        [
            "income",
            "alimony_received",
            "alimony_paid",
            "rent",
            "rent_benefit",
            "health_premium",
            "care_benefit",
            "childcare",
        ],
        0,
    ),
    **dict.fromkeys(["bank", "student_loan", "car", "home_surplus", "other_assets"], 0),
    "tax": 41_200,
}


@pytest.fixture(autouse=True)
def _rehearsal():
    with algorithms.rehearsal():
        yield


def remission(**facts: object):
    return api.evaluate(REMISSION, "remission", {**NOTHING, **facts}, on=DAY)


def by_hand(facts: dict) -> int:
    """Articles 11 to 16 of the Uitvoeringsregeling Invorderingswet 1990 in cents, written apart from rules.yaml."""
    couple, aow = facts["household"] == "couple", facts["pension_age"]
    norm = {(False, False): 140_150, (True, False): 200_213, (False, True): 156_469, (True, True): 214_416}[couple, aow]
    rent = min(max(facts["rent"] - facts["rent_benefit"], 0), 93_000)
    housing = max(rent - 20_000, 0)
    health = max(facts["health_premium"] - (8_500 if couple else 4_000) - facts["care_benefit"], 0)
    extra = {"couple": 200_000, "single": 150_000, "single_parent": 180_000}[facts["household"]]
    allowed = norm + housing + health + extra + 226_900 * facts["before_1935"]
    savings = max(facts["bank"] - facts["student_loan"] - allowed, 0)
    car = facts["car"] if facts["car"] > 335_000 and not facts["car_needed"] else 0
    left = (
        facts["income"]
        + facts["alimony_received"]
        - facts["alimony_paid"]
        - housing
        - health
        - facts["childcare"]
        - norm
    )
    used = int((Decimal(12 * max(left, 0)) * Decimal("0.8")).to_integral_value(ROUND_FLOOR))
    return max(facts["tax"] - savings - car - facts["home_surplus"] - facts["other_assets"] - used, 0)


_FACTS = st.fixed_dictionaries(
    {
        "household": st.sampled_from(["single", "single_parent", "couple"]),
        "pension_age": st.booleans(),
        "before_1935": st.integers(0, 2),
        "student": st.just(False),
        "entrepreneur": st.just(False),
        "income": st.integers(120_000, 260_000),
        "alimony_received": st.sampled_from([0, 15_001]),
        "alimony_paid": st.sampled_from([0, 20_000]),
        "rent": st.integers(0, 140_000),
        "rent_benefit": st.integers(0, 50_000),
        "health_premium": st.integers(0, 40_000),
        "care_benefit": st.integers(0, 30_000),
        "childcare": st.sampled_from([0, 12_345]),
        "bank": st.integers(0, 480_000),
        "student_loan": st.integers(0, 400_000),
        "car": st.sampled_from([0, 0, 0, 0, 334_999, 335_000, 335_001, 480_000]),
        "car_needed": st.booleans(),
        "home_surplus": st.sampled_from([0, 0, 0, 0, 1, 5_000_000]),
        "other_assets": st.sampled_from([0, 0, 0, 9_999]),
        "tax": st.integers(20_000, 150_000),
    }
)


@settings(max_examples=200, deadline=None)
@given(facts=_FACTS)
def test_the_rule_says_what_the_articles_say(facts: dict) -> None:
    assert remission(**facts).values["remission"] == by_hand(facts)


@settings(max_examples=100, deadline=None)
@given(facts=_FACTS, more=st.integers(0, 100_000))
def test_who_has_more_never_gets_more(facts: dict, more: int) -> None:
    before = remission(**facts).values["remission"]

    assert remission(**{**facts, "bank": facts["bank"] + more}).values["remission"] <= before
    assert remission(**{**facts, "income": facts["income"] + more}).values["remission"] <= before


@settings(max_examples=100, deadline=None)
@given(facts=_FACTS)
def test_what_is_remitted_and_what_is_left_are_the_assessment(facts: dict) -> None:
    result = remission(**facts)

    assert result.values["remission"] + result.values["left_to_pay"] == facts["tax"]
    assert (result.outcome == "full") == (result.values["left_to_pay"] == 0)
    assert (result.outcome in ("none_assets", "none_capacity")) == (result.values["remission"] == 0)


def test_a_no_names_the_number_that_made_it_so_and_where_it_stands() -> None:
    result = remission(bank=500_000)

    assert result.outcome == "none_assets"
    assert result.because == ("U heeft €\xa02.098,50 aan spaargeld en bezit dat meetelt. De aanslag is €\xa0412.",)
    assert "Uitvoeringsregeling Invorderingswet 1990, artikel 11 en 12" in [str(one) for one in result.sources]


def test_the_result_keeps_the_parameters_and_the_engines_own_trace() -> None:
    result = remission()
    used = {one.name: one for one in result.parameters}

    assert used["kwijtschelding_deel_van_capaciteit"].value == 0.8
    assert used["bijstandsnorm_alleenstaande"].is_example
    assert not used["kwijtschelding_auto_vrij"].is_example
    assert [step.name for step in result.steps][-2:] == ["remission", "left_to_pay"]
    assert {"step:norm", "outcome"} <= result.trace.keys()


def test_nothing_is_reckoned_from_what_is_not_known() -> None:
    with pytest.raises(MissingFacts) as missing:
        api.evaluate(REMISSION, "remission", {**NOTHING, "income": None, "bank": None}, on=DAY)

    assert missing.value.names == ("income", "bank")


def test_an_amount_holds_from_its_day_on(workshop: Workshop) -> None:
    parameters = workshop.shelf.parameters()

    assert parameters.on("lampion_borg", date(2026, 12, 31)).value == 7.5
    assert parameters.on("lampion_borg", date(2027, 1, 1)).value == 8
    with pytest.raises(UnknownParameter):
        parameters.on("lampion_borg", date(2025, 12, 31))


@pytest.mark.parametrize(
    ("situation", "today", "outcome"),
    [
        ("within", date(2026, 11, 19), "too_early"),  # 29 days before
        ("within", date(2026, 11, 20), "send"),  # four weeks before: article 2.39, paragraph 2
        ("into", date(2026, 12, 18), "send"),
        ("into", date(2026, 12, 23), "send"),  # the fifth day after
        ("within", date(2026, 12, 24), "send_late"),
        ("away", date(2026, 12, 18), "elsewhere"),  # article 2.39, paragraph 1
        ("abroad", date(2026, 12, 12), "abroad_too_early"),
        ("abroad", date(2026, 12, 13), "abroad"),  # article 2.43, paragraph 1: from the fifth day before
        ("from_abroad", date(2026, 12, 18), "in_person"),  # article 2.38, paragraph 1
        ("no_address", date(2026, 12, 18), "human"),  # article 2.39, paragraph 3
    ],
)
def test_a_move_goes_where_the_law_sends_it(situation: str, today: date, outcome: str) -> None:
    facts = {"situation": situation, "move_date": "2026-12-18", "today": today.isoformat()}

    assert api.evaluate(MOVING, "declaration", facts, on=today).outcome == outcome


@settings(max_examples=100, deadline=None)
@given(moved=st.dates(date(2024, 1, 1), date(2032, 12, 31)), days=st.integers(-40, 40))
def test_the_window_of_a_move_is_twenty_eight_days_before_to_five_after_or_the_monday_then(
    moved: date, days: int
) -> None:
    today = date.fromordinal(moved.toordinal() + days)
    facts = {"situation": "within", "move_date": moved.isoformat(), "today": today.isoformat()}

    last = {0: 7, 1: 6}.get(moved.weekday(), 5)  # after a Monday or Tuesday the fifth day is in a weekend
    expected = "too_early" if days < -28 else "send" if days <= last else "send_late"
    assert api.evaluate(MOVING, "declaration", facts, on=today).outcome == expected


def test_a_rule_of_a_package_runs_through_the_register(workshop: Workshop) -> None:
    assert "catalogue.package_rule" in [one.key for one in algorithms.register()]
    assert api.evaluate(workshop.package(), "borrow", {"wanted": 12}, on=DAY).outcome == "granted"
    assert api.evaluate(workshop.package(), "borrow", {"wanted": 13}, on=DAY).because == ("U vroeg er 13.",)


def test_a_reason_may_name_an_amount_that_is_not_reckoned_with(workshop: Workshop) -> None:
    workshop.change("services/lampion/rules.yaml", "nl: Dat kan.", "nl: 'De borg is {{parameter:lampion_borg}}.'")
    rule, parameters = workshop.package().sections["rules"]["borrow"], workshop.shelf.parameters()

    result = evaluate_rule("borrow", rule, {"wanted": 1}, on=DAY, parameters=parameters)
    assert result.because == ("De borg is €\N{NO-BREAK SPACE}7,50.",)


@pytest.mark.parametrize("slug", sorted(file.parent.name for file in api.shelf().home.glob("*/examples.yaml")))
def test_every_example_of_every_package_comes_out_as_it_says(slug) -> None:
    package = api.package(slug)
    assert list(api.run_examples(package)) == []
    assert all(example["catches"] for example in package.sections["examples"])


def test_an_example_that_nobody_runs_is_a_fault(workshop: Workshop) -> None:
    workshop.write("services/lampion/examples.yaml", "- { name: x, on: 2026-11-26, expect: {}, catches: nothing }\n")

    assert next(iter(api.run_examples(workshop.package()))).startswith("x: nobody runs it.")


def test_an_example_that_comes_out_otherwise_says_what_it_guards(workshop: Workshop) -> None:
    example = "name: dozen, on: 2026-11-26, rule: borrow, facts: { wanted: 12 }, expect: { outcome: too_many }"
    workshop.write("services/lampion/examples.yaml", f"- {{ {example}, catches: the limit }}\n")

    assert list(api.run_examples(workshop.package())) == [
        "dozen: expected too_many, came to granted. It guards: the limit"
    ]


def test_a_broken_parameter_file_stops_the_package_not_the_house(workshop: Workshop) -> None:
    workshop.write("services/parameters/licht.yaml", "- name: [")

    with pytest.raises(PackageError, match=r"services/parameters/licht\.yaml:1"):
        workshop.package()
