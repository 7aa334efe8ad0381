"""What stands on a resident's own page, in the order of what matters now."""

from __future__ import annotations

from dataclasses import dataclass

from naast.cases.types import CaseSummary
from naast.dossier.types import EntryView
from naast.journeys.types import DraftView
from naast.messages.types import MessageView
from naast.parties.types import PersonCard


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Everything of one resident, over all organisations; each list is bounded."""

    person: PersonCard
    to_answer: tuple[CaseSummary, ...]
    drafts: tuple[DraftView, ...]
    running: tuple[CaseSummary, ...]
    ended: tuple[CaseSummary, ...]
    messages: tuple[MessageView, ...]
    entries: tuple[EntryView, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.drafts or self.running or self.ended or self.messages)
