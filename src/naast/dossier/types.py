"""The values of the dossier: what others declare, what is sealed in a chain, and what a reader gets."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID, uuid5

from naast.kernel.errors import Refused
from naast.kernel.registry import Declaration, Registry
from naast.kernel.types import Ref

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from naast.kernel.actor import Actor

Group = Literal["matter", "message", "data", "look", "decision", "session"]
GROUPS: tuple[Group, ...] = ("matter", "message", "data", "look", "decision", "session")
NOTHING = bytes(32)  # the previous hash of a first line
NOTES = ("dossier.noted", "dossier.disputed")  # what a resident writes about a line; its Ref is `entry:…`
FINDING_KEPT = timedelta(days=365)  # after the last word about it: somebody who looks again has been talked to by then
REASON_LENGTH = 20  # characters; less than this is not a reason that a resident can judge
_CHAINS = UUID("0b0f0c1e-5a44-4d6b-9b5e-6f1f8f5b6b0a")
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, kw_only=True)
class Purpose(Declaration):
    """Why somebody works with data of a person (Dutch: doelbinding; AVG article 5, paragraph 1, under b).

    `label` completes "U kijkt omdat …", said to the resident; `ground` names the law or task. `for_search`: a worker may choose
    it to find a person, and reads `staff_label`. `consent` completes "U gaf toestemming om …" where the ground is consent.
    """

    label: StrOrPromise
    ground: str
    for_search: bool = False
    staff_label: str = ""
    consent: StrOrPromise = ""


@dataclass(frozen=True, kw_only=True)
class EntryKind(Declaration):
    """A kind of line in the dossier. Sentences take `%(name)s` from the entry's content.

    `sentence` is what the resident reads, `staff_sentence` what a worker reads when "u" would be wrong there; `detail` is the
    second line. `%(organisation)s` and `%(team)s` are filled in by the dossier with who did it.
    Where a detail is one placeholder and no more, the content may name its `language`.
    """

    sentence: StrOrPromise
    icon: str
    group: Group
    tone: Literal["ours", "human", "look", "new"] = "ours"
    staff_sentence: StrOrPromise = ""
    detail: StrOrPromise = ""

    def problems(self, registry: Registry) -> Iterable[str]:
        if self.group not in GROUPS:
            yield f"there is no group '{self.group}'. Choose one of: {', '.join(GROUPS)}."
        if not self.key.startswith(f"{registry.owner_of(self)}."):
            yield f"name it '{registry.owner_of(self)}.<what happened>', so that a line tells whose it is."

    @cached_property
    def placeholders(self) -> frozenset[str]:
        """What the content of such an entry must hold."""
        words = f"{self.sentence} {self.staff_sentence} {self.detail}"
        return frozenset(_PLACEHOLDER.findall(words)) - {"organisation", "team"}


@dataclass(frozen=True, kw_only=True)
class AboutPage(Declaration):
    """Where a line leads to. `key` is the kind of a Ref, such as `case`; each side has its own page of it, or none."""

    label: StrOrPromise
    resident_url: Callable[[UUID], str] | None = None
    staff_url: Callable[[UUID], str] | None = None


@dataclass(frozen=True, kw_only=True)
class PersonNames(Declaration):
    """Knows the name of a subject, for a page whose reader may see the person. Declared by the capability that keeps people.

    `name_of` gives an empty text for nobody; `families_of` gives the whole name and the family name of many, for those it knows.
    """

    name_of: Callable[[UUID], str]
    families_of: Callable[[Iterable[UUID]], Mapping[UUID, tuple[str, str]]] | None = None


@dataclass(frozen=True, kw_only=True)
class SettingChanged(Declaration):
    """A kind of audit line that functional administrators read: `key` is its `what`, such as `identity.role_assigned`.

    `names_of` turns what such lines are about into words, for many at once; what it does not know is left out. `back_urls` leads
    to where this reader puts such a change back, for those that still stand.
    """

    label: str
    names_of: Callable[[Sequence[UUID]], Mapping[UUID, str]] | None = None
    back_urls: Callable[[Actor, Sequence[UUID]], Mapping[UUID, str]] | None = None


@dataclass(frozen=True, kw_only=True)
class StaffNames(Declaration):
    """Knows the names of members of staff, also of who left, and who works at an organisation now.

    Declared by the capability that keeps them.
    """

    names_of: Callable[[Sequence[UUID]], Mapping[UUID, str]]
    at: Callable[[UUID], Mapping[UUID, str]] | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """One changed setting for a reader: who changed what from what to what. `by` is empty where a command did it."""

    id: UUID
    at: datetime
    what: str
    label: str
    about: str
    by: str
    before: str
    after: str
    back_url: str = ""


class ChangedBy(StrEnum):
    """Who changed a setting, as it stands in an address: somebody, or a command of the operator."""

    PEOPLE = "mensen"
    COMMAND = "installatie"


class ReviewOutcome(StrEnum):
    """What a privacy officer said of unusual looks, as it stands in an address."""

    FINE = "in-orde"
    ASK = "uitzoeken"


@dataclass(frozen=True, slots=True)
class Withheld:
    """What the resident may not see before `until`, on which ground (AVG article 23, UAVG article 41). Never without an end."""

    ground: str
    until: date


@dataclass(frozen=True, slots=True)
class ChainedPart:
    """The part of an entry that is sealed: ids, kinds and times; never a name, a BSN or a typed text."""

    id: UUID
    subject: UUID
    organisation: UUID
    seq: int
    at: datetime
    kind: str
    purpose: str
    actor_kind: str
    actor: UUID | None
    team: UUID | None
    actor_organisation: UUID | None
    about: str
    withheld_ground: str
    withheld_until: date | None
    digest: bytes
    previous: bytes

    @property
    def hash(self) -> bytes:
        """SHA-256 (FIPS 180-4) over the fields in this order, each as JSON text, under a version name."""
        values = (getattr(self, name) for name in self.__slots__)  # astuple() copies each: ten times as slow
        return sha256(json.dumps(["naast.entry.1", *map(_plain, values)]).encode()).digest()


def line_digest(ledger: str, values: Iterable[Any]) -> bytes:
    """SHA-256 over a line of the audit or the processing log."""
    return sha256(json.dumps([f"naast.{ledger}.1", *map(_plain, values)]).encode()).digest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, bytes):
        return value.hex()
    return value if value is None or isinstance(value, int) else str(value)


def chain_id(subject: UUID, organisation: UUID) -> UUID:
    """The key of the chain of this person at this organisation. Computed, so that a chain cannot be moved to somebody else."""
    return uuid5(_CHAINS, f"{subject}:{organisation}")


def written(content: Mapping[str, Any]) -> str:
    """Content as the text that is stored and digested. Raises TypeError for what JSON does not know exactly, such as floats."""
    _refuse_floats(content)
    return json.dumps(content, sort_keys=True, separators=(",", ":"))


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("A float in a dossier entry: write money as text with cents, and measures as text.")
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            _refuse_floats(one)


def digest_of(salt: bytes, text: str) -> bytes:
    """What the chain holds of the content: enough to see a change, and nothing to guess from once the salt is gone."""
    return sha256(salt + text.encode()).digest()


@dataclass(frozen=True, slots=True)
class Stood:
    """Where one chain stood when it was anchored."""

    chain: UUID
    seq: int
    hash: bytes

    @property
    def line(self) -> str:
        return json.dumps({"chain": str(self.chain), "seq": self.seq, "hash": self.hash.hex()})


@dataclass(frozen=True, slots=True)
class Sealed:
    """The lines of one ledger that were written from `since`, before `until`: how many, and SHA-256 over their digests."""

    ledger: str
    since: datetime
    until: datetime
    lines: int
    digest: bytes

    @property
    def line(self) -> str:
        values = {"ledger": self.ledger, "since": _plain(self.since), "until": _plain(self.until), "lines": self.lines}
        return json.dumps({**values, "digest": self.digest.hex()})


@dataclass(frozen=True, slots=True)
class Restored:
    """That the database was put back from a copy; begins what such an anchor tells. `copied`: when that copy was begun."""

    copy: str
    copied: datetime

    @property
    def line(self) -> str:
        return json.dumps({"restored": self.copy, "copied": _plain(self.copied)})


@dataclass(frozen=True, slots=True)
class Gone:
    """A chain that lost lines by a restore: it kept `kept`, and earlier anchors saw it at `seen`."""

    chain: UUID
    kept: int
    seen: int

    @property
    def line(self) -> str:
        return json.dumps({"gone": str(self.chain), "kept": self.kept, "seen": self.seen})

    @property
    def lines(self) -> int:
        """At least so many: what no anchor saw is not counted."""
        return self.seen - self.kept


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A ledger that lost lines by a restore: the seals between these instants no longer hold, and hold `lines` too many."""

    ledger: str
    since: datetime
    until: datetime
    lines: int

    @property
    def line(self) -> str:
        values = {"unsealed": self.ledger, "since": _plain(self.since), "until": _plain(self.until)}
        return json.dumps({**values, "lines": self.lines})


