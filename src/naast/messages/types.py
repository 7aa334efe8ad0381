"""Messages to people: what capabilities declare, and what a reader gets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from string import Formatter
from typing import TYPE_CHECKING
from uuid import UUID

from naast.dossier.types import Purpose
from naast.kernel.registry import Declaration, Registry
from naast.kernel.types import Ref

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True)
class MessageTemplate(Declaration):
    """A message that a capability can send. Subject and body are lazy texts in the u-form with {placeholders}.

    `purpose` is the key of a dossier Purpose; `formal` marks a message with legal effect, such as a decision. `in_mail` lets the
    mail carry the whole message: only for texts without anything personal.
    """

    subject: StrOrPromise
    body: StrOrPromise
    fields: frozenset[str]
    purpose: str
    formal: bool = False
    in_mail: bool = False

    def problems(self, registry: Registry) -> Iterable[str]:
        used = placeholders(f"{self.subject}\n{self.body}")
        if used != self.fields:
            yield f"the texts use {sorted(used)} but `fields` names {sorted(self.fields)}. Make them the same."
        if registry.find(Purpose, self.purpose) is None:
            yield f"no capability declares the purpose '{self.purpose}'."


def placeholders(text: str) -> frozenset[str]:
    """The names between braces in a text; `{a.b}` and `{a[0]}` count as those odd names, so that no field matches them."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


class DeliveryState(StrEnum):
    """How the notice by mail fares. Ends are SENT, FAILED and UNKNOWN (it may have arrived, and we stopped trying)."""

    QUEUED = "queued"
    TRYING = "trying"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


class FailureReason(StrEnum):
    WANTS_A_CALL = "wants-a-call"  # asked to be phoned, so nothing was mailed
    NEEDS_A_LETTER = "needs-a-letter"  # asked for a letter, or has a place for post and no mail address
    NO_ADDRESS = "no-address"  # nothing to mail to: somebody writes, phones or visits
    REFUSED = "refused"  # the other mail server said no for good
    GAVE_UP = "gave-up"  # tried for hours, never got through
    UNKNOWN = "unknown"  # got through, but never heard whether it was accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """A message with its legal moments (Awb, afdeling 2.3, as amended by the Wmebv). All in UTC; None: not yet.

    offered: we decided to send it. sent and received: it became accessible to the person in the inbox that we share, which the
    law counts as both. notified: the person's mail server accepted our notice. read: the person opened it.
    """

    id: UUID
    organisation: UUID
    party: UUID
    about: Ref
    language: str  # of subject and body, as a page names it: nl or en
    subject: str
    body: str
    formal: bool
    offered_at: datetime
    sent_at: datetime | None
    received_at: datetime | None
    notified_at: datetime | None
    read_at: datetime | None
    delivery: DeliveryState
