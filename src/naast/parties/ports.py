"""Where facts about a person come from, so that nobody need type what a register knows; and what else leads to a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from naast.kernel.actor import Actor
from naast.kernel.registry import Declaration
from naast.kernel.types import Ref

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a source gave: values by fact, a fact it does not know left out. `failed` says shortly how it failed, if it did."""

    values: Mapping[str, Any] = field(default_factory=dict)
    failed: str = ""


@dataclass(frozen=True, kw_only=True)
class FactSource(Declaration):
    """A source of facts about a person. `key` is how journeys name it, such as `brp`.

    `name` as in "Van de gemeente"; `fetch(actor, party, organisation, wanted, purpose)` is called outside a transaction,
    with names of `facts` only and the key of a Purpose. It never raises for a source that fails: it says so in `failed`.
    """

    name: StrOrPromise
    facts: frozenset[str]
    fetch: Callable[[Actor, UUID, UUID, frozenset[str], str], Fetched]


@dataclass(frozen=True, slots=True)
class Nameless:
    """What bears a number and was sent without a name: its title, number and page.

    `subject`: in whose place its dossier is kept.
    """

    subject: UUID
    about: Ref
    title: str
    reference: str
    url: str


@dataclass(frozen=True, kw_only=True)
class NumberToPerson(Declaration):
    """A number that people read out, such as that of a case. `party_of(actor, number)`: whose it is, as it was typed.

    `nameless(actor, number)`: what bears it where that is of nobody. Both None where there is no such number, and where this
    actor may not see what bears it.
    """

    party_of: Callable[[Actor, str], UUID | None]
    nameless: Callable[[Actor, str], Nameless | None]
