"""What pages show, in one language or tone: values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from naast.catalogue.types.figures import ShownCourse
from naast.catalogue.types.packages import CallNow, Source


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact in one language, with its amounts filled in."""

    text: str
    source: Source | None
    checked: date | None

    @property
    def is_example(self) -> bool:
        return self.checked is None


@dataclass(frozen=True, slots=True)
class FactsOfPart:
    """The facts of one part of a page, with what they rest on said once, and the oldest day on which one was checked.

    `rules` are pairs of a law and its articles as text.
    """

    facts: tuple[ShownFact, ...]
    rules: tuple[tuple[str, str], ...]
    checked: date | None

    @property
    def has_examples(self) -> bool:
        return any(fact.is_example for fact in self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDoor:
    """Where one starts with a service that has no journey here. Each is "" where there is none; `site` is the host of `url`.

    `by` is who does it when it is not the municipality; `dial` is the address of `phone`.
    """

    by: str = ""
    does: str = ""
    url: str = ""
    text: str = ""
    site: str = ""
    phone: str = ""
    dial: str = ""
    hours: str = ""
    phone_is_example: bool = False

    @property
    def is_ours(self) -> bool:
        """The municipality does it, by phone or at the counter."""
        return not (self.by or self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePage:
    """All that pages show of a service, in one language or tone. Steps are (what, detail); `need` and `about` are safe HTML.

    `named_in` is the language of title, lead, start and door where that is not the one asked for, else ""; `told_in` of the rest.
    `usual`, `best` and `by_law` are terms in words, empty where nothing is promised. A URL is empty when one cannot start online
    here, and then there is a `door`; `signs_in` is whether who starts online signs in. `quiet`: who reads it may be watched.
    """

    slug: str
    named_in: str
    told_in: str
    title: str
    lead: str
    owner: str
    steps: tuple[tuple[str, str], ...]
    fees: FactsOfPart
    terms: FactsOfPart
    conditions: FactsOfPart
    evidence: FactsOfPart
    about: str
    need: str
    usual: str
    best: str
    by_law: str
    law: Source | None
    promise_is_example: bool
    start: str
    fast_url: str
    calm_url: str
    signs_in: bool
    door: ShownDoor | None
    quiet: bool

    @property
    def first_examples(self) -> FactsOfPart | None:
        """The part where the page says, once, what the mark behind an example means."""
        parts = (self.evidence, self.fees, self.terms, self.conditions)
        return next((part for part in parts if part.has_examples), None)

    @property
    def fees_if_examples(self) -> FactsOfPart | None:
        """The same for a page that shows of these parts the fees alone."""
        return self.fees if self.fees.has_examples else None


@dataclass(frozen=True, slots=True)
class ShownService:
    """A service as a line of a list. `line` is what its lead begins with; `by` is "" when the municipality does it.

    `named_in` is the language of title and line where it is not the one asked for, else "".
    """

    slug: str
    named_in: str
    title: str
    line: str
    by: str
    starts_here: bool


@dataclass(frozen=True, slots=True)
class ShownNeed:
    """A need with the services that an organisation offers for it; never empty."""

    key: str
    title: str
    line: str
    services: tuple[ShownService, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a page knows about itself. `oldest` is the day of the oldest check, None while nothing was checked."""

    services: int
    start_here: int
    facts: int
    checked: int
    oldest: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage:
    """`also` are services of another question that belong here too; `helplines` are numbers with when to call them.

    `courses` tells of the last 90 days, of what can be asked here; `uncounted` of those were asked too seldom to tell.
    """

    title: str
    under: str
    owner: str
    needs: tuple[ShownNeed, ...]
    also: tuple[ShownService, ...]
    helplines: tuple[tuple[CallNow, str], ...]
    figures: Figures
    courses: tuple[ShownCourse, ...]
    uncounted: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody arranges when this happens: first, next, and later or only when it fits."""

    key: str
    title: str
    first: tuple[ShownService, ...]
    next: tuple[ShownService, ...]
    later: tuple[ShownService, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.first or self.next or self.later)


@dataclass(frozen=True, slots=True)
class Letter:
    """The services whose title begins with this letter."""

    letter: str
    services: tuple[ShownService, ...]
