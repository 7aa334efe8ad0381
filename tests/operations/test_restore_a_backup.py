"""The drill: back up and restore with the commands of the handbook, and find everything as it was, and nothing readable."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from psycopg import sql

from commands.conftest import Typed
from naast.cases.actions import make_case
from naast.cases.tests.conftest import REMISSION, sending_of
from naast.catalogue import api as catalogue
from naast.dossier.actions.anchors import anchor_heads
from naast.dossier.api import record, verify
from naast.dossier.models import ChainHead
from naast.dossier.types import chain_id
from naast.files import api as files
from naast.files.tests.conftest import picture
from naast.identity import models
from naast.identity.actions.passkeys import remove_passkey
from naast.journeys import api as journeys
from naast.journeys.actions import discard, sweep_expired
from naast.journeys.models import Draft, Status
from naast.kernel.actor import SYSTEM, Actor, ActorKind, Assurance
from naast.kernel.clock import now
from naast.kernel.events import deliver
from naast.kernel.models import StoredEvent
from naast.kernel.registry import declared
from naast.kernel.removals import Again, Removable, Removed, remove_again
from naast.kernel.types import Ref
from naast.organisations.tests.towns import make_town
from naast.parties import api as parties
from naast.parties.api import bsn_for, register_person
from naast.parties.models import Consent, DigitalAddress, Mandate
from naast.site.postgres.binaries import account, find_binaries
from naast.site.postgres.cluster import PORT, SHELF, SUPERUSER, Cluster
from naast.site.postgres.databases import drop_database
from naast.site.postgres.trust import faults_of_database
from witness.numbers import forms_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "retention"])
ROOT = Path(__file__).parents[2]
HANDBOOK = (ROOT / "docs" / "operator" / "restore.md").read_text()
BLOCK = re.compile(r"^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
BSN = "999990007"  # of the test range
SERVICE = "verhuismelding"
IN_THE_SAFE = "a-key-that-no-copy-has"


@dataclass(frozen=True)
class Kept:
    town: UUID
    person: UUID
    draft: UUID
    file: UUID
    thrown: Mapping[str, UUID]


@pytest.fixture
def state(tmp_path: Path, settings: Any) -> Path:
    """Where files and anchors lie."""
    folder = tmp_path / "state"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(folder / "files")},
        },
    }
    settings.NAAST_ANCHORS = folder / "anchors"
    settings.NAAST_CLAMD_ADDRESS = ""
    return folder


@pytest.fixture
def kept(clock: time_machine.Traveller, state: Path) -> Kept:
    """A resident with a number, a request half filled in, a paper with it, and a dossier of which the heads are anchored."""
    town = make_town()
    catalogue.publish(SYSTEM, organisation=town, package=catalogue.package(SERVICE))
    person = register_person(SYSTEM, given_names="Mirthe", family_name="Proef", bsn=BSN)
    resident = Actor(kind=ActorKind.RESIDENT, party=person, organisation=town, assurance=Assurance.SUBSTANTIAL)
    draft = journeys.start(resident, organisation=town, slug=SERVICE).id
    upload = SimpleUploadedFile("briefje.jpg", picture())
    file = files.store(resident, upload=upload, about=Ref("draft", draft), organisation=town, subject=person)
    thrown = {
        "journeys.draft": journeys.start(resident, organisation=town, slug=SERVICE).id,
        **taken_back_later(resident, person, town),
    }
    anchor_heads(settled=timedelta())
    return Kept(town, person, draft, file.id, thrown)


@pytest.fixture
def restored(test_cluster: Cluster) -> Iterator[str]:
    """The name of the database to restore into, on the server of the tests."""
    source = str(connections["default"].settings_dict["NAME"])
    name = f"{source}_restored"
    drop_database(test_cluster, name)
    yield name
    serve_from(source)
    drop_database(test_cluster, name)


@pytest.fixture
def operator(test_cluster: Cluster, state: Path, tmp_path: Path, restored: str) -> Callable[[str], str]:
    """Does what a chapter of the handbook says, where `naast` is the name of the new database."""
    programs = find_binaries(account(), SHELF)
    if not shutil.which("pg_dump", path=str(programs)):
        pytest.skip("not checked: backing up and restoring, without pg_dump beside the server")
    source = connections["default"].settings_dict["NAME"]
    owner = f"postgresql://naast_owner@{quote(str(test_cluster.sockets), safe='')}:{PORT}/{source}"
    etc, copies = tmp_path / "etc", tmp_path / "copies"
    etc.mkdir()
    (etc / "naast.env").write_text(f"NAAST_STATE={state}\nNAAST_KEYS={IN_THE_SAFE}\n")
    (etc / "owner.env").write_text(f"NAAST_OWNER_DATABASE_URL={owner}\n")
    (etc / "after-backup").write_text("#!/bin/sh\n")
    (etc / "after-backup").chmod(0o700)
    environment = {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PGHOST": str(test_cluster.sockets),
        "PGPORT": str(PORT),
        "PGUSER": SUPERUSER,
        "NAAST_ETC": str(etc),
        "NAAST_BACKUPS": str(copies),
    }

    def do(chapter: str) -> str:
        commands = commands_of(chapter, restored).replace("naast_before", source)
        if "copy=" in commands:
            commands = re.sub(r"^copy=.*", f"copy={copy_in(tmp_path)}", commands, flags=re.MULTILINE)
        done = subprocess.run(["sh", "-ec", commands], env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return do


def commands_of(chapter: str, database: str) -> str:
    """What an operator types, without what nobody has here: root, passwords, systemd, and the product as it was installed."""
    text = HANDBOOK.partition(f"\n## {chapter}\n")[2].partition("\n## ")[0]
    lines = "".join(BLOCK.findall(text)).replace("/opt/naast", str(ROOT))
    lines = re.sub(r"runuser -u postgres -- | --owner=naast --group=naast", "", lines)
    lines = re.sub(r"^database=.*", f"database={database}", lines, flags=re.MULTILINE)
    return "".join(
        line
        for line in lines.splitlines(keepends=True)
        if "\\password" not in line and not line.startswith(("deploy/run ", "systemctl "))
    )


def taken_back_later(resident: Actor, person: UUID, town: UUID) -> dict[str, UUID]:
    helper = register_person(SYSTEM, given_names="Karim", family_name="Proef")
    worker = models.User.objects.create(email="sanne@example.nl", full_name="Sanne Proef")
    passkey = models.Passkey.objects.create(user=worker, name="sleutel", credential_id=b"1", credential=b"1")
    return {
        "parties.mandate": parties.give_mandate(
            resident, to=helper, ground="own wish", until=now() + timedelta(days=9)
        ),
        "parties.address": parties.add_mail(resident, "mirthe@example.nl"),
        "parties.consent": parties.give_consent(
            resident, organisation=town, purpose="parties.tell_of_rights", source="test"
        ),
        "identity.passkey": passkey.pk,
    }


def throw_away(kept: Kept) -> None:
    """What is removed is listed by the worker, as its jobs say."""
    resident = Actor(kind=ActorKind.RESIDENT, party=kept.person, organisation=kept.town)
    discard(resident, kept.thrown["journeys.draft"])
    parties.withdraw_mandate(resident, kept.thrown["parties.mandate"])
    parties.remove_address(resident, kept.thrown["parties.address"])
    parties.withdraw_consent(resident, kept.thrown["parties.consent"])
    [passkey] = models.Passkey.objects.all()
    remove_passkey(passkey.user_id, passkey=passkey.pk)
    for event in StoredEvent.objects.filter(name=Removed.name()):
        deliver(event.pk, *event.owed)


def still_there(kept: Kept) -> set[str]:
    """Which of what was thrown away is there, and works."""
    there = {
        "journeys.draft": Draft.objects.filter(status=Status.OPEN),
        "parties.mandate": Mandate.objects.filter(withdrawn_at=None),
        "parties.address": DigitalAddress.objects.filter(removed_at=None),
        "parties.consent": Consent.objects.filter(withdrawn_at=None),
        "identity.passkey": models.Passkey.objects,
    }
    return {kind for kind, rows in there.items() if rows.filter(pk=kept.thrown[kind]).exists()}


def copy_in(folder: Path) -> Path:
    """The one copy that was made."""
    [copy] = (folder / "copies").iterdir()
    return copy


def test_all_is_there_again_and_nobody_could_read_the_number(
    kept: Kept, operator: Callable[[str], str], restored: str, state: Path, tmp_path: Path, test_cluster: Cluster
):
    before, paper = rows(test_cluster, connections["default"].settings_dict["NAME"]), bytes_in(state)
    operator("Back up")
    assert (state / "last-backup").exists()
    copy = copy_in(tmp_path)
    assert copy.stat().st_mode & 0o077 == 0
    assert [file.name for file in copy.iterdir() if IN_THE_SAFE.encode() in file.read_bytes()] == []
    shutil.rmtree(state)
    operator("Restore")

    assert rows(test_cluster, restored) == before
    assert bytes_in(state) == paper
    assert forms_in(readable(copy / "naast.dump")) == set()
    serve_from(restored)
    assert verify().holds
    assert [one.what for one in faults_of_database(connections["default"]) if "could change" in one.what] == []
    assert bsn_for(SYSTEM, party=kept.person, organisation=kept.town, purpose="parties.caller") == BSN


def test_what_went_meanwhile_by_a_person_or_by_term_goes_again(
    kept: Kept, operator: Callable[[str], str], restored: str, clock: time_machine.Traveller
):
    operator("Back up")
    throw_away(kept)
    clock.shift(timedelta(days=400))
    assert sweep_expired() == 1
    operator("Restore")
    serve_from(restored)
    assert re.findall(r"^deploy/run (\w+)", HANDBOOK, re.MULTILINE) == [
        "collectstatic",
        "doctor",
        "restored",
        "verify",
        "forget",
    ]
    assert still_there(kept) == set(kept.thrown) == {one.key for one in declared(Removable)}
    assert [remove_again(), remove_again()] == [Again(5, 5, ()), Again(5, 0, ())]
    assert still_there(kept) == set()
    assert sweep_expired() == 1
    resident = Actor(kind=ActorKind.RESIDENT, party=kept.person, organisation=kept.town)
    assert journeys.open_drafts(resident, party=kept.person) == ()


@dataclass(frozen=True)
class Lost:
    """What a restore lost: `sent`, the line after the copy in the chain of who had one; `begun`, a chain that began after it."""

    sent: UUID
    begun: UUID
    copy: str
    number: str  # of a request that somebody else sent


@pytest.fixture
def today(clock: time_machine.Traveller) -> time_machine.Traveller:
    """An hour before the database's clock: seals go by that one, and so does the name of a copy."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        clock.move_to(cursor.fetchone()[0] - timedelta(hours=1))
    return clock


