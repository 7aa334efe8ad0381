"""For whom the finder works less well is counted per group, kept beside the code, and not made nicer than it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from naast.finding import api
from naast.finding.learning import fairness
from naast.finding.learning.judging import Asked, alarms, calm, in_trouble
from naast.finding.learning.questions import Question
from naast.finding.matching.reading import Reader
from naast.finding.types import Alarms, Fairness, Group, Share, Standing

RIGHT, WRONG = ("paspoort", "verhuismelding"), ("verhuismelding", "bijstand", "grofvuil", "paspoort")
THIRD = ("verhuismelding", "bijstand", "paspoort")
READER = Reader(["verhuizing doorgeven", "paspoort kwijt"])
NONE = Alarms(*[Share(0, 0, 0, 1)] * 3)


def asked(text: str, ranked: Sequence[str], *, level: str = "b1", language: str = "nl") -> Asked:
    question = Question("service", text, text, text, level, language, "services", ("paspoort",))
    return Asked(question, tuple(ranked), "services")


def measured(*questions: Asked) -> Fairness:
    return fairness.measured(questions, seed=1, edition="0badcafe", read=READER.read)


def group(found: Fairness, by: str, name: str) -> Group:
    (one,) = [one for one in found.groups if (one.by, one.name) == (by, name)]
    return one


def fair(whole: float = 0.88, **values: object) -> tuple[Fairness, Group]:
    of_all = Group("all", "all", 2_000, whole, 0.96, 0.87, 0.89)
    one = Group("level", "b1", 200, 0.88, 0.96, 0.83, 0.92)
    return Fairness(date(2026, 11, 26), 1, "", of_all, (), NONE, NONE), replace(one, **values)  # type: ignore[arg-type]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(fairness, "FILE", tmp_path / "fairness.json")
    return fairness.FILE


def test_each_group_counts_its_own_questions_only(clock: object) -> None:
    found = measured(
        asked("mijn paspoort is kwijt", RIGHT), asked("mijn pas kwijt", WRONG), asked("effe nieuwe pas", THIRD, level="street"),
        asked("my passport please", RIGHT, language="en"),
    )  # fmt: skip

    assert (found.on, found.whole.count, found.whole.top1, found.whole.top3) == (date(2026, 11, 26), 4, 0.5, 0.75)
    b1, street = group(found, "level", "b1"), group(found, "level", "street")
    assert (b1.count, b1.top1, b1.top3) == (3, pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert (street.count, street.top1, street.top3) == (1, 0, 1)
    assert (group(found, "language", "en").top1, group(found, "language", "nl").count) == (1, 3)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (0, "1-3"),
        (3, "1-3"),
        (4, "4-8"),
        (8, "4-8"),
        (9, "9-15"),
        (15, "9-15"),
        (16, "16-45"),
        (45, "16-45"),
        (46, "46-"),
    ],
)
def test_length_is_counted_in_words(words: int, name: str) -> None:
    assert fairness.length_of("  ".join(["woord"] * words)) == name


def test_a_question_with_a_mended_word_is_one_with_a_typo(clock: object) -> None:
    found = measured(asked("mijn paspport", WRONG), asked("mijn paspoort", RIGHT), asked("paspoort", RIGHT))

    assert (group(found, "typos", "mended").count, group(found, "typos", "mended").top1) == (1, 0)
    assert (group(found, "typos", "as_typed").count, group(found, "typos", "as_typed").top1) == (2, 1)


@pytest.mark.parametrize(
    ("text", "typo"), [("mijn verhuisming doorgeven", True), ("mijn verhuizing doorgeven", False), ("Mijn Élan, zo mooi", False)]
)  # fmt: skip
def test_a_word_is_mended_when_the_reader_reads_another(text: str, typo: bool) -> None:
    assert fairness.is_mended(READER.read(text)) is typo


def test_only_questions_that_a_service_answers_count(clock: object) -> None:
    found = measured(asked("mijn pas", RIGHT), _in_trouble("help mij", heard=True))

    assert found.whole.count == 1
    assert "a1" not in {one.name for one in found.groups}


def _in_trouble(text: str, *, heard: bool) -> Asked:
    question = Question("distress", text, text, text, "a1", "nl", "human", ())
    return Asked(question, (), "human" if heard else "services", worry=heard, helplines=heard)


def test_alarms_are_counted_where_they_are_right_and_where_they_are_false() -> None:
    right = [_in_trouble("een", heard=True), _in_trouble("twee", heard=False)]
    false = [
        asked("mijn pas", RIGHT),
        replace(asked("dood dier", RIGHT), kind="human", worry=True),
        replace(asked("wie luistert", RIGHT), kind="human"),  # as if a human was asked for: no alarm
        replace(asked("mijn pas kwijt", RIGHT), worry=True, helplines=True),
    ]

    def counted(rows: list[Asked]) -> list[tuple[int, int]]:
        found = alarms(rows)
        return [(one.hits, one.count) for one in (found.human, found.alarm, found.numbers)]

    assert counted(in_trouble([*right, *false])) == [(1, 2), (1, 2), (1, 2)]
    assert counted(calm([*right, *false])) == [(2, 4), (1, 4), (1, 4)]


@pytest.mark.parametrize(
    ("values", "standing"),
    [
        ({"high": 0.87}, Standing.WORSE),
        ({"high": 0.87, "count": 10}, Standing.WORSE),
        ({}, Standing.SAME),
        ({"low": 0.89, "high": 0.95}, Standing.BETTER),
        ({"count": 49}, Standing.UNKNOWN),
        ({"count": 49, "low": 1.0, "high": 1.0}, Standing.UNKNOWN),
        ({"count": 50}, Standing.SAME),
    ],
)
def test_a_group_is_served_worse_when_chance_does_not_explain_it(values: dict[str, float], standing: Standing) -> None:
    found, one = fair(**values)

    assert found.standing(one) is standing


def test_what_was_measured_is_kept_and_read_again(file: Path, clock: object) -> None:
    found = measured(asked("een", RIGHT), asked("twee", WRONG), asked("drie", RIGHT), _in_trouble("vier", heard=True))
    fairness.keep(found)

    read = api.fairness()
    assert read is not None
    assert (read.on, read.seed, read.edition) == (date(2026, 11, 26), 1, "0badcafe")
    assert read.whole.top1 == 0.6667
    assert [(one.by, one.name, one.count) for one in read.groups] == [
        (one.by, one.name, one.count) for one in found.groups
    ]
    assert read.distress.human.hits == 1
    assert "een" not in json.dumps(json.loads(file.read_text())["groups"])  # figures, no questions


def test_nothing_measured_is_no_table(file: Path) -> None:
    assert api.fairness() is None
