"""No citizen service number (BSN) leaves the one encrypted column: not in a log, a job, an event, a mail, an address, a title.

The whole town is built and both main paths are walked with the sixteen invented numbers; then everything that was written
anywhere is searched for each of them, in every form in which a number travels.
"""

from __future__ import annotations

import base64
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from psycopg import sql

from naast.cases.models import Case, Question
from naast.demo.people import residents, staff
from naast.demo.town import build
from naast.identity.models import User
from naast.identity.tests.doors import enter_as_resident, enter_as_staff
from naast.kernel.actor import SYSTEM
from naast.messages.tasks import sweep_messages
from naast.organisations.api import by_slug
from naast.parties.api import bsn_for, person_for
from witness.numbers import forms_in

THURSDAY = date(2026, 11, 26)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass
class Written:
    """Everything that was written somewhere, by where."""

    places: list[tuple[str, str]] = field(default_factory=list)

    def add(self, where: str, text: object) -> None:
        self.places.append((where, str(text)))

    def found(self) -> set[tuple[str, str]]:
        """(where, form) of each number that stands somewhere."""
        return {(where, form) for where, text in self.places for form in forms_in(text)}


@contextmanager
def log_lines(written: Written) -> Iterator[None]:
    """Each line as the code wrote it: the filter of the site is a second wall, which may not hide that the first has a hole."""
    before, level = logging.getLogRecordFactory(), logging.getLogger().level

    def record(*given: Any, **more: Any) -> logging.LogRecord:
        made = before(*given, **more)
        written.add(f"log {made.name}", made.getMessage())
        return made

    logging.setLogRecordFactory(record)
    logging.getLogger().setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logging.setLogRecordFactory(before)
        logging.getLogger().setLevel(level)


def read(written: Written, client: Client, address: str, form: dict[str, str] | None = None) -> None:
    response = client.get(address) if form is None else client.post(address, form, follow=True)
    assert response.status_code == 200, address
    for place, _ in [(address, 0), *getattr(response, "redirect_chain", ())]:
        written.add("address", place)
    written.add("headers", response.headers)
    written.add("page", response.content.decode())
    written.add("title", TITLE.findall(response.content.decode()))


def as_resident(written: Written) -> None:
    """Mirthe signs in with her number, reads all that is hers and answers the question."""
    client, town = Client(), by_slug("lommerwaard").id
    party = person_for(bsn=residents()["mirthe"].bsn, claims={})
    enter_as_resident(client, party=party, organisation=town)
    case, question = Case.objects.get(party=party), Question.objects.get(answered_at=None)
    for address in ("/", "/mijn/", "/mijn/gegevens/", "/mijn/dossier/", "/mijn/berichten/", f"/mijn/zaken/{case.pk}/"):
        read(written, client, address)
    read(written, client, f"/mijn/zaken/{case.pk}/vraag/{question.pk}/", {"text": "Hier is mijn loonstrook."})
    read(written, client, "/regel/verhuismelding/", {})
    assert bsn_for(SYSTEM, party=party, organisation=town, purpose="parties.caller") == residents()["mirthe"].bsn


def as_worker(written: Written) -> None:
    """Karim finds somebody by number, gives a reason, and works in a case."""
    client = Client()
    enter_as_staff(client, user=User.objects.get(email=staff()["karim"].email).pk)
    asked = {"purpose": "parties.caller", "bsn": residents()["lotte"].bsn}
    found = client.post("/werk/personen/", asked)
    assert b"Lotte" in found.content
    written.add("headers", found.headers)
    written.add("title", TITLE.findall(found.content.decode()))
    client.post("/werk/personen/", {**asked, "bsn": "123456789"})  # no such number: a refusal
    read(written, client, "/werk/")
    for case in Case.objects.exclude(status="closed"):
        read(written, client, f"/werk/zaken/{case.pk}/")


def all_rows(written: Written) -> None:
    """Every row of every table: jobs with their arguments, events, ledgers, messages, sessions. Numbers lie there encrypted."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            rows = cursor.execute(sql.SQL("SELECT one::text FROM {} one").format(sql.Identifier(table)))
            for (row,) in rows.fetchall():
                written.add(f"table {table}", row)
    for session in Session.objects.all():
        written.add("session", session.get_decoded())


def test_no_number_is_written_anywhere(transactional_db: None, clock: object, settings: Any) -> None:
    settings.EMAIL_HOST = "localhost"  # there is a mail server: mail goes to the outbox of the test
    written = Written()
    with log_lines(written):
        build(THURSDAY)
        as_resident(written)
        as_worker(written)
        sweep_messages()
    for letter in mail.outbox:
        written.add("mail", letter.message().as_string())
    all_rows(written)
    where = {place.split(" ")[0] for place, _ in written.places}
    assert where == {"log", "address", "headers", "page", "title", "table", "session", "mail"}
    assert {"table procrastinate_jobs", "table kernel_storedevent", "table parties_partyidentifier"} <= {
        place for place, _ in written.places
    }
    assert written.found() == set()


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("plain", "bsn=999990007&x=1"),
        ("dotted", "nummer 9999.90.007"),
        ("dotted", "nummer 999 990 007"),
        ("base64", base64.b64encode(b"a 999990007 z").decode()),
        ("base64", base64.b64encode(b'{"bsn": "999990007"}').decode()),
        ("base64", base64.b64encode(b"ab999990007").decode()),
        ("percent", "?x=%39%39%39%39%39%30%30%30%37"),
        ("hexadecimal", r"\x303939393939303030373a"),
    ],
)
def test_a_number_is_recognised_however_it_travels(form: str, text: str) -> None:
    written = Written()
    written.add("log", text)
    assert ("log", form) in written.found()
