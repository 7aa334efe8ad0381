"""What pages hand to the frame and to its tags: plain frozen values, and the two things a capability may declare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from naast.kernel.registry import Declaration, Registry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SLOTS = (
    "phone",  # top right on every page
    "human",  # "Liever met een mens?", beside the text on a wide screen and after it on a phone
    "session",  # when the session ends, in the bar under the menu
    "signed-in",  # who is signed in, same bar
    "hours",  # footer: how to reach us
    "preferences",  # footer: tone, language, letters
    "overview",  # footer: everything there is
    "open",  # footer: how open we are
    "notice",  # a line above everything, such as "dit is een voorbeeld"
    "staff-menu",  # right of the staff bar: name and state
    "staff-queue",  # first column of every staff page: what waits
    "staff-search",  # search field in the staff bar
    "staff-person",  # beside a dossier that a worker opened; its address names the person as `party`
    "ask",  # the question box, on error pages
)


@dataclass(frozen=True, kw_only=True)
class NavItem(Declaration):
    """An item of a menu: that of residents or of staff, always in sight, or of the pages for administration.

    At most four for residents: more does not fit a phone of 360 px. `shortcut` is the key that opens it on staff pages.
    """

    label: StrOrPromise
    url_name: str
    icon: str
    order: int
    place: Literal["resident", "staff", "administration"] = "resident"
    permission: str | None = None
    shortcut: str = ""

    def problems(self, registry: Registry) -> Iterable[str]:
        residents = [one for one in registry.declared(NavItem) if one.place == "resident"]
        if self.place == "resident" and len(residents) > 4:
            yield "five menu items for residents; a phone shows four. Let one of them be a link on a page."


@dataclass(frozen=True, kw_only=True)
class FrameSlot(Declaration):
    """Fills one place of the frame. `context` gets the request and returns what `template` needs; None leaves it empty."""

    slot: str
    template: str
    context: Callable[[Any], Mapping[str, Any] | None]
    order: int = 0

    def problems(self, registry: Registry) -> Iterable[str]:
        if self.slot not in SLOTS:
            yield f"the frame has no place '{self.slot}'. Choose one of: {', '.join(SLOTS)}."


@dataclass(frozen=True)
class Link:
    """A link with, where it helps, a line under it and an icon. `current` marks where one is.

    `lang` is the language of label and text where it is another than that of the page; `note` is what the page itself says of it.
    """

    label: str
    url: str
    text: str = ""
    icon: str = ""
    current: bool = False
    lang: str = ""
    note: str = ""


@dataclass(frozen=True)
class Step:
    """A step of a matter. `detail` says who is at turn, `at` when it happened or will, in words."""

    label: str
    state: Literal["done", "now", "later"]
    detail: str = ""
    at: str = ""


@dataclass(frozen=True)
class TimelineItem:
    """One line of the dossier. `tone`: "ours" green, "human" a leaf, "look" blue, "new" marked on the workbench.

    `facts` are pairs of a short word and what it was, such as ("Waarom", "u vroeg iets aan"). `each` are lines that are folded
    under this one; `each_label` says how many there are. `lang` is the language of `detail` where it may be another.
    """

    at: datetime
    icon: str
    title: str
    detail: str = ""
    tone: Literal["ours", "human", "look", "new"] = "ours"
    links: tuple[Link, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    each: tuple[TimelineItem, ...] = ()
    each_label: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Known:
    """A fact we already have: where from, when, and why we fetched it. Line breaks in `value` are kept."""

    label: str
    value: str
    source: str = ""
    at: datetime | None = None
    because: str = ""


@dataclass(frozen=True)
class HumanHelp:
    """The block of a human: who, what they can do now, and the ways to reach them."""

    lead: str
    ways: tuple[Link, ...]
    person: str = ""


@dataclass(frozen=True)
class Promise:
    """Three dates of a matter: usual (from real data, p90), quickest, and the last day the law allows."""

    usual: date
    quickest: date | None = None
    by_law: date | None = None

    def quickest_from(self, day: date) -> date | None:
        """The quickest day while it is still to come, and when it is another than the usual."""
        return self.quickest if self.quickest and day < self.quickest < self.usual else None


@dataclass(frozen=True)
class QueueLine:
    """A line in a worker's queue. `due` in words; `soon` makes it stand out, `flag` is a short warning under it.

    `new`: a colleague gave it, and the reader did not yet say to have seen it.
    """

    title: str
    url: str
    what: str
    icon: str = "task"
    due: str = ""
    soon: bool = False
    flag: str = ""
    current: bool = False
    new: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a table. `numeric` sets it to the right."""

    label: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of plain values or Links under named columns; the first cell of a row is its heading."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...] = field(default_factory=tuple)
    empty: str = ""
