"""Takes the rows of a life that was just played, and leaves open what differs in each copy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from naast.demo.growth.pattern import Day, Key, Moment, Reference, Row, Rows, Slot, Who, Words, WrittenDay
from naast.kernel.clock import AMSTERDAM
from naast.messages.types import DeliveryState

OF_DRAFT = "draft_id IN (SELECT id FROM journeys_draft WHERE owner = %(party)s)"
OF_CASE = "case_id IN (SELECT id FROM cases_case WHERE party = %(party)s)"
# What a life leaves behind apart from the dossier, and how to find it.
LIFE: Mapping[str, str] = {
    "journeys_draft": "owner = %(party)s",
    "journeys_answer": OF_DRAFT,
    "cases_case": "party = %(party)s",
    "cases_question": OF_CASE,
    "cases_decision": OF_CASE,
    "messages_message": "party = %(party)s",
    "messages_delivery": "message_id IN (SELECT id FROM messages_message WHERE party = %(party)s)",
    "work_workitem": "party = %(party)s",
    "dossier_accessgrant": "subject = %(party)s",
}
PERSON: Mapping[str, str] = {
    "parties_party": "id = %(party)s",
    "parties_person": "party_id = %(party)s",
    "parties_digitaladdress": "party_id = %(party)s",
}
LINES = """
    SELECT entry.id, at, kind, entry.purpose, actor_kind, actor, team, actor_organisation, about, content.text
    FROM dossier_entry entry JOIN dossier_entrycontent content ON content.entry_id = entry.id
      JOIN dossier_chain chain ON chain.id = entry.chain_id
    WHERE chain.subject = %(party)s ORDER BY seq
"""
AUDITS = "SELECT * FROM dossier_auditline WHERE entry IS NULL AND about = 'party:' || %(party)s"
# Stand in the rows of whoever played; nobody is called that.
STAND_INS = {
    "Voornaamloos": "given_names",
    "Achternaamloos": "family_name",
    "achternaamloos voornaamloos": "search_name",
    "naamloos@lommerwaard.example": "mail",
    "Straatloos": "street",
    "4711": "house",
}
BORN = date(1901, 1, 1)
LONGEST = timedelta(150)  # days further off than this belong to a law or an amount, not to the life
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_OPEN = re.compile(
    r"(?P<key>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|(?P<iso>\b20\d\d-\d\d-\d\d)"
    rf"|(?P<long>\b(?:maan|dins|woens|donder|vrij|zater|zon)dag \d{{1,2}} (?:{'|'.join(_MONTHS)}) 20\d\d)"
    r"|(?P<reference>\b[A-Z]{2}-[0-9A-Z]{4,6}-\d\d-[0-9A-Z]\b)"
    rf"|(?P<who>{'|'.join(map(re.escape, STAND_INS))})"
)


@dataclass(frozen=True, slots=True)
class Lifted:
    """The rows of one life, and how many keys its copies need. The first key is the person's."""

    keys: int
    rows: tuple[Rows, ...]
    lines: Rows
    audits: Rows


def lift(party: UUID, first: date, tables: Mapping[str, str] = LIFE) -> Lifted:
    """What this person's life is now, in these tables and in the dossier. Its first day was `first`."""
    found = {
        table: _select(f"SELECT * FROM {table} WHERE {where}", party)  # noqa: S608  our own constants
        for table, where in tables.items()
    }
    lines, audits = _select(LINES, party), _select(AUDITS, party)
    own = [row["id"] for rows in (*found.values(), lines, audits) for row in rows if "id" in row]
    openings = _Openings({key: place for place, key in enumerate(dict.fromkeys([party, *own]))}, first)
    return Lifted(
        keys=len(openings.places),
        rows=tuple(openings.rows(table, map(_arrived, rows)) for table, rows in found.items() if rows),
        lines=openings.rows("dossier_entry", lines),
        audits=openings.rows("dossier_auditline", audits),
    )


def _select(query: str, party: UUID) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(query, {"party": party})
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _arrived(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The mail of a life that was is long delivered: nothing of it goes out once more."""
    if "attempts_left" in row:
        return {**row, "state": DeliveryState.SENT.value, "attempt": 1, "tried_at": row["due_at"]}
    if "notified_at" in row:
        return {**row, "notified_at": row["sent_at"]}
    return row


@dataclass(frozen=True, slots=True)
class _Openings:
    """Turns values into slots. `places` gives each key of the life its number."""

    places: Mapping[UUID, int]
    first: date

    def rows(self, table: str, rows: Iterable[Mapping[str, Any]]) -> Rows:
        given = [{name: self.opened(value) for name, value in row.items()} for row in rows]
        columns = tuple(given[0]) if given else ()
        return Rows(table, columns, tuple(_row(tuple(row.values())) for row in given))

    def opened(self, value: Any) -> Any:
        match value:
            case UUID():
                return Key(self.places[value]) if value in self.places else value
            case datetime():
                local = value.astimezone(AMSTERDAM)
                return Moment((local.date() - self.first).days, local.timetz().replace(tzinfo=None))
            case date():
                return Who("birth_date") if value == BORN else Day((value - self.first).days)
            case str():
                return self._words(value)
        return value

    def _words(self, text: str) -> str | Slot:
        parts: list[str | Slot] = []
        end = 0
        for match in _OPEN.finditer(text):
            if slot := self._slot(match):
                parts += [text[end : match.start()], slot]
                end = match.end()
        if not parts:
            return text
        whole = [part for part in [*parts, text[end:]] if part != ""]
        return whole[0] if len(whole) == 1 else Words(tuple(whole))

    def _slot(self, match: re.Match[str]) -> Slot | None:
        text = match[0]
        match match.lastgroup:
            case "key":
                place = self.places.get(UUID(text))
                return None if place is None else Key(place)
            case "reference":
                return Reference()
            case "who":
                return Who(STAND_INS[text])
            case _:
                day = date.fromisoformat(text) if match.lastgroup == "iso" else _read(text)
                return self._written(day, long=match.lastgroup == "long")

    def _written(self, day: date, *, long: bool) -> Slot | None:
        near = abs(day - self.first) <= LONGEST
        return WrittenDay((day - self.first).days, long=long) if near else None


def _row(values: tuple[Any, ...]) -> Row:
    return Row(values, tuple((place, value) for place, value in enumerate(values) if hasattr(value, "fill")))


def _read(text: str) -> date:
    _, day, month, year = text.split()
    return date(int(year), _MONTHS.index(month) + 1, int(day))
