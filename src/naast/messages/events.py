"""What happens to messages. The text is in the row; events carry keys only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from naast.kernel.events import Event
from naast.kernel.types import Ref
from naast.messages.types import FailureReason


@dataclass(frozen=True, kw_only=True)
class _AboutMessage(Event):
    message: UUID
    organisation: UUID
    party: UUID
    about: Ref


@dataclass(frozen=True, kw_only=True)
class MessageSent(_AboutMessage):
    """The message is in the person's inbox, and a notice by mail is due."""


@dataclass(frozen=True, kw_only=True)
class MessageRead(_AboutMessage):
    """The person opened it for the first time."""


@dataclass(frozen=True, kw_only=True)
class DeliveryFailed(_AboutMessage):
    """The person could not be told that there is a message. A human should find another way."""

    reason: FailureReason
