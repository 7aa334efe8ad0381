"""What a service is, and what packages refer to: values only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from naast.kernel.registry import Declaration

Words = Mapping[str, str]  # language or tone ("nl", "nl_JE", "en") to text
LOCALES = ("nl", "nl_JE", "en")


def said(words: Words, locale: str) -> str:
    """The text in this language or tone; the Dutch u-form is the source and stands in for what is missing."""
    return words.get(locale) or words.get("nl", "")


def spoken(locale: str, *texts: Words) -> str:
    """The locale in which all of these can be said together: this one, else the Dutch u-form. `je` is Dutch too."""
    return locale if locale in ("nl", "nl_JE") or all(one.get(locale) for one in texts) else "nl"


@dataclass(frozen=True, slots=True)
class Upl:
    """A name of the official list of product names (Dutch: uniforme productnaam; Uniforme Productnamenlijst)."""

    name: str
    uri: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from. `text_of`: the day of the version of the law that was read."""

    law: str
    article: str
    url: str = ""
    text_of: date | None = None

    def __str__(self) -> str:
        return f"{self.law}, artikel {self.article}"


@dataclass(frozen=True, slots=True)
class Fact:
    """What it costs, a term, a condition, a proof: with its source and the day it was checked, or marked as an example."""

    key: str
    kind: str  # fee, term, condition, evidence
    text: Words
    source: Source | None
    checked: date | None

    @property
    def is_example(self) -> bool:
        return self.checked is None


@dataclass(frozen=True, slots=True)
class Promise:
    """How long it takes, as the package has it: `5 working days`, `8 weeks`. Each is empty where nothing is promised."""

    usual: str
    best: str
    by_law: str
    law: Source | None
    is_example: bool


@dataclass(frozen=True, slots=True)
class Door:
    """Where one starts with whoever provides the service. `text` names whose door it is."""

    url: str
    text: Words


@dataclass(frozen=True, slots=True)
class ProviderPhone:
    """The number of a provider as people dial it, and when somebody answers. `source` is the page where it was read."""

    number: str
    hours: Words
    source: str
    checked: date | None

    @property
    def is_example(self) -> bool:
        return self.checked is None


@dataclass(frozen=True, slots=True)
class Provider:
    """Dutch: verantwoordelijke organisatie. Who does a service that the municipality does not do itself.

    `url` is "" where there are many of them, such as employers.
    """

    key: str
    name: str
    kind: str  # national, regional, local, private
    does: Words
    url: str
    phone: ProviderPhone | None


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Dutch: levensgebeurtenis. What happens in a life, as packages name it: by its Dutch name.

    `first` and `next` are slugs in the order in which people arrange it; other packages that name the event come later.
    """

    key: str
    name: Words
    first: tuple[str, ...] = ()
    next: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the service: who does it (resident, organisation, other) and how long it usually takes."""

    key: str
    who: str
    label: Words
    detail: Words
    usual: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Dutch: product (PDC). What a resident can ask for. `resident_questions` are of the thirteen; the first leads.

    `provider` is a key of `services/providers.yaml`, or "" when the municipality does it. `door` is where one starts with them.
    `quiet`: who reads about it may be watched.
    """

    slug: str
    title: Words
    lead: Words
    start: Words
    upl: tuple[Upl, ...]
    owner: str
    provider: str
    door: Door | None
    resident_questions: tuple[int, ...]
    life_events: tuple[str, ...]
    level: str
    quiet: bool
    facts: tuple[Fact, ...]
    promise: Promise
    steps: tuple[Step, ...]
    has_journey: bool

    def facts_of(self, kind: str) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.kind == kind)


@dataclass(frozen=True, slots=True)
class Package:
    """A service package as read from its files, whole and checked. `local` names the organisation whose changes are laid over it.

    `hash` is the SHA-256 of all that readers of the service can see or that decides something.
    """

    slug: str
    sections: Mapping[str, Any]
    texts: Mapping[str, Words]  # locale to key to Markdown
    local: str
    hash: str


@dataclass(frozen=True, slots=True)
class PackageVersion:
    """A package as published: it never changes, so a draft or case can be pinned to it."""

    id: UUID
    slug: str
    hash: str
    sections: Mapping[str, Any]
    texts: Mapping[str, Words]
    local: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a package: where, what, and what to write instead."""

    file: str
    line: int
    problem: str
    write_instead: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.problem} {self.write_instead}"


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader of a package found: a fault that must be mended, or advice."""

    problem: Problem
    is_advice: bool = False


class PackageError(Exception):
    """A package cannot be used. Nothing of it is; what was published before stays."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda one: (one.file, one.line, one.problem)))
        super().__init__("\n".join(map(str, self.problems)))

    @property
    def file(self) -> str:
        return self.problems[0].file

    @property
    def line(self) -> int:
        return self.problems[0].line