@pytest.fixture
def lost(
    today: time_machine.Traveller, kept: Kept, operator: Callable[[str], str], restored: str, tmp_path: Path
) -> Lost:
    """The database as it is after a restore, which lost four lines that two anchors saw; not noted yet."""
    resident = Actor(kind=ActorKind.RESIDENT, party=kept.person, organisation=kept.town)
    today.shift(timedelta(hours=1))
    operator("Back up")
    today.shift(timedelta(minutes=1))
    joris = register_person(SYSTEM, given_names="Joris", family_name="Proef", bsn="999990019")
    for party in (kept.person, joris):
        for words in ("een", "twee"):
            note(resident, party, kept.town, words)
            anchor_heads(settled=timedelta())
    sanne = Actor(kind=ActorKind.RESIDENT, party=register_person(SYSTEM, given_names="Sanne", family_name="Proef"))
    version = catalogue.publish(SYSTEM, organisation=kept.town, package=catalogue.package(REMISSION))
    sending = sending_of(sanne, kept.town, version)
    make_case(sanne, sending)  # so late that no anchor saw it
    operator("Restore")
    serve_from(restored)
    chains = chain_id(kept.person, kept.town), chain_id(joris, kept.town)
    return Lost(*chains, copy_in(tmp_path).name, sending.reference)


