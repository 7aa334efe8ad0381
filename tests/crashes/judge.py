"""Compares the desk with what the residents saw. Every fault is a line in words; no line means that nothing went wrong."""

from __future__ import annotations

import mailbox
import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from crashes.desk import Desk
from crashes.ledger import Ledger, body_of
from naast.demo.mail.box import IDENTITY, post_folder

OLDEST_JOB = 60  # seconds that a job may be late or under way
LONGEST_MAIL = 600  # seconds: two minutes until a mail under way counts as stuck, a sweep, and waits that double
DURABLE = ["fsync", "full_page_writes", "synchronous_commit"]
DAYS_LATER = 3 * 24 * 60 * 60  # seconds; files without a row are swept after a day

SENT = """
    SELECT case_.id, case_.draft, case_.request,
      (SELECT count(*) FROM messages_message WHERE about_kind = 'case' AND about_id = case_.id AND template LIKE 'cases.sent%%'),
      (SELECT count(*) FROM work_workitem WHERE about_kind = 'case' AND about_id = case_.id),
      (SELECT count(*) FROM dossier_accessgrant WHERE about = 'case:' || case_.id),
      (SELECT count(*) FROM dossier_entry WHERE about = 'draft:' || case_.draft AND kind = 'journeys.sent'),
      (SELECT count(*) FROM kernel_storedevent WHERE name = 'cases.CaseMade' AND payload ->> 'case' = case_.id::text),
      (SELECT count(*) FROM kernel_storedevent WHERE name = 'journeys.DraftSent' AND payload ->> 'draft' = case_.draft::text)
    FROM cases_case case_ WHERE NOT case_.id = ANY(%s)
"""
OF_EACH_CASE = (
    "confirmations",
    "work items",
    "access grants",
    "dossier entries",
    "CaseMade events",
    "DraftSent events",
)
EFFECTS = """
    SELECT event.name, owed.handler, done.times FROM kernel_storedevent event, unnest(event.owed) owed(handler),
      LATERAL (SELECT count(*) AS times FROM kernel_effect effect
        WHERE effect.event_id = event.id AND effect.handler = owed.handler) done
    WHERE done.times <> 1 AND NOT (%(unripe)s AND event.occurred_at > now() - make_interval(secs => %(oldest)s))
"""
STUCK = """
    SELECT job.id, job.status::text FROM procrastinate_jobs job
    WHERE status = 'failed' OR status IN ('todo', 'doing')
      AND coalesce(scheduled_at, '-infinity') < now() - make_interval(secs => %(oldest)s)
      AND (SELECT max(at) FROM procrastinate_events WHERE job_id = job.id) < now() - make_interval(secs => %(oldest)s)
"""
NOT_MAILED = """
    SELECT message.id, delivery.state
    FROM messages_message message LEFT JOIN messages_delivery delivery ON delivery.message_id = message.id
    WHERE delivery.state IS DISTINCT FROM 'sent'
      AND NOT (%(unripe)s AND message.offered_at > now() - make_interval(secs => %(oldest)s))
"""
JOBS = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
MAILS = "SELECT count(*) FROM messages_delivery WHERE state IN ('queued', 'trying')"
FILES = "SELECT count(*) FROM files_file WHERE status = 'waiting'"
UNCHECKED = "SELECT id FROM files_file WHERE status = 'waiting'"
HANGING = """
    SELECT pid, state FROM pg_stat_activity
    WHERE usename = 'naast_app' AND state IN ('active', 'idle in transaction') AND xact_start < now() - interval '60 seconds'
"""


