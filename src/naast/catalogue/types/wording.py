"""Texts that an organisation says in its own words: where they stand, and how far such words are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from naast.catalogue.types.packages import Words


@dataclass(frozen=True, slots=True)
class Place:
    """A text of a package by its path, such as `texts/about` or `steps/sent/label`, and what it says there."""

    key: str
    words: Words


@dataclass(frozen=True, slots=True)
class TextRemark:
    """What a reader says of a new sentence: which rule of plain Dutch it is, what it is about, and what to write instead."""

    tone: str
    rule: str
    about: str
    better: str
    is_advice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words of an organisation's own at one place: a draft, live, or over.

    `now` is what residents read there at this moment, and `seen` which of both this is: whoever changes or decides gives it back.
    `fits` is false where the package no longer has the place, or other amounts in it; then its own text stands. `is_last`: live,
    and no later words lie over it.
    """

    id: UUID
    organisation: UUID
    slug: str
    place: str
    words: Words
    now: Words
    seen: str
    written_by: UUID | None
    written_at: datetime
    reason: str
    live_at: datetime | None
    ended_at: datetime | None
    fits: bool
    is_last: bool

    @property
    def is_draft(self) -> bool:
        return self.live_at is None and self.ended_at is None