def note(by: Actor, party: UUID, town: UUID, words: str) -> None:
    record(
        by,
        subject=party,
        organisation=town,
        kind="dossier.noted",
        purpose="dossier.own_words",
        about=None,
        content={"words": words},
    )


def test_what_a_restore_lost_is_told_and_counted_and_the_alarm_is_still_again(lost: Lost, kept: Kept, typed: Typed):
    before = verify()
    assert {f"{lost.begun}/1", "2", "3", "4"} <= {bad.line for bad in before.bad}
    said = typed("restored", "--from", f"/var/backups/naast/{lost.copy}")
    assert f"- dossier {lost.begun}: all 2 of 2 lines" in said.stdout
    assert re.search(f"- dossier {lost.sent}: the last 2 of \\d+ lines", said.stdout)
    assert "noted before" in typed("restored", "--from", lost.copy).stdout
    for _ in range(2):
        note(Actor(kind=ActorKind.RESIDENT, party=kept.person), kept.person, kept.town, "daarna")
        anchor_heads(settled=timedelta())
        assert typed("verify").returncode == 0
        [loss] = verify().lost
        assert {one.chain: one.lines for one in loss.chains} == {lost.sent: 2, lost.begun: 2}
        assert {one.ledger for one in loss.ledgers} >= {"audit"}
    assert "All that was not lost by a restore is as it was written." in typed("verify").stdout


