"""An operator reads in the log what happened, and nothing of a person: not what was typed, and not where it was typed."""

import ast
import io
import json
import logging
import logging.config
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.db import DataError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path
from procrastinate.jobs import Job

from naast.dossier.tests.conftest import Town, make_town
from naast.identity import api as identity
from naast.identity.tests.doors import enter_as_resident, enter_as_staff
from naast.kernel.actor import SYSTEM, Role
from naast.kernel.jobs import retry_dead
from naast.parties.api import register_person
from naast.site import logs
from naast.site.serving import serving

pytestmark = pytest.mark.writes_numbers
SOURCE = Path(__file__).parents[2] / "src/naast"
LEVELS = ("debug", "info", "warning", "error", "exception", "critical")
BSN = "999990007"  # of the test range
# Each is of a person, or of what they typed. None may stand in a line, nor a part of an address that somebody typed.
SECRETS = (
    BSN,
    "Mirthe",
    "Zandvliet",
    "mirthe@example.nl",
    "mijn man is weg",
    "mijn%20man",
    "?vraag",
    "/zoek/",
    "0612345678",
)
TYPED = "Mirthe Zandvliet 999990007 mirthe@example.nl mijn man is weg 0612345678"
Lines = Callable[[], list[dict[str, object]]]


def breaks(request: HttpRequest) -> HttpResponse:
    raise ValueError(f"could not read {request.POST['text']}") from KeyError(TYPED)


