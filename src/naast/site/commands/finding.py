"""`naast finding teach|learn|evaluate|errors`: teaches the sentence model from packages and lessons/, learns from questions/ how
much each sign counts, judges the finder on questions that it has not learned from.
"""

import argparse
import os
from collections.abc import Iterable, Sequence
from operator import attrgetter
from pathlib import Path

from naast.catalogue import api as catalogue
from naast.finding import api
from naast.finding.learning import fairness, judging
from naast.finding.learning.baselines import Baseline, FuzzyTitles, PlainBm25, postgres_search
from naast.finding.learning.judging import Asked, Score
from naast.finding.learning.lessons import Remembered, Subject, learn
from naast.finding.learning.questions import FOLDS, SEED, Question, fold_of, read_questions
from naast.finding.matching import learned
from naast.finding.matching.documents import document_of
from naast.finding.matching.meaning.taught import blended, taught
from naast.finding.matching.meaning.taught import keep as keep_taught
from naast.finding.matching.reading import Reading
from naast.site.options import Options
from naast.site.postgres.running import database

QUESTIONS, LESSONS = Path("questions"), Path("lessons")
CALM = "not_distress"  # what looks like distress and is none


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="naast finding", description=__doc__)
    what = parser.add_subparsers(dest="what", required=True)
    what.add_parser("teach", help="teaches the sentence model, beside the code; an hour; then learn")
    what.add_parser("learn", help="writes what all questions teach, beside the code")
    evaluate = what.add_parser("evaluate", help="prints how good it is, beside what one would take instead")
    evaluate.add_argument("--without-postgres", action="store_true", help="leave the search of PostgreSQL out")
    evaluate.add_argument(
        "--keep", action="store_true", help="writes whom it serves less well, for the algorithm register"
    )
    errors = what.add_parser("errors", help="the worst misses, to mend words; never those of the last part")
    errors.add_argument("--most", type=int, default=40)
    for one in (evaluate, errors):
        one.add_argument("--questions", type=Path, default=QUESTIONS)
        one.add_argument("--seed", type=int, default=SEED, help="how the cards are divided")
    given = parser.parse_args(arguments)
    match given.what:
        case "teach":
            _teach()
        case "learn":
            learned.keep(learn(_subject(), read_questions(QUESTIONS)))
        case "evaluate":
            _evaluate(given)
        case "errors":
            _errors(given)
    return 0


def _subject() -> Subject:
    services, events, index = api.made_of(catalogue.packages())
    return Subject(services, events, Remembered(index))


def _teach() -> None:
    from naast.finding.learning import teaching  # noqa: PLC0415  # JAX is large, and not on a machine that only answers

    packages = catalogue.packages()
    documents = sorted((document_of(one.sections, one.texts) for one in packages), key=lambda one: one.slug)
    lessons = teaching.lessons_of(documents, LESSONS)
    keep_taught(teaching.with_examples(blended(taught(), teaching.teach(documents, lessons)), lessons))


def _evaluate(given: argparse.Namespace) -> None:
    subject, questions = _subject(), read_questions(given.questions)
    print(
        f"{len(questions)} questions of {len({one.card for one in questions})} situations; {len(subject.services)} services"
    )
    print(
        f"{FOLDS} parts divided by situation, seed {given.seed}; each part asked of a finder that learned from the others\n"
    )
    asked = list(
        judging.held_out(questions, lambda learn_from: subject.finder(learn(subject, learn_from)), seed=given.seed)
    )
    _table("naast", asked)
    for name, answers in _baselines(subject, questions, with_postgres=not given.without_postgres):
        _line(name, judging.score([one for one in answers if one.question.kind == "services"]))
    _kinds(asked)
    if given.keep:
        _keep(subject, asked, seed=given.seed)


def _keep(subject: Subject, asked: Sequence[Asked], *, seed: int) -> None:
    def read(text: str) -> Reading:
        return subject.index.evidence_of_words(text).reading

    fairness.keep(fairness.measured(asked, seed=seed, edition=taught().edition, read=read))
    print(f"\nkept in {fairness.FILE.name}")


def _table(name: str, asked: Sequence[Asked]) -> None:
    print(f"{'':28}{'n':>6}{'top-1':>8}{'95%':>15}{'top-3':>8}{'MRR':>8}")
    services = [one for one in asked if one.question.kind == "services"]
    _line(name, judging.score(services))
    for key in ("set", "level", "language"):
        for group, part in judging.grouped(asked if key == "set" else services, attrgetter(key)).items():
            if judging.score(part).count:
                _line(f"  {key} {group}", judging.score(part))
    for group, part in judging.grouped(services, lambda one: fairness.length_of(one.text)).items():
        _line(f"  words {group}", judging.score(part))


def _line(name: str, found: Score) -> None:
    interval = f"{found.low:.3f}-{found.high:.3f}"
    print(f"{name:28}{found.count:>6}{found.top1:>8.3f}{interval:>15}{found.top3:>8.3f}{found.reciprocal:>8.3f}")


def _kinds(asked: Sequence[Asked]) -> None:
    print("\nkind of answer per set")
    for group, counts in judging.kinds(asked).items():
        print(f"  {group:16}" + ", ".join(f"{kind} {count}" for kind, count in counts.most_common()))
    print(
        "\nasking back: "
        + "; ".join(
            f"{kind} n={count}, first is right {share:.3f}" for kind, (count, share) in judging.clarified(asked).items()
        )
    )
    trouble, calm = judging.in_trouble(asked), judging.calm(asked)
    for what, part in (
        ("distress heard", trouble),
        ("distress heard, long messages", _long(trouble)),
        ("false alarms", calm),
        ("false alarms, hard ones", [one for one in calm if one.question.set == CALM]),
        ("false alarms, long messages", _long(calm)),
    ):
        found = judging.alarms(part)
        for how, share in (("a human first", found.human), ("an alarm", found.alarm), ("numbers", found.numbers)):
            rate = share.hits / max(share.count, 1)
            print(f"{what}, {how}: {share.hits} of {share.count} ({rate:.3f}, {share.low:.3f}-{share.high:.3f})")


def _long(asked: Iterable[Asked]) -> list[Asked]:
    return [one for one in asked if fairness.length_of(one.question.text) == fairness.LONGEST]


def _baselines(
    subject: Subject, questions: Sequence[Question], *, with_postgres: bool
) -> Iterable[tuple[str, list[Asked]]]:
    asked = [one for one in questions if one.services]
    plain: tuple[type[Baseline], ...] = (PlainBm25, FuzzyTitles)
    for kind in plain:
        yield kind.name, judging.by_baseline(asked, kind(subject.index.documents).ranked)
    if with_postgres:
        with database(Options.read(os.environ)), postgres_search(subject.index.documents) as search:
            yield search.name, judging.by_baseline(asked, search.ranked)


def _errors(given: argparse.Namespace) -> None:
    """Of all parts but the last, which stays unseen."""
    subject, questions = _subject(), read_questions(given.questions)
    seen = [one for one in questions if fold_of(one.card, seed=given.seed) < FOLDS - 1]
    asked = judging.held_out(seen, lambda learn_from: subject.finder(learn(subject, learn_from)), seed=given.seed + 1)
    missed = [one for one in asked if one.question.kind == "services" and not one.hit(1)]
    for one in sorted(missed, key=lambda one: (one.reciprocal, one.question.id))[: given.most]:
        print(f"{one.question.text}\n    {', '.join(one.question.services)}, but: {', '.join(one.ranked[:3])}")