Witnessed = Stood | Sealed | Restored | Gone | Unsealed


@dataclass(frozen=True, slots=True)
class Stand:
    """One anchor: SHA-256 over its number, its time, the anchor before it and all that it saw."""

    number: int
    at: datetime
    lines: int
    previous: bytes
    hash: bytes

    @classmethod
    def after(cls, last: Stand | None, *, at: datetime, seen: Sequence[Witnessed]) -> Stand:
        """The anchor that follows `last`, with these lines."""
        number, previous = (last.number + 1, last.hash) if last else (1, NOTHING)
        text = "\n".join([str(number), at.astimezone(UTC).isoformat(), previous.hex(), *(one.line for one in seen)])
        return cls(number, at, len(seen), previous, sha256(text.encode()).digest())

    @property
    def line(self) -> str:
        return json.dumps(self.published)

    @property
    def published(self) -> dict[str, Any]:
        """As it stands in the file and in the open: no chain is named."""
        at = self.at.astimezone(UTC).isoformat()
        values = {"anchor": self.number, "at": at, "lines": self.lines}
        return {**values, "previous": self.previous.hex(), "hash": self.hash.hex()}


@dataclass(frozen=True, slots=True)
class EntryView:
    """One line of the dossier for one reader. `content` is empty when it was removed or may not be seen yet."""

    id: UUID
    at: datetime
    kind: str
    group: str
    icon: str
    tone: str
    sentence: str
    detail: str
    because: str
    organisation: UUID
    organisation_name: str
    team: UUID | None
    own: bool  # the resident, or who helps the resident, did it
    about: Ref | None
    actor: UUID | None = None  # never shown: it tells one worker from another
    content: Mapping[str, Any] = field(default_factory=dict)
    detail_language: str = ""  # of a detail that is nothing but somebody's own words, where the line knows it
    removed_by: str = ""  # the retention rule that took the content away
    withheld: Withheld | None = None
    notes: tuple[str, ...] = ()  # what the resident wrote about it, oldest first


@dataclass(frozen=True, slots=True)
class Look:
    """What entitles a worker to this look, in words for both sides."""

    entry: UUID
    because: str
    without_grant: bool


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is not as it was written: which ledger, which line, and what is wrong with it."""

    ledger: str
    line: str
    problem: str

    def __str__(self) -> str:
        return f"{self.ledger} {self.line}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Loss:
    """What a restore lost, as it was noted in the anchors at `at`."""

    at: datetime
    restored: Restored
    chains: tuple[Gone, ...]
    ledgers: tuple[Unsealed, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of checking every chain and anchor. `bad` names the first of the `wrong`: one line of each chain."""

    entries: int
    chains: int
    anchors: int
    wrong: int = 0
    bad: tuple[BadLine, ...] = ()
    lost: tuple[Loss, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.wrong


class ReasonNeeded(Refused):
    """There is no matter that lets this worker look; with a written reason it can be done, and the resident sees it."""