def breaks_in_the_database(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::uuid", [TYPED])
    return HttpResponse()


urlpatterns = [
    path("kapot/", breaks, name="breaks"),
    path("kapot/gegevens/", breaks_in_the_database, name="breaks-in-the-database"),
    path("", include("naast.site.urls")),
]
handler404 = "naast.kernel.answers.not_found"
handler500 = "naast.kernel.outage.failed"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Whatever is logged meanwhile, as production would write it when asked for everything."""
    stream, config = io.StringIO(), logs.settings(level="DEBUG", production=True)
    config["handlers"]["console"]["stream"] = stream
    logging.config.dictConfig(config)
    yield stream
    logging.config.dictConfig(settings.LOGGING)


@pytest.fixture
def lines(written: io.StringIO) -> Lines:
    return lambda: [json.loads(line) for line in written.getvalue().splitlines()]


@pytest.fixture
def town(db: None) -> Town:
    return make_town("lommerwaard", "Gemeente Lommerwaard")


@pytest.fixture
def worker(town: Town) -> UUID:
    user = identity.create_staff(SYSTEM, full_name="Karim Proef", email="karim@example.nl")
    identity.assign(SYSTEM, user=user, organisation=town.id, role=Role.AGENT, team=town.contact)
    return user


@pytest.fixture
def visitor() -> Client:
    client = Client(headers={"user-agent": TYPED, "referer": f"https://localhost/?{TYPED}", "x-request-id": TYPED})
    client.raise_request_exception = False
    return client


def requests_of(lines: list[dict[str, object]]) -> list[tuple[object, ...]]:
    return [(one["route"], one["status"], one.get("actor")) for one in lines if one["logger"] == "naast.site.requests"]


@override_settings(ROOT_URLCONF=__name__)
def test_nothing_of_a_person_reaches_a_line_whatever_they_ask(
    written: io.StringIO, lines: Lines, visitor: Client, town: Town
):
    party = register_person(SYSTEM, given_names="Mirthe", family_name="Zandvliet", bsn=BSN)
    visitor.get("/zoek/", {"vraag": TYPED})
    visitor.get(f"/bestaat-niet/{BSN}/Mirthe/", {"mail": "mirthe@example.nl"})
    visitor.get("/", headers={"host": "mirthe.example"})
    visitor.get("/mijn/gegevens/", {"wie": "Mirthe"})
    Client(enforce_csrf_checks=True).post("/zoek/", {"vraag": TYPED})
    enter_as_resident(visitor, party=party, organisation=town.id)
    visitor.get("/mijn/gegevens/")
    visitor.post("/mijn/gegevens/nieuw/email/", {"value": "mirthe@example.nl", "text": TYPED})
    visitor.post("/kapot/", {"text": TYPED})
    visitor.get("/kapot/gegevens/")
    assert {secret for secret in SECRETS if secret in written.getvalue()} == set()
    told = requests_of(lines())
    assert ("none", 404, "anonymous") in told
    assert ("none", 400, None) in told
    assert ("parties:mine", 200, "resident") in told
    assert ("breaks", 500, "resident") in told
    assert len(told) == 9


def test_a_worker_looks_somebody_up_and_the_line_tells_only_that(
    written: io.StringIO, lines: Lines, visitor: Client, worker: UUID
):
    enter_as_staff(visitor, user=worker)
    assert (
        visitor.post("/werk/personen/", {"purpose": "parties.caller", "bsn": BSN, "name": "Zandvliet"}).status_code
        == 200
    )
    assert {secret for secret in SECRETS if secret in written.getvalue()} == set()
    (line,) = [one for one in lines() if one["logger"] == "naast.site.requests"]
    assert set(line) == {
        "time",
        "level",
        "logger",
        "message",
        "request",
        "route",
        "status",
        "ms",
        "actor",
        "organisation",
    }
    assert (line["route"], line["status"], line["actor"], line["organisation"]) == (
        "parties:search", 200, "agent", "lommerwaard",
    )  # fmt: skip


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_what_broke_is_told_by_class_code_and_place(lines: Lines, visitor: Client):
    answer = visitor.get("/kapot/gegevens/")
    (failure,) = [one for one in lines() if one["logger"] == "django.request"]
    assert failure["level"] == "ERROR"
    assert failure["error"] == ["django.db.utils.DataError", "psycopg.errors.InvalidTextRepresentation"]
    assert failure["code"] == "22P02"  # invalid_text_representation, PostgreSQL's Appendix A
    assert failure["where"][-1].endswith("Cursor.execute")
    assert failure["request"] == answer["X-Request-ID"] != TYPED
    assert "message" not in failure


def test_what_led_to_a_failure_is_told_too(lines: Lines):
    try:
        try:
            raise OSError(28, TYPED)
        except OSError as full:
            raise DataError(TYPED) from full
    except DataError:
        logging.getLogger("naast.files").exception("A file could not be kept.")
    (line,) = lines()
    assert (line["message"], line["error"], line["code"]) == (
        "A file could not be kept.", ["django.db.utils.DataError", "OSError"], 28,
    )  # fmt: skip


def test_our_own_part_of_the_way_there_is_told(written: io.StringIO, lines: Lines):
    try:
        retry_dead(TYPED)  # type: ignore[arg-type]
    except ValueError:
        logging.getLogger("naast.site").exception("It could not be tried again.")
    (line,) = lines()
    assert any(re.fullmatch(r"naast/kernel/jobs\.py:\d+ retry_dead", place) for place in line["where"])
    assert {secret for secret in SECRETS if secret in written.getvalue()} == set()


def test_the_words_of_another_library_are_left_out(written: io.StringIO, lines: Lines):
    logging.getLogger("httpx").warning("GET https://brp.example/?bsn=%s", TYPED)
    logging.getLogger("naastgelegen").warning(TYPED)
    assert [(one["logger"], one["level"]) for one in lines()] == [("httpx", "WARNING"), ("naastgelegen", "WARNING")]
    assert {secret for secret in SECRETS if secret in written.getvalue()} == set()


def test_a_job_that_failed_is_told_with_its_number_and_handler(lines: Lines):
    arguments = {"event_id": "019ab", "handler": "messages.tell_by_mail"}
    job = Job(id=7, queue="events", lock=None, queueing_lock=None, task_name="naast.deliver", task_kwargs=arguments)
    logging.getLogger("procrastinate.worker").error(TYPED, extra={"action": "job_error", "job": job.log_context()})
    (line,) = lines()
    assert (line["action"], line["job"], line["handler"]) == ("job_error", 7, "messages.tell_by_mail")
    assert "message" not in line


def test_nobody_can_forge_a_line(lines: Lines):
    logging.getLogger("naast.work").warning("Item %s was late.", 'x\n{"level": "INFO"}')
    assert len(lines()) == 1


def test_on_a_programmers_terminal_lines_are_plain_and_pages_have_none():
    config = logs.settings(level="INFO", production=False)
    assert config["handlers"]["console"]["formatter"] == "line"
    assert config["loggers"]["naast.site.requests"]["level"] == "WARNING"


def sentences() -> Iterator[tuple[str, ast.expr]]:
    """What our own code says in the log: (where, the sentence)."""
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="log" | "logger"), attr=level)) if level in LEVELS:
                    yield f"{file.relative_to(SOURCE)}:{node.lineno}", node.args[0]


def test_our_own_sentences_are_fixed_so_that_only_keys_and_counts_vary():
    """A person's words would come in through a sentence that is put together."""
    said = list(sentences())
    assert len(said) >= 10
    assert [where for where, sentence in said if not isinstance(sentence, ast.Constant)] == []


def test_nginx_writes_down_neither_who_came_nor_what_was_asked() -> None:
    """Below `crit` its error log holds address and question of whoever came while Naast was away; "combined" always does."""
    servers = (SOURCE.parents[1] / "deploy" / "nginx.conf").read_text().split("\nserver {")[1:]
    assert len(servers) == 2
    for server in servers:
        assert re.findall(r"^ +error_log \S+ (\w+);", server, re.MULTILINE) == ["crit"]
        assert re.findall(r"^ +access_log (?:\S+ )?(\w+);", server, re.MULTILINE) in (["off"], ["naast"])


def test_each_program_says_that_it_serves_and_that_it_stopped(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "naast.site.serving"), serving("worker"):
        pass
    lines = [json.loads(logs.JsonLines().format(record)) for record in caplog.records]
    assert [line["message"] for line in lines] == ["worker serves", "worker stopped"]
    assert all(line["program"] == "worker" and line["version"] for line in lines)
