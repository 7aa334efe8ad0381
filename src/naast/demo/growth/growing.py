"""Writes copies: people with the lives they led, a batch at a time, each batch whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from naast.demo.growth.ledger import COLUMNS, Head, Line, audit_line, new_key, sealed
from naast.demo.growth.lives import Life, Stands
from naast.demo.growth.pattern import EARLIEST, Begun, Copy, Pattern, Rows
from naast.demo.growth.people import Somebody
from naast.dossier.api import hold
from naast.journeys.api import is_right
from naast.kernel.crypto import blind_index, encrypt

LETTERS = "123456789ABCDEFGHJKMNPQRSTVWXYZ"  # of a reference
SCATTER = 7_368_787  # a prime, so that references of neighbours do not resemble each other and none comes twice
MOST_LIVES = 64
TRIES = 20
IDENTIFIER = ("id", "party_id", "kind", "value", "index")
MOVE_HEADS = """
    UPDATE dossier_chainhead SET seq = moved.seq, hash = moved.hash
    FROM unnest(%s::uuid[], %s::bigint[], %s::bytea[]) AS moved (chain, seq, hash) WHERE chain_id = moved.chain
"""


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation with the lives that are lived there, and how somebody new comes to it; `prefix` begins its references."""

    organisation: UUID
    prefix: str
    newcomer: Pattern
    lives: Mapping[Life, Pattern]

    def some_life(self, random: Random, today: date, *, running: float) -> Begun:
        """One of the lives; one that is not over with this chance."""
        over = random.random() >= running
        fitting = [life for life in self.lives if (life.stands is Stands.OVER) == over]
        for life in random.choices(fitting, [life.share for life in fitting], k=TRIES):
            if begun := self.lives[life].some_day(random, today):
                return begun
        raise LookupError(f"no life at {self.prefix} fits {today}")


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody, and their lives at one place. `number` is nobody else's there; `came`: when somebody new was registered."""

    number: int
    who: Somebody
    place: Place
    lives: Sequence[Begun]
    random: Random
    came: date | None = None


Written = tuple[str, Sequence[Any]]  # a table, and a row of it


@transaction.atomic
def write(wishes: Sequence[Wish]) -> None:
    """These people with their lives, in one transaction."""
    heads = _heads(wish for wish in wishes if wish.lives)
    rows: dict[tuple[str, Sequence[str]], list[Sequence[Any]]] = defaultdict(list)
    for wish in wishes:
        for table, columns, row in _rows(wish, heads.get((wish.place.organisation, wish.who.key))):
            rows[table, columns].append(row)
    with connection.cursor() as cursor:
        for (table, columns), given in rows.items():
            _copy_in(cursor, table, columns, given)
        cursor.execute(MOVE_HEADS, _columns((one.chain, one.seq, one.hash) for one in heads.values()))


def _copy_in(cursor: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copying:
        for row in rows:
            copying.write_row(row)


def _columns(rows: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[], [], []]


def _heads(wishes: Iterable[Wish]) -> dict[tuple[UUID, UUID], Head]:
    """The chain of each of these people at their place, locked."""
    subjects: dict[UUID, list[UUID]] = defaultdict(list)
    for wish in wishes:
        subjects[wish.place.organisation].append(wish.who.key)
    rows = [row for place, keys in sorted(subjects.items()) for row in hold(subjects=keys, organisation=place)]
    return {
        (row.chain.organisation, row.chain.subject): Head(
            row.chain_id, row.chain.subject, row.chain.organisation, row.seq, bytes(row.hash)
        )
        for row in rows
    }


def _copies(wish: Wish) -> Iterator[tuple[Pattern, Copy]]:
    """How this person came, when that is new, and their lives."""
    if wish.came:
        yield wish.place.newcomer, _copy(wish, MOST_LIVES - 1, Begun(wish.place.newcomer, wish.came, {}))
    for place, begun in enumerate(wish.lives):
        yield begun.pattern, _copy(wish, place, begun)


def _copy(wish: Wish, place: int, begun: Begun) -> Copy:
    at = datetime.combine(begun.first, time(8), UTC)
    keys = [wish.who.key, *sorted(new_key(at, wish.random) for _ in range(begun.pattern.keys - 1))]
    later = timedelta(seconds=wish.random.randrange(5 * 3600))
    return Copy(wish.who, keys, _reference(wish, place, begun.first.year), begun.first, begun.terms, later)


def _reference(wish: Wish, place: int, year: int) -> str:
    value, letters = (wish.number * MOST_LIVES + place) * SCATTER % len(LETTERS) ** 6, ""
    for _ in range(6):
        value, letter = divmod(value, len(LETTERS))
        letters += LETTERS[letter]
    start = f"{wish.place.prefix}-{letters}-{year % 100:02}-"
    return next(start + letter for letter in LETTERS if is_right(start + letter))


def _rows(wish: Wish, head: Head | None) -> Iterator[tuple[str, Sequence[str], Sequence[Any]]]:
    lines: list[Line] = []
    for pattern, copy in _copies(wish):
        for rows in pattern.rows:
            for row in rows.rows:
                yield rows.table, rows.columns, row.fill(copy)
        lines += [Line(*row.fill(copy)) for row in pattern.lines.rows]
        for table, line in _audits(pattern.audits, copy):
            yield table, COLUMNS[table], line
    if head:
        for table, line in sealed(head, lines, wish.random):
            yield table, COLUMNS[table], line
    if wish.came and wish.who.bsn:
        yield "parties_partyidentifier", IDENTIFIER, _identifier(wish)


def _audits(audits: Rows, copy: Copy) -> Iterator[Written]:
    for row in audits.rows:
        yield audit_line(dict(zip(audits.columns, row.fill(copy), strict=True)))


def _identifier(wish: Wish) -> Sequence[Any]:
    number = wish.who.bsn
    key = new_key(datetime.combine(EARLIEST, time(), UTC), wish.random)
    return key, wish.who.key, "bsn", encrypt(number, kind="party identifier"), blind_index("bsn", number)
