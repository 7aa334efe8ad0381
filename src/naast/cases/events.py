"""What happened to a case. Ids, kinds and dates only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from naast.cases.types import Outcome, QuestionKind
from naast.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class CaseEvent(Event):
    case: UUID
    organisation: UUID


@dataclass(frozen=True, kw_only=True)
class CaseMade(CaseEvent):
    service: str


@dataclass(frozen=True, kw_only=True)
class CaseTaken(CaseEvent):
    handler: UUID


@dataclass(frozen=True, kw_only=True)
class CaseGivenBack(CaseEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class CaseHandedOver(CaseEvent):
    team: UUID
    handler: UUID | None  # None: it waits for somebody of the team


@dataclass(frozen=True, kw_only=True)
class ResidentAsked(CaseEvent):
    question: UUID
    kind: QuestionKind
    answer_by: date


@dataclass(frozen=True, kw_only=True)
class ResidentAnswered(CaseEvent):
    question: UUID


@dataclass(frozen=True, kw_only=True)
class QuestionLapsed(CaseEvent):
    question: UUID


@dataclass(frozen=True, kw_only=True)
class QuestionRetracted(CaseEvent):
    question: UUID


@dataclass(frozen=True, kw_only=True)
class CaseDecided(CaseEvent):
    outcome: Outcome


@dataclass(frozen=True, kw_only=True)
class CaseClosed(CaseEvent):
    outcome: Outcome


@dataclass(frozen=True, kw_only=True)
class CaseReopened(CaseEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class CasesLinked(CaseEvent):
    other: UUID


@dataclass(frozen=True, kw_only=True)
class CasesUnlinked(CaseEvent):
    other: UUID


@dataclass(frozen=True, kw_only=True)
class CaseMerged(CaseEvent):
    into: UUID


@dataclass(frozen=True, kw_only=True)
class MergeUndone(CaseEvent):
    into: UUID


@dataclass(frozen=True, kw_only=True)
class PromiseMoved(CaseEvent):
    usual: date