@dataclass(frozen=True, slots=True)
class Parameter:
    """An amount, term or measure on one day (Dutch: parameter).

    `value` is as its unit has it: euro, share (1 is all), days, years, centimetres.
    """

    name: str
    title: str
    unit: str
    value: float
    since: date
    keeper: str
    source: Source | None
    checked: date | None

    @property
    def is_example(self) -> bool:
        return self.checked is None


class MissingFacts(LookupError):
    """The rule cannot say anything yet: these inputs are not known. Nothing is ever computed from defaults."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(", ".join(self.names))


class UnknownParameter(LookupError):
    """There is no such parameter, or it has no value on that day."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One step of a calculation, for who wants to see how. `value` is in cents for money, an ISO date for a date."""

    name: str
    label: Words
    type: str
    value: Any
    source: Source | None


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What a rule came to, and why. `values` are inputs and steps by name; money is whole cents.

    `because` is the sentence with its numbers; `parameters` and `sources` are those that were used; `trace` is the engine's own.
    """

    rule: str
    outcome: str
    values: Mapping[str, Any]
    because: tuple[str, ...]
    steps: tuple[Reckoned, ...]
    parameters: tuple[Parameter, ...]
    sources: tuple[Source, ...]
    trace: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ExampleRunner(Declaration):
    """Runs the examples that have a field named `key`, such as `answers`. `run` yields what did not come out as expected."""

    run: Callable[[Package, Mapping[str, Any]], Iterable[str]]


@dataclass(frozen=True, kw_only=True)
class ServiceStart(Declaration):
    """How one starts a service whose package has the section `key`. `url` gets the slug and the lane, "fast" or "together"."""

    url: Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class ResidentQuestion:
    """One of the thirteen questions that people have (MISSION A3)."""

    number: int
    title: Words
    under: Words


@dataclass(frozen=True, slots=True)
class Need:
    """What somebody with a resident question may need, and the packages that fit, the most asked first."""

    key: str
    title: Words
    line: Words
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CallNow:
    """A number to call before reading on. `when` says for whom it is; without `checked` nobody read `source` again."""

    name: str
    number: str
    when: Words
    source: str
    checked: date | None

    @property
    def is_example(self) -> bool:
        return self.checked is None


@dataclass(frozen=True, slots=True)
class NeedsOfQuestion:
    """What stands behind a resident question. `owner` is the team that keeps its page."""

    number: int
    owner: str
    needs: tuple[Need, ...]
    helplines: tuple[CallNow, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in a package that two versions fill differently; empty where it is not there."""

    where: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class OnShelf:
    """A package as it is on disk now, beside what is offered; without the package itself when it has `faults`.

    `hash` is that of the package with the organisation's own texts over it; empty when it has faults.
    `newer` is what differs from the offered version, `own` what the organisation changed in its `local/` folder or the browser.
    """

    package: Package | None = None
    hash: str = ""
    newer: tuple[Difference, ...] = ()
    own: tuple[Difference, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """A service as its administrator sees it. `since` and `paused` (the sentence for residents) are empty where not so."""

    slug: str
    title: str
    hash: str = ""
    since: datetime | None = None
    paused: str = ""
    paused_since: datetime | None = None
