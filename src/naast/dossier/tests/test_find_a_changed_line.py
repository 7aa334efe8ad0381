# ruff: noqa: S608  the tables and columns are our own constants
"""`verify` names what is wrong, whatever somebody with the owner's connection does to the ledgers."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from naast.dossier import api
from naast.dossier.actions.lines import Line, write
from naast.dossier.models import Chain
from naast.dossier.ports import AnchorFile
from naast.dossier.tests.conftest import Town, make_town, resident, worker_of
from naast.dossier.types import chain_id
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.types import Ref

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "retention"])

PEOPLE, LINES, CHANGES = 6, 8, 1_000
Change = Callable[[CursorWrapper, random.Random], None]


@pytest.fixture
def written(clock: time_machine.Traveller) -> Town:
    """Six people with eight lines each at one organisation: own words, looks, something removed, joined and anchored."""
    town = make_town("lommerwaard", "Gemeente Lommerwaard")
    worker = worker_of(town)
    people = [resident() for _ in range(PEOPLE)]
    for person in people:
        _open(worker, person, town)
    for number in range(LINES - 1):
        for person in people:
            clock.shift(1)
            _write(person, worker, town, number)
    _join_and_remove(people[0], town)
    api.anchor_heads(settled=timedelta(0))
    return town


def _open(worker: Actor, person: Actor, town: Town) -> None:
    api.grant_access(
        worker,
        team=None,
        organisation=town.id,
        subject=person.party,
        purpose="dossier.own_words",
        about=Ref("case", uuid4()),
        because="er een zaak loopt",
        until=_later(),
    )


def _later() -> Any:
    from naast.kernel.clock import now

    return now() + timedelta(days=30)


def _write(person: Actor, worker: Actor, town: Town, number: int) -> None:
    if number % 3 == 2:
        api.look(worker, subject=person.party, organisation=town.id, purpose="dossier.own_words", about=None)
    else:
        _say(person, town, f"regel {number}")


def _say(person: Actor, town: Town, words: str) -> UUID:
    return api.record(
        person,
        subject=person.party,
        organisation=town.id,
        kind="dossier.noted",
        purpose="dossier.own_words",
        about=Ref("case", uuid4()),
        content={"words": words},
    )


def _join_and_remove(person: Actor, town: Town) -> None:
    api.join(person, anonymous=uuid4(), subject=person.party, organisation=town.id)
    old = _say(person, town, "mag weg")
    assert api.remove_content(subject=person.party, organisation=town.id, entries=[old], rule="na een jaar") == 1


@contextmanager
def undone() -> Iterator[CursorWrapper]:
    """A change over the owner's connection that is seen inside and gone afterwards."""
    with transaction.atomic(using="owner"):
        with connections["owner"].cursor() as cursor:
            yield cursor
        transaction.set_rollback(True, using="owner")


def _some(cursor: CursorWrapper, pick: random.Random, query: str) -> Any:
    cursor.execute(query)
    return pick.choice(sorted(cursor.fetchall(), key=str))


CHANGED_VALUES = {
    "dossier_entry": {
        "at": "at + interval '1 second'",
        "kind": "'dossier.other'",
        "purpose": "purpose || '.other'",
        "actor_kind": "'system'",
        "actor": "gen_random_uuid()",
        "team": "gen_random_uuid()",
        "actor_organisation": "gen_random_uuid()",
        "about": "'case:' || gen_random_uuid()",
        "withheld_ground": "'geheim'",
        "withheld_until": "date '2030-01-01'",
        "digest": "sha256('x')",
        "previous": "sha256('x')",
        "hash": "sha256('x')",
        "id": "gen_random_uuid()",
    },
    "dossier_entrycontent": {
        "text": "coalesce(text, '') || ' '",
        "salt": "sha256('x')",
        "removed_by": "'een andere regel'",
    },
    "dossier_auditline": {
        "at": "at - interval '1 day'",
        "organisation": "gen_random_uuid()",
        "actor_kind": "'other'",
        "actor": "gen_random_uuid()",
        "team": "gen_random_uuid()",
        "what": "'x'",
        "about": "'x'",
        "entry": "gen_random_uuid()",
        "before": "before || 'x'",
        "after": "after || 'x'",
        "digest": "sha256('x')",
    },
    "dossier_processingline": {
        "at": "at - interval '1 day'",
        "subject": "gen_random_uuid()",
        "organisation": "gen_random_uuid()",
        "purpose": "'x'",
        "what": "'x'",
        "about": "'x'",
        "actor_kind": "'other'",
        "actor": "gen_random_uuid()",
        "team": "gen_random_uuid()",
        "entry": "gen_random_uuid()",
        "digest": "sha256('x')",
    },
    "dossier_chain": {"subject": "gen_random_uuid()", "organisation": "gen_random_uuid()"},
    "dossier_chainhead": {"seq": "seq + 1", "hash": "sha256('x')"},
    "dossier_chainjoin": {
        "subject": "gen_random_uuid()",
        "anonymous": "gen_random_uuid()",
        "organisation": "gen_random_uuid()",
    },
    "dossier_anchor": {
        "hash": "sha256('x')",
        "previous": "sha256('x')",
        "number": "number + 100",
        "lines": "lines + 1",
        "at": "at + interval '1 second'",
    },
}
KEYS = {
    "dossier_entrycontent": "entry_id",
    "dossier_chainhead": "chain_id",
    "dossier_chainjoin": "anonymous",
    "dossier_anchor": "number",
}


