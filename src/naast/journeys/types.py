"""A journey as data, and the values that leave this room. No Django here.

A journey is a graph of questions and endings. The flow says where one goes next, the texts hold the words, the rules of the
package hold the policy. Answers are keyed by the name of the question; the path is recomputed from them, never stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from naast.catalogue.types import Door, RuleResult, Words
from naast.kernel.actor import Actor
from naast.kernel.registry import Declaration, Registry
from naast.kernel.types import Ref

ANSWER = "answer"  # the kind of ending that only tells something


class QuestionType(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"  # cents
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    SEVERAL = "several"
    ADDRESS = "address"
    FAMILY = "family"
    UPLOAD = "upload"
    CONSENT = "consent"
    DECLARATION = "declaration"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose. `value` is what answers and conditions carry."""

    value: str
    label: Words
    hint: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Route:
    """Where one goes next when the condition holds; without a condition always. Routes are tried in order."""

    to: str
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Prefill:
    """Which fact of which source fills this question in, and why we may fetch it, said to the resident."""

    source: str
    fact: str
    label: Words  # what it is, beside the value: "Adres"
    ground: Words

    @property
    def name(self) -> str:
        return f"{self.source}.{self.fact}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Dutch: vraag. One page. `least` and `most` bound a number, an amount in cents, or a date in days from today."""

    key: str
    type: QuestionType
    part: str
    label: Words
    hint: Words = field(default_factory=dict)
    why: Words = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    required: bool = True
    least: int | None = None
    most: int | None = None
    form: str | None = None  # of a text: "email", "phone", "long"
    prefill: Prefill | None = None
    errors: Mapping[str, Words] = field(default_factory=dict)
    next: tuple[Route, ...] = ()


@dataclass(frozen=True, slots=True)
class Onward:
    """The way on after an answer: the resident may still ask, whatever the answer was."""

    label: Words
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Dutch: uitkomst. `kind` names the EndingKind that acts on it; `title` is the answer itself, as a heading.

    `door` leads to another who handles it, such as the Omgevingsloket; what was prepared here stands beside it, and is not sent.
    """

    key: str
    kind: str
    title: Words
    text: str  # key of a text of the package; may show values of the rule named in `rule`
    rule: str | None = None
    onward: Onward | None = None
    human: bool = False  # the way to a human stands first
    door: Door | None = None


@dataclass(frozen=True, slots=True)
class Computed:
    """The result of a rule of the package under a name that conditions may use: `verdict.outcome`. Null until it can run.

    An input of the rule is the answer or fact of that name, or what its expression in `inputs` comes to.
    """

    name: str
    rule: str
    inputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the journey, for progress in words: "Stap 1 van 5: over u." """

    key: str
    label: Words
    detail: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """Dutch: vragenboom. `keep_days`: how long a draft stays after the last change.

    `counts_from`: the question whose day starts what we promise, such as the day one moves; else it is the day of sending.
    """

    start: str
    parts: tuple[Part, ...]
    questions: Mapping[str, Question]
    endings: Mapping[str, Ending]
    computed: tuple[Computed, ...] = ()
    keep_days: int = 30
    counts_from: str = ""

    def is_upload(self, key: str) -> bool:
        return key in self.questions and self.questions[key].type is QuestionType.UPLOAD

    def follows(self, key: str) -> tuple[Route, ...]:
        """The ways out of a question or an ending; none where the journey ends."""
        if key in self.questions:
            return self.questions[key].next
        onward = self.endings[key].onward
        return (Route(onward.to),) if onward else ()


@dataclass(frozen=True, slots=True)
class Walk:
    """What the answers lead to: the questions and answers passed, then either the open question or the ending."""

    path: tuple[str, ...]
    at: str | None
    ending: str | None
    results: Mapping[str, RuleResult]  # of the rule that the ending speaks of


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it was sent. `shown` is in words; `source` is "self" or a source; `reason` says why a fact was corrected."""

    key: str
    label: str
    shown: str
    value: Any
    source: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """All that leaves a draft when it is sent. `party` is the owner, `author` who filled it in; they may differ.

    `counts_from` is the day from which the promise counts: of sending, or a later one that the answers give.
    """

    draft: UUID
    reference: str
    organisation: UUID
    service: str
    version: UUID
    party: UUID | None
    author: UUID | None
    ending: str
    answers: tuple[Answered, ...]
    facts: Mapping[str, Any]
    lane: str
    sent_at: datetime
    counts_from: date


@dataclass(frozen=True, kw_only=True)
class EndingKind(Declaration):
    """What happens at an ending of this kind, in the sending transaction. Exactly one per key.

    `handle` returns what it made, or raises: then nothing is sent. `sends` is False where the ending only tells something;
    then nothing leaves the draft, and there is no handler.
    """

    handle: Callable[[Actor, Sending], Ref | None] | None
    sends: bool = True

    def problems(self, registry: Registry) -> Iterable[str]:
        if self.sends != (self.handle is not None):
            yield "a kind that sends needs a handler, and one that only tells has none."


class Identified(StrEnum):
    """How a worker knows who is at the counter or on the phone; where DigiD would have said it."""

    DOCUMENT = "document"  # a valid passport, identity card or driving licence
    KNOWN = "known"  # sure in another way, such as questions that only this person can answer


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A draft for other rooms and for lists."""

    id: UUID
    service: str
    title: str
    organisation: UUID
    owner: UUID | None
    author: UUID | None
    status: str
    started_at: datetime
    changed_at: datetime
    kept_until: datetime
    url: str  # leads to the question where it stood
    reference: str = ""


@dataclass(frozen=True, slots=True)
class HelpView:
    """Help that was asked for: the number to name, until when somebody comes to it, where we phone, and who took it up."""

    reference: str
    due_at: datetime
    phone: str
    helper: str
