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
LONGEST_MAIL = (
    240  # seconds: two minutes until a mail under way counts as stuck, a sweep, half a minute of waiting, a sweep
)
DAYS_LATER = 3 * 24 * 60 * 60  # seconds; files without a row are swept after a day

SENT = """
    SELECT case_.id, case_.draft, case_.request,
      (SELECT count(*) FROM messages_message WHERE about_kind = 'case' AND about_id = case_.id AND template LIKE 'cases.sent%%'),
      (SELECT count(*) FROM work_workitem WHERE about_kind = 'case' AND about_id = case_.id),
      (SELECT count(*) FROM dossier_accessgrant WHERE about = 'case:' || case_.id),
      (SELECT count(*) FROM dossier_entry WHERE about = 'draft:' || case_.draft AND kind = 'journeys.sent'),
      (SELECT count(*) FROM kernel_storedevent WHERE name = 'cases.CaseMade' AND payload ->> 'case' = case_.id::text),
      (SELECT count(*) FROM kernel_storedevent WHERE name = 'journeys.DraftSent' AND payload ->> 'draft' = case_.draft::text)
    FROM cases_case case_ WHERE case_.sent_at > %s
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


class Judge:
    """`since`: the moment before the first resident came, by the database's clock."""

    def __init__(self, desk: Desk, ledger: Ledger, since: Any) -> None:
        self.desk, self.ledger, self.since = desk, ledger, since

    def wait_until_quiet(self, *, mails: bool) -> float:
        """Until no job, and with `mails` no mail, is under way, or its term is over; how long it took."""
        began = time.monotonic()
        self._wait_for_none(JOBS, OLDEST_JOB)
        if mails:
            self._wait_for_none(MAILS, LONGEST_MAIL)
        return time.monotonic() - began

    def _wait_for_none(self, query: str, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.desk.ask(query) != [(0,)]:
            time.sleep(0.5)

    def faults(self, *, unripe: bool) -> list[str]:
        """`unripe`: what is younger than its term may still be under way."""
        return [
            *self._lost_and_extra(),
            *self._undone(unripe=unripe),
            *self._mails(unripe=unripe),
            *self._ledgers(),
            *self._files(),
        ]

    def _lost_and_extra(self) -> Iterator[str]:
        rows = self.desk.ask(SENT, [self.since])
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