def change(cursor: CursorWrapper, pick: random.Random) -> None:
    table = pick.choice(sorted(CHANGED_VALUES))
    column = pick.choice(sorted(CHANGED_VALUES[table]))
    key = KEYS.get(table, "id")
    where = "WHERE removed_at IS NOT NULL" if column == "removed_by" else ""
    (row,) = _some(cursor, pick, f"SELECT {key} FROM {table} {where}")
    cursor.execute(f"UPDATE {table} SET {column} = {CHANGED_VALUES[table][column]} WHERE {key} = %s", [row])


def delete(cursor: CursorWrapper, pick: random.Random) -> None:
    table = pick.choice(sorted(CHANGED_VALUES.keys() - {"dossier_anchor"}))
    key = KEYS.get(table, "id")
    (row,) = _some(cursor, pick, f"SELECT {key} FROM {table}")
    cursor.execute(f"DELETE FROM {table} WHERE {key} = %s", [row])


def delete_with_all_that_belongs_to_it(cursor: CursorWrapper, pick: random.Random) -> None:
    (entry,) = _some(cursor, pick, "SELECT id FROM dossier_entry")
    for table, key in ENTRY_TABLES:
        cursor.execute(f"DELETE FROM {table} WHERE {key} = %s", [entry])


def insert_a_copy(cursor: CursorWrapper, pick: random.Random) -> None:
    chain, seq = _some(cursor, pick, "SELECT chain_id, max(seq) FROM dossier_entry GROUP BY chain_id")
    cursor.execute(
        """
        INSERT INTO dossier_entry SELECT gen_random_uuid(), %s, at, kind, purpose, actor_kind, actor, team, actor_organisation,
          about, withheld_ground, withheld_until, digest, hash, sha256(hash), chain_id
        FROM dossier_entry WHERE chain_id = %s AND seq = %s
        """,
        [seq + 1, chain, seq],
    )


def insert_in_between(cursor: CursorWrapper, pick: random.Random) -> None:
    chain, seq = _some(cursor, pick, "SELECT chain_id, seq FROM dossier_entry")
    cursor.execute("UPDATE dossier_entry SET seq = seq + 100 WHERE chain_id = %s AND seq > %s", [chain, seq])
    insert_a_copy_after(cursor, chain, seq)
    cursor.execute("UPDATE dossier_entry SET seq = seq - 99 WHERE chain_id = %s AND seq > 100", [chain])


def insert_a_copy_after(cursor: CursorWrapper, chain: UUID, seq: int) -> None:
    cursor.execute(
        """
        INSERT INTO dossier_entry SELECT gen_random_uuid(), seq + 1, at, kind, purpose, actor_kind, actor, team,
          actor_organisation, about, withheld_ground, withheld_until, digest, hash, sha256(hash), chain_id
        FROM dossier_entry WHERE chain_id = %s AND seq = %s
        """,
        [chain, seq],
    )


def swap(cursor: CursorWrapper, pick: random.Random) -> None:
    chain, seq = _some(cursor, pick, "SELECT chain_id, seq FROM dossier_entry WHERE seq > 1")
    for old, new in ((seq, 0), (seq - 1, seq), (0, seq - 1)):
        cursor.execute("UPDATE dossier_entry SET seq = %s WHERE chain_id = %s AND seq = %s", [new, chain, old])


