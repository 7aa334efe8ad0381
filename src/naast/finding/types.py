"""What finding answers: values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
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
    """A number to call now. `name` and `say` by language; what is missing there is said in Dutch."""

    phone: str
    name: Mapping[str, str]
    say: Mapping[str, str]

    @property
    def link(self) -> str:
        return f"tel:{self.phone.replace(' ', '')}"


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
    has a number to call. `need_first`: a human comes first, and still the best service stands above the numbers: it is about
    money or food. `named`: the slugs that are worth naming, best first. `knows`: the slug of what is waited for where no
    request is made here, so that the service knows how it stands and the own page does not.
    """

    kind: Kind
    results: tuple[Result, ...]
    human: bool
    language: str
    heard: tuple[str, ...] = ()
    worry: bool = False
    need_first: bool = False
    named: tuple[str, ...] = ()
    knows: str = ""
    helplines: tuple[Helpline, ...] = ()
    needs: tuple[Need, ...] = ()
    event: Event | None = None
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    tongue: Tongue | None = None

    @property
    def in_trouble(self) -> bool:
        """Somebody may be, and a human comes first."""
        return self.worry and self.kind is Kind.HUMAN

    @property
    def leads_to(self) -> str:
        """The slug of the one service that is the answer, or "".

        Of much that happens at once, without a list that we made for it, the best service is a beginning.
        """
        if self.knows:
            return self.knows
        leads = self.kind is Kind.SERVICES or self.need_first or (self.kind is Kind.LIFE_EVENT and not self.event)
        return self.named[0] if leads and self.named else ""


class What(StrEnum):
    """What an editor looks for in what was asked."""

    NOT_FOUND = "niet-gevonden"
    LEFT = "weggegaan"
    ALL = "alles"


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A question as it is kept, in a language (ISO 639-1), with how often it was asked and the service that stood first ("":
    none).
    """

    text: str
    language: str
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

    `right` only for a question whose right answer was written down: whether it is right afterwards. Of the words themselves it
    says what who types them gets, also where that stays the same.
    """

    text: str
    before: str
    after: str
    right: bool | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """Words that an organisation adds to a service; none any more once they ended.

    `tried`: how many questions, after a trial of what is offered now; `own`: the words themselves, asked as questions.
    """

    id: UUID
    organisation: UUID
    slug: str
    words: tuple[str, ...]
    proposed_at: datetime
    tried: int | None
    changes: tuple[Change, ...]
    own: tuple[Change, ...]
    live: bool
    ended: bool


class Standing(StrEnum):
    """How the questions of one group fare beside all questions."""

    WORSE = "worse"
    SAME = "same"  # no difference that could not be chance
    BETTER = "better"
    UNKNOWN = "unknown"  # too few questions to say


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that are alike in one way (`by`: level, length, typos, language).

    Shares between 0 and 1: how often the right service stood first (`top1`), or among the first three. `low` and `high` hold the
    first of these in 95 of 100 cases.
    """

    by: str
    name: str
    count: int
    top1: float
    top3: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, and where the share lies in 95 of 100 cases."""

    hits: int
    count: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Alarms:
    """Of some questions: how often a human came first, how often that was an alarm (since we thought of distress, not because
    a human was asked for), and how often there were numbers to call, first or beside another answer.
    """

    human: Share
    alarm: Share
    numbers: Share


ENOUGH = 50  # questions: of fewer we do not say that all is well


@dataclass(frozen=True, slots=True)
class Fairness:
    """For whom the finder works less well. `edition` of the taught model that was measured; `distress`: questions of people in
    trouble; `calm`: all others, where an alarm is a false one.
    """

    on: date
    seed: int
    edition: str
    whole: Group
    groups: tuple[Group, ...]
    distress: Alarms
    calm: Alarms

    def standing(self, group: Group) -> Standing:
        """Worse or better only where chance does not explain it; less well is said of a small group too."""
        if group.high < self.whole.top1:
            return Standing.WORSE
        if group.count < ENOUGH:
            return Standing.UNKNOWN
        return Standing.BETTER if group.low > self.whole.top1 else Standing.SAME