class Judge:
    """`before`: the cases that were there before the first resident came. No clock tells them apart: it may be wrong."""

    def __init__(self, desk: Desk, ledger: Ledger, before: list[Any]) -> None:
        self.desk, self.ledger, self.before = desk, ledger, before

    def wait_until_quiet(self, *, mails: bool) -> None:
        """Until no job, and with `mails` no mail and no check of a file, is under way, or its term is over."""
        self._wait_for_none(JOBS, LONGEST_MAIL if mails else OLDEST_JOB)
        if mails:
            self._wait_for_none(MAILS, LONGEST_MAIL)
            self._wait_for_none(FILES, LONGEST_MAIL)

    def _wait_for_none(self, query: str, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.desk.ask(query) != [(0,)]:
            time.sleep(0.5)

    def faults(self, *, unripe: bool) -> list[str]:
        """`unripe`: what is younger than its term may still be under way."""
        return [
            *self._promises(),
            *self._lost_and_extra(),
            *self._undone(unripe=unripe),
            *self._mails(unripe=unripe),
            *self._ledgers(),
            *self._files(),
            *([] if unripe else self._left_behind()),
        ]

    def _promises(self) -> Iterator[str]:
        found = self.desk.ask("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [DURABLE])
        yield from (f"durable: {name} is {setting}" for name, setting in found if setting != "on")

    def _lost_and_extra(self) -> Iterator[str]:
        rows = self.desk.ask(SENT, [self.before])
        acknowledged, times = self.ledger.acknowledged(), Counter(str(row[1]) for row in rows)
        for draft in acknowledged.keys() - times.keys():
            yield f"lost: draft {draft} was acknowledged and there is no case"
        for draft in times.keys() - acknowledged.keys():
            yield f"extra: draft {draft} became a case that nobody was told of"
        for case, draft, request, *counts in rows:
            if times[str(draft)] > 1:
                yield f"double: draft {draft} became {times[str(draft)]} cases"
            if acknowledged.get(str(draft), "") != _body_in(request):
                yield f"other body: case {case} does not say what its resident typed"
            for what, count in zip(OF_EACH_CASE, counts, strict=True):
                if count != 1:
                    yield f"effect: case {case} has {count} {what}"

    def _undone(self, *, unripe: bool) -> Iterator[str]:
        values = {"oldest": OLDEST_JOB, "unripe": unripe}
        for name, handler, times in self.desk.ask(EFFECTS, values):
            yield f"effect: {handler} happened {times} times for a {name}"
        for job, status in self.desk.ask(STUCK, values):
            yield f"stuck: job {job} is {status} for longer than {OLDEST_JOB} s"

    def _mails(self, *, unripe: bool) -> Iterator[str]:
        """The mail server of the demo throws away what comes twice under one Message-ID, as a reader would."""
        arrived = Counter(str(mail[IDENTITY]) for mail in mailbox.Maildir(post_folder(self.desk.state)))
        known = {f"<{row[0]}@localhost>" for row in self.desk.ask("SELECT id FROM messages_message")}
        sent = {
            f"<{row[0]}@localhost>"
            for row in self.desk.ask("SELECT message_id FROM messages_delivery WHERE state = 'sent'")
        }
        yield from (f"mail: {one} came {times} times" for one, times in arrived.items() if times != 1)
        yield from (f"mail: {one} is about no message" for one in arrived.keys() - known)
        yield from (f"mail: {one} counts as sent and never came" for one in sent - arrived.keys())
        for message, state in self.desk.ask(NOT_MAILED, {"oldest": LONGEST_MAIL, "unripe": unripe}):
            yield f"mail: the notice about message {message} is {state}"

    def _left_behind(self) -> Iterator[str]:
        yield from (f"file: {row[0]} was never checked for viruses" for row in self.desk.ask(UNCHECKED))
        yield from (f"session: {pid} is {state} for longer than a minute" for pid, state in self.desk.ask(HANGING))

    def _ledgers(self) -> Iterator[str]:
        done = self.desk.run("-m", "naast", "verify")
        if done.returncode:
            yield f"dossier: {done.stdout.strip() or done.stderr.strip()}"

    def _files(self) -> Iterator[str]:
        """Each row has its bytes; bytes that a kill left without a row are gone after the sweep of a later day."""
        rows = {UUID(str(row[0])).hex for row in self.desk.ask("SELECT id FROM files_file WHERE status <> 'refused'")}
        yield from (f"file: {one} has a row and no bytes" for one in rows - _on_disk(self.desk.state).keys())
        for place in _on_disk(self.desk.state).values():
            os.utime(place, (time.time() - DAYS_LATER,) * 2)
        swept = self.desk.run("-c", SWEEP_FILES)
        assert swept.returncode == 0, swept.stderr
        yield from (f"file: {one} has bytes and no row" for one in _on_disk(self.desk.state).keys() - rows)


SWEEP_FILES = "import django; django.setup(); from naast.files.tasks import clear_orphans; clear_orphans()"


def _on_disk(state: Path) -> dict[str, Path]:
    return {place.name: place for place in (state / "files").glob("??/*")}


def _body_in(request: list[dict[str, str]]) -> str:
    shown = {one["key"]: one["shown"] for one in request}
    return body_of(shown["new_address"], shown["phone"])