def cut_the_tail(cursor: CursorWrapper, pick: random.Random) -> None:
    """With the head put back to where the chain now ends, so that only the audit and the anchors know better."""
    chain, seq = _some(cursor, pick, "SELECT chain_id, seq FROM dossier_entry WHERE seq > 1")
    _cut(cursor, chain, seq)


def erase_a_whole_chain(cursor: CursorWrapper, pick: random.Random) -> None:
    (chain,) = _some(cursor, pick, "SELECT id FROM dossier_chain")
    _remove_from(cursor, chain, 1)
    cursor.execute("DELETE FROM dossier_chainhead WHERE chain_id = %s", [chain])
    cursor.execute("DELETE FROM dossier_chain WHERE id = %s", [chain])


def take_content_away_as_if_by_rule(cursor: CursorWrapper, pick: random.Random) -> None:
    (entry,) = _some(cursor, pick, "SELECT entry_id FROM dossier_entrycontent WHERE removed_at IS NULL")
    cursor.execute(
        "UPDATE dossier_entrycontent SET text = NULL, salt = NULL, removed_at = now(), removed_by = 'na een jaar'"
        " WHERE entry_id = %s",
        [entry],
    )


ENTRY_TABLES = (
    ("dossier_chainjoin", "entry_id"),
    ("dossier_entrycontent", "entry_id"),
    ("dossier_auditline", "entry"),
    ("dossier_processingline", "entry"),
    ("dossier_entry", "id"),
)


def _cut(cursor: CursorWrapper, chain: UUID, seq: int) -> None:
    """And put its head back."""
    _remove_from(cursor, chain, seq)
    cursor.execute(
        "UPDATE dossier_chainhead SET (seq, hash) = (SELECT seq, hash FROM dossier_entry WHERE chain_id = %s AND seq = %s)"
        " WHERE chain_id = %s",
        [chain, seq - 1, chain],
    )


def _remove_from(cursor: CursorWrapper, chain: UUID, seq: int) -> None:
    cursor.execute("SELECT id FROM dossier_entry WHERE chain_id = %s AND seq >= %s", [chain, seq])
    entries = [row[0] for row in cursor.fetchall()]
    for table, key in ENTRY_TABLES:
        cursor.execute(f"DELETE FROM {table} WHERE {key} = ANY(%s)", [entries])


KINDS: tuple[Change, ...] = (
    change,
    change,
    change,
    delete,
    delete_with_all_that_belongs_to_it,
    insert_a_copy,
    insert_in_between,
    swap,
    cut_the_tail,
    erase_a_whole_chain,
    take_content_away_as_if_by_rule,
)


def test_each_of_a_thousand_changes_by_the_owner_is_found(written: Town) -> None:
    assert api.verify(using="owner").holds
    pick = random.Random(20261126)
    missed = []
    for number in range(CHANGES):
        made = pick.choice(KINDS)
        with undone() as cursor:
            made(cursor, pick)
            if api.verify(using="owner").holds:
                missed.append((number, made.__name__))
    sys.stdout.write(f"{CHANGES - len(missed)} of {CHANGES} changes found\n")  # pytest -s shows it
    assert missed == []
    assert api.verify(using="owner").holds


def test_of_each_bad_chain_the_first_line_is_named(written: Town) -> None:
    with undone() as cursor:
        cursor.execute("SELECT chain_id FROM dossier_entry WHERE seq = 5 ORDER BY chain_id LIMIT 3")
        chains = [chain for (chain,) in cursor.fetchall()]
        cursor.execute("UPDATE dossier_entry SET kind = 'x' WHERE chain_id = ANY(%s) AND seq IN (5, 6)", [chains])
        verdict, short = api.verify(using="owner"), api.verify(using="owner", at_most=1)
    assert [(bad.ledger, bad.line) for bad in verdict.bad] == [("dossier", f"{chain}/5") for chain in chains]
    assert {bad.problem for bad in verdict.bad} == {"is not as it was written"}
    assert (verdict.wrong, short.wrong, short.bad) == (3, 3, verdict.bad[:1])


