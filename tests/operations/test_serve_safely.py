"""What we demand of a database, what every answer carries, and what never reaches a log."""

import logging
from threading import Event, Thread

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client

from naast.site import health
from naast.site.logs import HideCitizenNumbers
from naast.site.postgres.cluster import SUPERUSER
from naast.site.postgres.trust import LEDGERS, faults_of_database

BSN = "999990019"  # from the test range of the Rijksdienst voor Identiteitsgegevens; passes the eleven test


def faults(alias_or_user: str) -> str:
    """The faults seen by a connection as that user. The tests' own cluster is hasty: that part is always found."""
    serving = connections["default"].copy()
    serving.settings_dict = {**serving.settings_dict, "USER": alias_or_user, "OPTIONS": {}}
    try:
        return " ".join(fault.what for fault in faults_of_database(serving))
    finally:
        serving.close()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_loses_commits_is_refused():
    found = faults("naast_app")
    assert "fsync=off" in found
    assert "full_page_writes=off" in found
    assert "synchronous_commit" not in found


@pytest.mark.django_db(transaction=True)
def test_commits_that_are_acknowledged_too_early_are_refused():
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        assert "synchronous_commit=off" in " ".join(fault.what for fault in faults_of_database(connection))
        cursor.execute("RESET synchronous_commit")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("role", "fault"), [("naast_app", None), ("naast_owner", "owns the database"), (SUPERUSER, "superuser")]
)
def test_only_a_role_that_can_do_no_more_than_serve_may_serve(role, fault):
    found = faults(role)
    assert fault in found if fault else "role" not in found


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_ledger_that_could_be_changed_is_refused():
    with connections["owner"].cursor() as owner:
        owner.execute("GRANT DELETE ON dossier_seal TO naast_app")
        owner.execute("GRANT UPDATE ON dossier_entry TO naast_app")
        try:
            assert "could change or remove lines of dossier_entry, dossier_seal." in faults("naast_app")
        finally:
            owner.execute("REVOKE DELETE ON dossier_seal FROM naast_app")
            owner.execute("REVOKE UPDATE ON dossier_entry FROM naast_app")
    assert "could change" not in faults("naast_app")


@pytest.mark.django_db
def test_every_table_that_the_migrations_close_is_watched():
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT relname, array_agg(deed ORDER BY deed DESC) FROM pg_class, unnest(ARRAY['UPDATE', 'DELETE']) deed
            WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
              AND relname NOT LIKE 'procrastinate%%' AND NOT has_table_privilege('naast_app', pg_class.oid, deed)
            GROUP BY relname
            """
        )
        assert {name: tuple(deeds) for name, deeds in cursor.fetchall()} == LEDGERS


@pytest.mark.django_db
def test_health_answers_without_a_host_name_of_ours(client: Client):
    assert client.get("/health/live", headers={"host": "10.0.0.7"}).json() == {"status": "live"}
    assert client.get("/health/ready", headers={"host": "10.0.0.7"}).json() == {"status": "ready"}


@pytest.mark.django_db
def test_nobody_is_sent_here_before_the_finder_is_there(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    made = Event()
    finder = Thread(target=made.wait, daemon=True)
    monkeypatch.setattr(health, "beside_the_first_visits", [finder])
    finder.start()
    try:
        waits, lives = client.get("/health/ready"), client.get("/health/live")
    finally:
        made.set()
        finder.join()
    assert (waits.status_code, waits.json(), lives.status_code) == (503, {"status": "waiting for the finder"}, 200)
    assert caplog.records == []
    assert client.get("/health/ready").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "localhost:80@evil.example"]
)
def test_a_forged_host_gets_nothing(client: Client, host):
    client.raise_request_exception = False
    assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.django_db
def test_every_answer_tells_the_browser_to_be_careful(client: Client):
    answer = client.get("/there-is-no-such-page/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert {"Cookie", "HX-Request"} <= {part.strip() for part in answer["Vary"].split(",")}


@pytest.mark.django_db
def test_what_a_session_sees_is_kept_by_no_cache(client: Client):
    assert client.get("/there-is-no-such-page/")["Cache-Control"] == "no-cache"
    client.cookies[settings.SESSION_COOKIE_NAME] = "anything"
    assert client.get("/there-is-no-such-page/")["Cache-Control"] == "no-store"


@pytest.mark.parametrize("written", [BSN, "999.99.0019", "9999 90 019", f"bsn%3D{BSN}", f'{{"bsn": "{BSN}"}}'])
def test_a_citizen_service_number_never_reaches_a_log(written):
    record = logging.LogRecord("naast", logging.INFO, "", 0, "asked for %s", (written,), None)
    HideCitizenNumbers().filter(record)
    assert "[number hidden]" in record.getMessage()
    assert "019" not in record.getMessage()


def test_other_numbers_stay_readable_in_a_log():
    record = logging.LogRecord("naast", logging.INFO, "", 0, "batch %s of 1234567890", ("123456780",), None)
    HideCitizenNumbers().filter(record)
    assert record.getMessage() == "batch 123456780 of 1234567890"