def test_the_database_of_before_tells_whom_to_tell(lost: Lost, operator: Callable[[str], str]):
    said = operator("Whom to tell")
    assert re.search(rf"{lost.begun} +\| +2 \| Joris Proef +\|  ", said)
    assert re.search(rf"Sanne Proef +\| {lost.number} ", said)
    assert re.search(rf"{lost.sent} +\| +2 \| Mirthe Proef +\|  ", said)
    assert "mirthe@example.nl" in said


@pytest.mark.parametrize("when", ["before the copy", "after the restore", "all of it"])
def test_a_restore_hides_no_line_that_is_taken_out(lost: Lost, kept: Kept, typed: Typed, when: str):
    """By somebody with all rights, who leaves nothing loose: only the anchors know."""
    assert typed("restored", "--from", lost.copy).returncode == 0
    head = seq_of(lost.sent)
    for words in ("drie", "vier"):  # where those stood that were lost
        note(Actor(kind=ActorKind.RESIDENT, party=kept.person), kept.person, kept.town, words)
    anchor_heads(settled=timedelta())
    assert verify().holds
    cut(lost.sent, {"before the copy": head, "after the restore": head + 2, "all of it": 1}[when])
    [bad] = [bad for bad in verify().bad if bad.ledger == "dossier"]
    assert bad.line.startswith(str(lost.sent))
    assert " gone" in bad.problem


def test_a_restore_hides_no_line_that_was_taken_out_before_it_was_noted(lost: Lost, typed: Typed):
    cut(lost.sent, seq_of(lost.sent))
    assert typed("restored", "--from", lost.copy).returncode == 0
    assert [bad.problem.partition(":")[0] for bad in verify().bad if bad.ledger == "dossier"] == ["is gone"]


def test_noted_too_late_it_hides_nothing_that_came_since(lost: Lost, kept: Kept, typed: Typed):
    """Residents were let in before. What they wrote stays, and is held as ever."""
    note(Actor(kind=ActorKind.RESIDENT, party=kept.person), kept.person, kept.town, "te vroeg")
    anchor_heads(settled=timedelta())
    assert typed("restored", "--from", lost.copy).returncode == 0
    assert verify().holds
    cut(lost.sent, seq_of(lost.sent))
    assert not verify().holds


@pytest.mark.parametrize("column", ["gone", "restored", "unsealed"])
def test_a_changed_line_about_a_restore_excuses_nothing(lost: Lost, typed: Typed, state: Path, column: str):
    typed("restored", "--from", lost.copy)
    file = state / "anchors" / "anchors.jsonl"
    file.write_text(re.sub(f'"{column}": "[^"]', f'"{column}": "1', file.read_text()))
    assert {bad.ledger for bad in verify().bad} >= {"anchor file", "dossier"}


def seq_of(chain: UUID) -> int:
    return ChainHead.objects.get(chain_id=chain).seq


def cut(chain: UUID, first: int) -> None:
    """Its lines from `first` on, with all that belongs to them."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT id FROM dossier_entry WHERE chain_id = %s AND seq >= %s", [chain, first])
        ids = [one for (one,) in cursor.fetchall()]
        for table, key in (
            ("dossier_chainjoin", "entry_id"),
            ("dossier_entrycontent", "entry_id"),
            ("dossier_auditline", "entry"),
            ("dossier_processingline", "entry"),
            ("dossier_entry", "id"),
        ):
            cursor.execute(f"DELETE FROM {table} WHERE {key} = ANY(%s)", [ids])  # noqa: S608  our own names
        cursor.execute(
            "UPDATE dossier_chainhead SET seq = %s, hash = coalesce("
            "(SELECT hash FROM dossier_entry WHERE chain_id = %s AND seq = %s), %s) WHERE chain_id = %s",
            [first - 1, chain, first - 1, bytes(32), chain],
        )


def serve_from(database: str) -> None:
    for alias in connections:
        connections[alias].close()
        connections[alias].close_pool()
        connections[alias].settings_dict["NAME"] = database


def rows(cluster: Cluster, database: str) -> dict[str, str]:
    """A digest of each table, whatever the order of its rows."""
    with cluster.connect(database) as connection:
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        digest = sql.SQL("SELECT {}, count(*), md5(string_agg(one::text, '' ORDER BY one::text)) FROM {} one")
        each = [digest.format(sql.Literal(name), sql.Identifier(name)) for (name,) in tables]
        return {name: f"{count} {md5}" for name, count, md5 in connection.execute(sql.SQL(" UNION ALL ").join(each))}


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def readable(dump: Path) -> str:
    """What a thief can read in it."""
    restore = find_binaries(account(), SHELF) / "pg_restore"
    return subprocess.run([restore, "--file=-", dump], capture_output=True, text=True, check=True).stdout
