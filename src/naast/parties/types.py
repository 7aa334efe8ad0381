"""People and organisations as values."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Literal
from uuid import UUID

from naast.kernel.errors import Refused


class Channel(StrEnum):
    """How somebody likes to hear from us (Dutch: kanaal; Klantinteracties). The own inbox always has the message too.

    Only ways that exist: a phone call and a letter are made by a human, who gets that as work.
    """

    MAIL = "mail"
    PHONE = "phone"
    POST = "post"
    INBOX = "inbox"


class Lane(StrEnum):
    """How somebody likes to do things; as good as each other."""

    FAST = "fast"  # "snel en zelf"
    TOGETHER = "together"  # "rustig en samen"


class EntityForm(StrEnum):
    """What kind of organisation a legal entity is; a collective of people needs no registration."""

    COMPANY = "company"
    ASSOCIATION = "association"
    FOUNDATION = "foundation"
    COLLECTIVE = "collective"


# How the site speaks with somebody → the language and tone that are kept.
SPEECH: Mapping[str, tuple[str, Literal["u", "je"]]] = MappingProxyType(
    {"nl": ("nl", "u"), "nl-je": ("nl", "je"), "en": ("en", "u")}
)


@dataclass(frozen=True, slots=True)
class SpeechOffer:
    """To write messages in the `speech` in which somebody reads; `facts` name both ways, label before value."""

    speech: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What a page shows of a person. A person may lack a birth date and anything but a name."""

    id: UUID
    name: str
    given_name: str
    birth_date: date | None
    lane: Lane
    channel: Channel
    language: str


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a message goes. `address` is empty for the inbox, a call, and post to somebody whose address we do not hold."""

    channel: Channel
    address: str


@dataclass(frozen=True, slots=True)
class Term:
    """The instants between which something holds: from `starts`, and no longer at `until`."""

    starts: datetime
    until: datetime | None = None
    withdrawn_at: datetime | None = None

    def holds_at(self, instant: datetime) -> bool:
        ended = min((end for end in (self.until, self.withdrawn_at) if end), default=None)
        return self.starts <= instant and (ended is None or instant < ended)


@dataclass(frozen=True, slots=True)
class MandateView:
    """Who may act for whom, for which services (none: all), on which ground and until when."""

    id: UUID
    by: UUID
    to: UUID
    ground: str
    services: frozenset[str]
    organisation: UUID | None
    term: Term


@dataclass(frozen=True, slots=True)
class ConsentView:
    """What somebody allowed an organisation, where that was said, and until when."""

    id: UUID
    organisation: UUID
    purpose: str
    source: str
    term: Term


@dataclass(frozen=True, slots=True)
class DigitalAddressView:
    """An e-mail address or phone number. Nothing is sent to it before it is verified; a phone number is never, since we have no
    way to send a code there: a human may call it."""

    id: UUID
    kind: str
    value: str
    verified_at: datetime | None


@dataclass(frozen=True, slots=True)
class AddressCheck:
    """A code that waits to be sent, for the capability that sends messages."""

    party: UUID
    kind: str
    address: str
    code: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Registered:
    """What a register said of a person at one moment: values by fact, in the words of the port; `failed`: it did not answer."""

    key: str
    source: str
    values: Mapping[str, Any]
    at: datetime
    failed: bool


class TooManyFound(Refused):
    """More people fit than a worker should see; the worker has to know more before we show anybody."""


class WrongCode(Refused):
    """The code is not the one we sent, or it is too old."""


def searchable(*names: str) -> str:
    """Names as they are compared: small letters, no accents, one space between words."""
    plain = unicodedata.normalize("NFKD", " ".join(names).casefold())
    kept = "".join(letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return " ".join(kept.split())
