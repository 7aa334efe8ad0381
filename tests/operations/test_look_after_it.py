"""What an operator does now and then, with the commands as they type them: turn to a new key, try once more what failed."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection, transaction

from commands.conftest import Typed
from naast.dossier.api import record, verify
from naast.dossier.tests.conftest import make_town, resident
from naast.files.models import File
from naast.files.types import FileStatus
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.clock import now
from naast.kernel.ids import uuid7
from naast.kernel.jobs import dead_letters, defer
from naast.parties.api import person_for, register_person
from naast.site.commands.doctor import programs_that_stand_still, unchecked_uploads
from operations.conftest import database_url

pytestmark = pytest.mark.django_db(transaction=True)
OLD = "2025:b2xkIGtleSBvZiBhIHRlc3Qgb2YgMzIgYnl0ZXMuLi4="
NEW = "2026:bmV3IGtleSBvZiBhIHRlc3Qgb2YgMzIgYnl0ZXMuLi4="
NUMBERS = ["999990007", "999990354", "999990494"]  # of the test range


def naast(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "naast", *command],
        env={**os.environ, "NAAST_DATABASE_URL": database_url(), **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def _somebody(number: str):
    return register_person(SYSTEM, given_names="Sam", family_name="Proef", bsn=number)


def add_note(town: UUID, by: Actor) -> None:
    record(
        by, subject=by.party, organisation=town, kind="dossier.noted", purpose="dossier.own_words", about=None,
        content={"words": "nu"},
    )  # fmt: skip


def _fail(*handlers: str) -> None:
    with transaction.atomic():
        defer([(uuid7(), handler) for handler in handlers])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")


def test_after_turning_to_a_new_key_the_old_one_can_go(settings):
    settings.NAAST_KEYS = (OLD,)
    people = {number: _somebody(number) for number in NUMBERS}
    done = naast("keys", "rotate", NAAST_KEYS=f"{NEW},{OLD}")
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 identifiers written again under the key '2026'." in done.stdout
    assert "Leave 2025 in NAAST_KEYS for a day" in done.stdout
    settings.NAAST_KEYS = (NEW,)
    assert {number: person_for(bsn=number, claims={}) for number in NUMBERS} == people
    assert "0 identifiers" in naast("keys", "rotate", NAAST_KEYS=NEW).stdout


def test_without_the_old_key_turning_changes_nothing_and_says_what_to_put_back(settings):
    settings.NAAST_KEYS = (OLD,)
    person = _somebody(NUMBERS[0])
    assert "Numbers that stand under the key '2025' cannot be read" in naast("doctor", NAAST_KEYS=NEW).stdout
    done = naast("keys", "rotate", NAAST_KEYS=NEW)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Put it back" in done.stderr
    assert "2025" in done.stderr
    assert person_for(bsn=NUMBERS[0], claims={}) == person


def test_nothing_serves_while_a_number_cannot_be_read(settings):
    """A resident would come in as somebody new, without what they have here."""
    settings.NAAST_KEYS = (OLD,)
    _somebody(NUMBERS[0])
    done = naast("sweep", "--once", NAAST_KEYS=NEW)
    assert done.returncode == 1
    assert "Numbers that stand under the key '2025' cannot be read" in done.stderr
    assert "cannot be read" not in naast("sweep", "--once", NAAST_KEYS=f"{NEW},{OLD}").stderr


def test_turning_goes_round_who_stands_twice_and_names_them(settings):
    settings.NAAST_KEYS = (OLD,)
    before = {number: _somebody(number) for number in NUMBERS}
    settings.NAAST_KEYS = (NEW,)
    again = person_for(bsn=NUMBERS[0], claims={})
    done = naast("keys", "rotate", NAAST_KEYS=f"{NEW},{OLD}")
    assert (done.returncode, done.stderr) == (1, "")
    assert f"{len(NUMBERS) - 1} identifiers written again" in done.stdout
    assert f"- party {before[NUMBERS[0]]} and party {again}" in done.stdout
    assert [person_for(bsn=number, claims={}) for number in NUMBERS[1:]] == [before[number] for number in NUMBERS[1:]]


def test_the_doctor_names_what_failed_for_good_and_it_can_be_tried_once_more(typed: Typed):
    _fail("messages.deliver", "messages.deliver", "cases.find_another_way")
    jobs = sorted(letter.job for letter in dead_letters())
    told = naast("doctor")
    assert told.returncode == 1
    assert f"What 'messages.deliver' had to do failed for good: job {jobs[0]}, {jobs[1]}." in told.stdout
    assert f"What 'cases.find_another_way' had to do failed for good: job {jobs[2]}." in told.stdout
    assert typed("retry", str(jobs[2])).stdout == "1 tried once more.\n"
    assert [letter.job for letter in dead_letters()] == [jobs[1], jobs[0]]
    assert typed("retry").stdout == "2 tried once more.\n"
    assert dead_letters() == ()


def test_a_job_that_did_not_fail_is_not_tried_again(typed: Typed):
    done = typed("retry", "424242")
    assert done.returncode == 1
    assert "Not there, or not failed: 424242." in done.stdout


def test_an_anchor_made_now_sees_what_that_of_the_hour_did_not(typed: Typed, settings, tmp_path: Path):
    settings.NAAST_ANCHORS = tmp_path
    assert "There is nothing to anchor yet." in typed("anchor").stdout
    town = make_town("lommerwaard", "Gemeente Lommerwaard")
    add_note(town.id, resident())
    said = typed("anchor")
    assert "Anchor 1 of " in said.stdout
    assert "with 1 dossiers that moved" in said.stdout
    stand = json.loads((tmp_path / "anchors.jsonl").read_text().splitlines()[-1])
    assert said.stdout.endswith(f"\n{stand['hash']}\n")
    assert "Nothing moved since anchor 1." in typed("anchor").stdout
    verdict = verify()
    assert (verdict.holds, verdict.anchors) == (True, 1)


def test_the_doctor_misses_a_worker_and_a_sweep_until_they_were_there_a_moment_ago():
    none = ["No `naast worker` runs, or it is stuck.", "No `naast sweep` runs, or it is stuck."]
    assert [fault.what for fault in programs_that_stand_still()] == none
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
        cursor.execute("INSERT INTO kernel_sweeprun (key, ran_at, failure) VALUES ('messages.sweep', now(), '')")
    assert list(programs_that_stand_still()) == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_sweeprun SET ran_at = now() - interval '150 s'")
    assert [fault.what for fault in programs_that_stand_still()] == none[1:]


def test_the_doctor_counts_uploads_that_no_scanner_judged():
    def upload(waited: timedelta, status: FileStatus = FileStatus.WAITING) -> None:
        File.objects.create(
            organisation=uuid7(), subject=uuid7(), about_kind="case", about_id=uuid7(), name="a.pdf", size=1, pages=1,
            media_type="application/pdf", digest=bytes(32), status=status, stored_at=now() - waited,
        )  # fmt: skip

    upload(timedelta(seconds=30))
    upload(timedelta(hours=1), FileStatus.CLEAN)
    assert list(unchecked_uploads()) == []
    upload(timedelta(minutes=3))
    assert [fault.what for fault in unchecked_uploads()] == ["1 uploads wait for the virus scanner."]
    assert "uploads wait for the virus scanner" in naast("doctor", NAAST_CLAMD_ADDRESS="127.0.0.1:9").stdout
    assert "uploads wait" not in naast("doctor", NAAST_CLAMD_ADDRESS="").stdout