def test_a_tail_cut_after_the_last_anchor_is_found_with_head_and_all_cut_too(written: Town) -> None:
    """The lines came after the anchor, so that only what was written beside them can know."""
    person = resident()
    for number in range(4):
        _say(person, written, f"na het anker {number}")
    chain = chain_id(person.party, written.id)
    with undone() as cursor:
        cursor.execute(
            "DELETE FROM dossier_entrycontent WHERE entry_id IN (SELECT id FROM dossier_entry WHERE chain_id = %s AND seq > 2)",
            [chain],
        )
        cursor.execute("DELETE FROM dossier_entry WHERE chain_id = %s AND seq > 2", [chain])
        cursor.execute(
            "UPDATE dossier_chainhead SET seq = 2, hash = (SELECT hash FROM dossier_entry WHERE chain_id = %s AND seq = 2)"
            " WHERE chain_id = %s",
            [chain, chain],
        )
        bad = api.verify(using="owner").bad
    assert "is gone" in bad[0].problem


def test_a_chain_written_anew_with_true_hashes_is_found_by_the_anchor(written: Town) -> None:
    """Somebody who knows how lines are sealed makes a whole new history; the file outside the database remembers the old one."""
    with undone() as cursor:
        cursor.execute("SELECT subject, id FROM dossier_chain ORDER BY id LIMIT 1")
        subject, chain = cursor.fetchone()
        _remove_from(cursor, chain, 1)
        cursor.execute("UPDATE dossier_chainhead SET seq = 0, hash = %s WHERE chain_id = %s", [bytes(32), chain])
        for number in range(LINES + 3):
            content = {"words": f"anders {number}"}
            line = Line("dossier.noted", "dossier.own_words", None, content)
            write(resident(subject), line, [subject], written.id, using="owner")
        bad = api.verify(using="owner").bad
    assert [one.problem for one in bad if one.ledger == "dossier"] == ["was another line: anchor 1 saw it"]


def test_a_line_that_tells_of_removal_and_says_nothing_stops_no_check(written: Town) -> None:
    """The owner can write one with true hashes; what stands behind it is read all the same."""
    with undone() as cursor:
        first, second = Chain.objects.using("owner").order_by("id")[:2]
        for content in ({}, {"rule": "x", "seqs": 3}):
            line = Line("dossier.content_removed", "dossier.own_words", None, {"rule": "x", "count": "1", **content})
            write(SYSTEM, line, [first.subject], written.id, using="owner")
        cursor.execute("UPDATE dossier_entry SET kind = 'x' WHERE chain_id = %s AND seq = 2", [second.id])
        assert [bad.line for bad in api.verify(using="owner").bad] == [f"{second.id}/2"]


def test_behind_a_changed_line_of_the_anchors_the_others_are_read(written: Town) -> None:
    file = AnchorFile.of_settings().path
    file.write_text(file.read_text().replace('"seq"', '"six"', 1))
    with undone() as cursor:
        last = Chain.objects.using("owner").order_by("id").last()
        assert last
        _cut(cursor, last.id, 5)
        found = {bad.ledger for bad in api.verify(using="owner").bad}
    assert found >= {"anchor file", "dossier"}


@pytest.mark.parametrize("cut", ["last line", "all", "one digit"])
def test_a_changed_anchor_file_is_found(written: Town, cut: str) -> None:
    file = AnchorFile.of_settings().path
    text = file.read_text()
    lines = text.splitlines(keepends=True)
    changed = {"last line": "".join(lines[:-1]), "all": "", "one digit": text.replace('"seq": 7', '"seq": 6', 1)}[cut]
    assert changed != text
    file.write_text(changed)
    assert not api.verify().holds


def test_an_anchor_that_a_crash_kept_out_of_the_table_is_no_fault_and_is_taken_in_later(written: Town) -> None:
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM dossier_anchor")
        cursor.execute("UPDATE dossier_chainhead SET anchored_seq = 0")
    assert api.verify().holds
    assert api.anchor_heads() == PEOPLE
    verdict = api.verify()
    assert verdict.holds
    assert verdict.anchors == 2


def test_a_half_written_anchor_is_written_over(written: Town) -> None:
    file = AnchorFile.of_settings().path
    with file.open("a") as text:
        text.write('{"chain": "half')
    _say(resident(), written, "nog iets")
    assert api.anchor_heads() == 1
    assert api.verify().holds
