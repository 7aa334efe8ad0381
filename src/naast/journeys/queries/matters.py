"""A draft with all it stands on: the journey of its version, the answers, the facts, and where they lead."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from uuid import UUID

from naast.catalogue import api as catalogue
from naast.catalogue.api import language
from naast.catalogue.types import PackageVersion, said
from naast.files.api import files_about
from naast.files.types import FileStatus
from naast.journeys import answers as kinds
from naast.journeys.answers import Circumstances
from naast.journeys.answers.uploads import FOLLOWS
from naast.journeys.flow.rules import rule_of
from naast.journeys.flow.section import journey_from
from naast.journeys.flow.walking import walk
from naast.journeys.models import Answer, Draft, FetchedFact
from naast.journeys.types import Answered, Ending, Journey, Question, Walk
from naast.kernel import algorithms
from naast.kernel.clock import today


@dataclass(frozen=True)
class Matter:
    """One draft as it stands now. Made anew for each request: the server recomputes everything from the answers."""

    draft: Draft
    package: PackageVersion
    journey: Journey
    answers: Mapping[str, Answer]
    facts: Mapping[str, FetchedFact]
    on: Circumstances
    walk: Walk

    @property
    def title(self) -> str:
        return said(self.package.sections["service"]["title"], self.on.language)

    @property
    def ending(self) -> Ending | None:
        return self.journey.endings[self.walk.ending] if self.walk.ending else None

    def fact_for(self, question: Question) -> FetchedFact | None:
        """What the source of this question told us, or that it failed; None when it was not asked."""
        return self.facts.get(question.prefill.name) if question.prefill else None

    def answered(self) -> tuple[Answered, ...]:
        """The answers on the path, in words. Answers off the path do not exist for who reads or sends."""
        passed = [self.journey.questions[key] for key in self.walk.path if key in self.journey.questions]
        return tuple(self._answered(question, self.answers[question.key]) for question in passed)

    def to_follow(self) -> tuple[Answered, ...]:
        """The documents that will come later, in another way."""
        uploads = (one for one in self.answered() if self.journey.is_upload(one.key) and isinstance(one.value, dict))
        return tuple(one for one in uploads if one.value["later"] in FOLLOWS)

    def counts_from(self, sent: date) -> date:
        """The day that what we promise counts from: of sending, or a later one that the answers give."""
        key = self.journey.counts_from
        given = self.answers[key].value if key in self.walk.path else None
        return max(sent, date.fromisoformat(given)) if given else sent

    def _answered(self, question: Question, row: Answer) -> Answered:
        return Answered(
            key=question.key,
            label=said(question.label, self.on.language),
            shown=kinds.shown(question, row.value, self.on),
            value=row.value,
            source=row.source,
            at=row.at,
            reason=row.reason,
        )

    def on_for(self, question: Question) -> Circumstances:
        """The circumstances of one question: files that were given at another one are not offered here."""
        others = {
            one
            for key, row in self.answers.items()
            if key != question.key and self.journey.is_upload(key) and isinstance(row.value, dict)
            for one in row.value["files"]
        }
        return replace(self.on, files={key: name for key, name in self.on.files.items() if key not in others})

    def text_of(self, ending: Ending) -> str:
        """The text of an ending as safe HTML, with the numbers of its rule."""
        result = self.walk.results.get(ending.rule) if ending.rule else None
        return catalogue.text(self.package, ending.text, self.on.language, result=result, on=self.on.today)


def matter_of(draft: Draft, *, counts: bool = False) -> Matter:
    """The matter of a draft that the actor may see. `counts`: rules that run here count in the algorithm register.

    Showing again what was computed before is not a run of its own, so reads do not count.
    """
    package = catalogue.version(draft.version)
    journey = journey_of(draft.version)
    answers = {row.question: row for row in draft.answers.all()}
    facts = {f"{row.source}.{row.fact}": row for row in draft.facts.all()}
    on = circumstances(draft, facts)
    known = {row.fact: row.value for row in facts.values() if row.value is not None}
    with nullcontext() if counts else algorithms.rehearsal():
        walked = walk(
            journey,
            {key: row.value for key, row in answers.items()},
            facts={**known, "today": on.today.isoformat()},
            rule=rule_of(package, on.today, language=on.language, organisation=draft.organisation),
            right=lambda question, value: kinds.is_right(question, value, on),
        )
    return Matter(draft, package, journey, answers, facts, on, walked)


@lru_cache(maxsize=256)  # a version never changes
def journey_of(version: UUID) -> Journey:
    return journey_from(catalogue.version(version).sections["journey"])


def circumstances(draft: Draft, facts: Mapping[str, FetchedFact]) -> Circumstances:
    family: list[dict[str, str]] = next((row.value for row in facts.values() if row.fact == "family" and row.value), [])
    return Circumstances(
        today=today(),
        language=language(),
        people={one["key"]: one["name"] for one in family},
        files={str(one.id): one.name for one in files_about(draft.ref) if one.status is not FileStatus.REFUSED},
    )
