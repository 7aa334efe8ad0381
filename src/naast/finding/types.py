"""What finding answers: values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    SERVICES = "services"  # one or more services fit
    LIFE_EVENT = "life_event"  # something happened that touches several services
    CLARIFY = "clarify"  # one short question first
    HUMAN = "human"  # a human first
    STATUS = "status"  # about a running case
    OUT_OF_SCOPE = "out_of_scope"  # nothing here fits


@dataclass(frozen=True, slots=True)
class Upl:
    name: str
    uri: str


@dataclass(frozen=True, slots=True)
class Result:
    """A service that fits. `score` between 0 and 1; `because` are the resident's own words that led here."""

    slug: str
    title: str
    upl: tuple[Upl, ...]
    score: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Helpline:
    """A number to call now. `say` by language or tone."""

    name: str
    phone: str
    say: Mapping[str, str]

    @property
    def link(self) -> str:
        return f"tel:{self.phone.replace('-', '')}"


@dataclass(frozen=True, slots=True)
class Need:
    """One of two things that were asked in one line, in the words of who asked, and what fits it best."""

    text: str
    result: Result


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a life, and all services that it touches. `name` by language."""

    key: str
    name: Mapping[str, str]
    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that we read but do not write pages in. `say` stands in that language and says how a human helps."""

    code: str
    name: str  # in Dutch
    say: str
    right_to_left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`results` are ranked whatever the kind is. `human`: a human stands first; a way to one is on every page anyway.

    `language` is what the question is written in (ISO 639-1). `heard`: words understood. `needs`: two or more in one line.
    `elsewhere`: whose it is when it is nobody's here, by language. `worry`: somebody may be in trouble, of which not every kind
    has a number to call.
    """

    kind: Kind
    results: tuple[Result, ...]
    human: bool
    language: str
    heard: tuple[str, ...] = ()
    worry: bool = False
    helplines: tuple[Helpline, ...] = ()
    needs: tuple[Need, ...] = ()
    event: Event | None = None
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    tongue: Tongue | None = None


class What(StrEnum):
    """What an editor looks for in what was asked."""

    NOT_FOUND = "niet-gevonden"
    LEFT = "weggegaan"
    ALL = "alles"


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A question as it is kept, with how often it was asked and the service that stood first ("": none)."""

    text: str
    kind: Kind
    times: int
    last: datetime
    first: str


@dataclass(frozen=True, slots=True)
class AskedPage:
    lines: tuple[AskedLine, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class ServiceFigures:
    slug: str
    times: int
    followed: int
    begun: int


@dataclass(frozen=True, slots=True)
class Change:
    """A question that gets another first answer: a slug, or the kind of answer where no service comes first.

    `right` only for a question whose right answer was written down: whether it is right afterwards.
    """

    text: str
    before: str
    after: str
    right: bool | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """Words that an organisation adds to a service. `tried`: how many questions, after a trial of what is offered now."""

    id: UUID
    organisation: UUID
    slug: str
    words: tuple[str, ...]
    proposed_at: datetime
    tried: int | None
    changes: tuple[Change, ...]
    live: bool
    ended: bool
