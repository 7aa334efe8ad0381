"""Learning and judging are kept apart: no situation is on both sides, and the same questions teach the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from naast.finding.learning.fitting import Case, fit
from naast.finding.learning.judging import Asked, score, wilson
from naast.finding.learning.questions import FOLDS, BadQuestion, Question, read_questions, split


def question(number: int, card: str, *services: str) -> Question:
    return Question("service", f"{card}-{number}", card, f"vraag {number}", "b1", "nl", "services", services)


QUESTIONS = [question(number, f"c{card}", "paspoort") for card in range(60) for number in range(4)]


def test_no_situation_is_on_both_sides() -> None:
    for fold in range(FOLDS):
        learn, held = split(QUESTIONS, fold)
        assert not {one.card for one in learn} & {one.card for one in held}
        assert len(learn) + len(held) == len(QUESTIONS)


def test_each_question_is_held_out_once() -> None:
    held = [one.id for fold in range(FOLDS) for one in split(QUESTIONS, fold)[1]]

    assert sorted(held) == sorted(one.id for one in QUESTIONS)


def test_a_file_of_questions_is_read_and_its_name_is_the_set(tmp_path: Path) -> None:
    line = '{"id": "a-1", "card": "a", "text": "hoi", "level": "b1", "language": "nl", "kind": "services", "services": ["x"]}'
    (tmp_path / "service_b.jsonl").write_text(f"{line}\n\n")

    assert [(one.set, one.services) for one in read_questions(tmp_path)] == [("service", ("x",))]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', "null"])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "service.jsonl").write_text(f"{line}\n")

    with pytest.raises(BadQuestion, match=r"service\.jsonl:1"):
        read_questions(tmp_path)


def test_what_tells_the_right_one_apart_gets_the_weight() -> None:
    chance = np.random.default_rng(1)
    cases = []
    for _ in range(50):
        features = chance.random((6, 2)).astype(np.float32)
        right = int(chance.integers(6))
        features[right, 0] += 1
        cases.append(Case(features, (right,)))
    telling, noise = fit(cases)

    assert telling > 10 * noise
    assert np.array_equal(fit(cases), fit(cases))


def test_a_score_counts_any_right_service() -> None:
    asked = [
        Asked(question(1, "a", "x", "y"), ("y", "z")),
        Asked(question(2, "b", "x"), ("z", "x")),
        Asked(question(3, "c", "x"), ("z", "y", "w", "x")),
    ]
    found = score(asked)

    assert (found.count, found.top1, found.top3) == (3, pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert found.reciprocal == pytest.approx((1 + 1 / 2 + 1 / 4) / 3)


def test_the_interval_of_wilson_is_that_of_the_textbook() -> None:
    low, high = wilson(81, 263)  # Newcombe 1998, table I: 0.2553 to 0.3662

    assert (low, high) == (pytest.approx(0.2553, abs=1e-4), pytest.approx(0.3662, abs=1e-4))
