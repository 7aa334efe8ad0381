"""What a case is, for whoever reads it: values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from naast.design.types import Promise
from naast.kernel.errors import Stale


class Status(StrEnum):
    """Where a case stands (Dutch: status, ZGW Zaken)."""

    SENT = "sent"
    ASSESSED = "assessed"  # somebody is at work on it
    WAITING = "waiting"  # a question lies with the resident; the clock stands still
    DECIDED = "decided"
    CLOSED = "closed"


class Verb(StrEnum):
    """What can be done to a case, by either side."""

    TAKE = "take"
    UNDO = "undo"  # of taking, of closing, or of merging
    GIVE_BACK = "give-back"
    HAND_OVER = "hand-over"  # to a colleague
    TO_TEAM = "to-team"
    NOTE = "note"
    ASK = "ask"
    RETRACT = "retract"  # our question
    ANSWER = "answer"
    MESSAGE = "message"
    CORRECT = "correct"
    LINK = "link"
    MERGE = "merge"
    DECIDE = "decide"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    DISPUTE = "dispute"  # to say that an answer of the request is not right


TRANSITIONS: Mapping[tuple[Status, Verb], Status] = MappingProxyType(
    {
        (Status.SENT, Verb.TAKE): Status.ASSESSED,
        (Status.SENT, Verb.WITHDRAW): Status.CLOSED,
        (Status.SENT, Verb.DISPUTE): Status.SENT,
        (Status.SENT, Verb.NOTE): Status.SENT,
        (Status.ASSESSED, Verb.UNDO): Status.SENT,
        (Status.ASSESSED, Verb.GIVE_BACK): Status.SENT,
        (Status.ASSESSED, Verb.HAND_OVER): Status.ASSESSED,
        (Status.ASSESSED, Verb.TO_TEAM): Status.SENT,
        (Status.ASSESSED, Verb.NOTE): Status.ASSESSED,
        (Status.ASSESSED, Verb.ASK): Status.WAITING,
        (Status.ASSESSED, Verb.MESSAGE): Status.ASSESSED,
        (Status.ASSESSED, Verb.CORRECT): Status.ASSESSED,
        (Status.ASSESSED, Verb.LINK): Status.ASSESSED,
        (Status.ASSESSED, Verb.MERGE): Status.CLOSED,
        (Status.ASSESSED, Verb.DECIDE): Status.DECIDED,
        (Status.ASSESSED, Verb.WITHDRAW): Status.CLOSED,
        (Status.ASSESSED, Verb.DISPUTE): Status.ASSESSED,
        (Status.WAITING, Verb.TAKE): Status.WAITING,  # whose handler left
        (Status.WAITING, Verb.ANSWER): Status.ASSESSED,
        (Status.WAITING, Verb.RETRACT): Status.ASSESSED,
        (Status.WAITING, Verb.HAND_OVER): Status.WAITING,
        (Status.WAITING, Verb.NOTE): Status.WAITING,
        (Status.WAITING, Verb.MESSAGE): Status.WAITING,
        (Status.WAITING, Verb.CORRECT): Status.WAITING,
        (Status.WAITING, Verb.LINK): Status.WAITING,
        (Status.WAITING, Verb.MERGE): Status.CLOSED,
        (Status.WAITING, Verb.DECIDE): Status.DECIDED,
        (Status.WAITING, Verb.WITHDRAW): Status.CLOSED,
        (Status.WAITING, Verb.DISPUTE): Status.WAITING,
        (Status.DECIDED, Verb.TAKE): Status.DECIDED,
        (Status.DECIDED, Verb.HAND_OVER): Status.DECIDED,
        (Status.DECIDED, Verb.NOTE): Status.DECIDED,
        (Status.DECIDED, Verb.MESSAGE): Status.DECIDED,
        (Status.DECIDED, Verb.LINK): Status.DECIDED,
        (Status.DECIDED, Verb.CLOSE): Status.CLOSED,
        (Status.CLOSED, Verb.UNDO): Status.ASSESSED,  # or to what it was before
    }
)


class NoLonger(Stale):
    """It was theirs to do, until the case came to stand differently; on another page of theirs, or by somebody else."""


class Turn(StrEnum):
    """Who has to do something now."""

    RESIDENT = "resident"
    ORGANISATION = "organisation"
    OTHER = "other"
    NOBODY = "nobody"


class Outcome(StrEnum):
    """How a case ended (Dutch: resultaat, ZGW Zaken)."""

    DONE = "done"  # a notification that was carried out; there was nothing to decide
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    NOT_CONSIDERED = "not-considered"  # Awb 4:5: not completed in the time given
    WITHDRAWN = "withdrawn"
    MERGED = "merged"  # it was asked twice; the other one goes on


BY_PACKAGE = tuple(one for one in Outcome if one is not Outcome.MERGED)  # that a service may name


class LinkKind(StrEnum):
    """Why two cases are named together."""

    RELATED = "related"
    MERGED = "merged"  # the one goes on in the other


class QuestionKind(StrEnum):
    """Why a request needs the resident once more."""

    INCORRECT = "incorrect"
    INCOMPLETE = "incomplete"
    OUTDATED = "outdated"


NEW = "Nieuwe aanvraag"  # why a case is in the queue that nobody took yet
OWN = "self"  # the source of an answer that the resident gave


@dataclass(frozen=True, slots=True)
class Correction:
    """A worker mended an answer: what it is now, why, who did it and when."""

    shown: str
    reason: str
    corrected_by: str
    corrected_at: datetime


@dataclass(frozen=True, slots=True)
class Dispute:
    """The resident said that an answer is not right: what it must be, why in their words or "", and when."""

    shown: str
    reason: str
    said_at: datetime

    @property
    def words(self) -> str:
        return " ".join(f"‘{one}’" for one in (self.shown, self.reason) if one)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the request, as the resident saw it at sending, and what was corrected or disputed since, oldest first.

    `source` is `self` or the register it came from.
    """

    key: str
    label: str
    shown: str
    source: str
    corrections: tuple[Correction, ...] = ()
    disputes: tuple[Dispute, ...] = ()

    @property
    def contested(self) -> bool:
        """Whether the resident said since the last correction that it is not right."""
        if not self.disputes:
            return False
        return not self.corrections or self.disputes[-1].said_at > self.corrections[-1].corrected_at

    @property
    def now(self) -> str:
        """What we go by."""
        return self.corrections[-1].shown if self.corrections else self.shown


@dataclass(frozen=True, slots=True)
class Reply:
    """A text to begin a message with: what it is for, for the worker, and the words, for the resident."""

    key: str
    label: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Who can go on with a case: a team, or with `staff` one of its people."""

    team: UUID
    team_name: str
    staff: UUID | None = None
    name: str = ""

    @property
    def key(self) -> str:
        return f"{self.team}.{self.staff}" if self.staff else str(self.team)


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One step of the service; `usual` is how long it takes (`3 working days`), `done_at` when its milestone was reached."""

    key: str
    who: Turn
    label: str
    detail: str
    usual: str
    done_at: datetime | None
    is_now: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    id: UUID
    kind: QuestionKind
    text: str
    asked_at: datetime
    answer_by: date
    answered_at: datetime | None
    lapsed_at: datetime | None
    retracted: str  # why we took it back; empty for a question that we did not
    answer: str

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.lapsed_at is None


@dataclass(frozen=True, slots=True)
class DecisionView:
    outcome: Outcome
    reasons: str
    decided_at: datetime
    decided_by: str
    object_until: date | None
    grounds: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """A case in a list. While a question is open, `promise` is what it becomes when the answer comes today."""

    id: UUID
    reference: str
    title: str
    organisation: UUID
    status: Status
    turn: Turn
    sent_at: datetime
    promise: Promise
    next_step: str  # as the service calls it; empty when the last one is done
    handler: UUID | None
    outcome: Outcome | None
    open_question: UUID | None
    still_until: date | None  # the clock stands still, until the answer or this day at the latest


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the own cases; what is empty or None does not narrow. `words` are looked for in titles and references."""

    running: bool | None = None
    service: str = ""
    year: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class CaseLink:
    """Another case that belongs with this one, or in which this one goes on; `because` in the words of a worker."""

    id: UUID
    kind: LinkKind
    case: UUID
    reference: str
    title: str
    because: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedRequest:
    """A request that goes on in this one, with what was sent; `may_part` undoes it."""

    case: UUID
    reference: str
    sent_at: datetime
    because: str
    answers: tuple[Answer, ...]
    version: int
    may_part: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """The whole case, for who may see it. `may` holds what this actor can do now: it drives the check and the buttons."""

    summary: CaseSummary
    service: str
    service_version: UUID
    party: UUID
    nameless: bool  # sent without signing in
    author: UUID | None
    team: UUID | None
    version: int
    counts_from: date | None  # when what we promise counts from a later day than sending
    handler: UUID | None
    handler_name: str
    answers: tuple[Answer, ...]
    steps: tuple[CaseStep, ...]
    questions: tuple[QuestionView, ...]
    decision: DecisionView | None
    goes_on_in: CaseLink | None
    merged: tuple[MergedRequest, ...]
    related: tuple[CaseLink, ...]
    may: frozenset[Verb]

    @property
    def id(self) -> UUID:
        return self.summary.id

    @property
    def open_question(self) -> QuestionView | None:
        return next((one for one in self.questions if one.is_open), None)
