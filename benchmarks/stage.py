"""Sets the stage: the demo town, people who are signed in, a draft half-way, and long lists beside short ones.

Runs in a process of its own beside the server and writes the pages to measure as JSON, with the number of queries that each takes
when it is asked for the second time.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from http import HTTPStatus
from itertools import islice
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, connections
from django.middleware.csrf import CSRF_SECRET_LENGTH
from django.test import Client
from django.urls import reverse
from django.utils.crypto import get_random_string

from naast.cases import api as cases
from naast.demo.people import residents, staff
from naast.identity import api as identity
from naast.identity.tests.doors import enter_as_resident, enter_as_staff
from naast.journeys import api as journeys
from naast.kernel.actor import SYSTEM, Actor, ActorKind, Assurance, Role
from naast.organisations import api as organisations
from naast.organisations.types import Phone
from naast.parties import api as parties
from naast.work import api as work

FEW, MANY = 10, 100_000


@dataclass(frozen=True, slots=True)
class Page:
    """What to ask, or to post, as whom; how many queries that takes, and how many blocks of 8 kB those that read look at.

    Of blocks a quiet machine and a busy one tell the same: a number that grows with the town is a list that is read whole.
    """

    name: str
    path: str
    cookie: str
    queries: int
    blocks: int
    body: str = ""


def main() -> None:
    json.dump([asdict(page) for page in pages()], sys.stdout)


def pages() -> Iterator[Page]:
    """Every page of the table."""
    town = organisations.by_slug("lommerwaard")
    worker = identity.staff_by_email(staff()["karim"].email)
    if worker is None:
        raise LookupError("Karim does not work here")
    mirthe, tomasz, lotte = _people("mirthe", "tomasz", "lotte")
    visitor, resident = Client(), _signed_in(mirthe, town.id)
    short, long = _signed_in(tomasz, town.id), _signed_in(lotte, town.id)
    yield _page("bare: no middleware", "/health/live", visitor)
    yield _page("empty view", "/leeg/", visitor)
    yield _page("empty view, signed in", "/leeg/", resident)
    yield _posted("empty view, posted to", "/leeg/", resident)
    yield _page("home", reverse("portal:home"), visitor)
    yield _page("question box", f"{reverse('finding:answer')}?vraag=ik+ben+mijn+rijbewijs+kwijt", visitor)
    yield _page("resident question", reverse("catalogue:question", args=[3]), visitor)
    yield _page("service page", reverse("catalogue:service", args=["verhuismelding"]), visitor)
    yield _page("journey step", _step(mirthe, town.id), resident)
    yield _page("own page", reverse("portal:mine"), resident)
    case = _case(mirthe)
    yield _page("own request", reverse("cases:mine", args=[case]), resident)
    agent = _agent(worker.id)
    yield _page("work queue of the town", reverse("workbench:queue"), agent)
    waiting = [
        one
        for one in work.queue(identity.staff_actor(worker.id), organisation=town.id).items
        if one.about.kind == "case"
    ]
    yield _page("request, for a worker", _each("cases:work", (one.about.id for one in waiting)), agent)
    yield _page("person, for a worker", _each("dossier:open", (one.party for one in waiting if one.party)), agent)
    few, many = _queues(worker.id, town.id)
    agent = _agent(worker.id)
    yield _page(f"work queue, {FEW} rows", f"{reverse('workbench:queue')}?bij={few}", agent)
    yield _page(f"work queue, {MANY:,} rows", f"{reverse('workbench:queue')}?bij={many}", agent)
    _timeline(tomasz, town.id, FEW)
    _timeline(lotte, town.id, MANY)
    _analyse()
    yield _page(f"dossier, {FEW} rows", reverse("dossier:mine"), short)
    yield _page(f"dossier, {MANY:,} rows", reverse("dossier:mine"), long)


def _each(name: str, keys: Iterable[UUID]) -> str:
    """The same page of several things: workers seldom open the same one at once, and then wait for each other's look."""
    return " ".join(reverse(name, args=[key]) for key in islice(keys, 8))


def _page(name: str, paths: str, client: Client) -> Page:
    for path in (paths.split(maxsplit=1)[0], *paths.split()):
        with Counted() as counted:
            answer = client.get(path, headers={"host": settings.NAAST.host})
        if answer.status_code != HTTPStatus.OK:
            raise RuntimeError(f"{path} was answered with {answer.status_code}")
    return Page(name, paths, _cookies(client), len(counted.queries), sum(blocks_of(*one) for one in counted.queries))


def _posted(name: str, path: str, client: Client) -> Page:
    token = get_random_string(CSRF_SECRET_LENGTH)
    cookies = f"{_cookies(client)}; {settings.CSRF_COOKIE_NAME}={token}"
    return Page(name, path, cookies, 0, 0, body=f"csrfmiddlewaretoken={token}")


def _cookies(client: Client) -> str:
    return "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())


def blocks_of(sql: str, params: Any) -> int:
    """What reading this once more looks at."""
    if not sql.startswith(("SELECT", "(SELECT")):
        return 0
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)  # what a page just asked
        ((plan,),) = cursor.fetchall()
    found = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
    return int(found["Shared Hit Blocks"] + found["Shared Read Blocks"])


class Counted:
    """Keeps the queries of the thread, with their values."""

    def __enter__(self) -> Counted:
        self.queries: list[tuple[str, Any]] = []
        self._hook = connection.execute_wrapper(self._count)
        self._hook.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._hook.__exit__(*error)  # type: ignore[arg-type]

    def _count(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.queries.append((sql, params))
        return execute(sql, params, many, context)


def _people(*names: str) -> list[UUID]:
    """The parties of these invented residents, found as the sign-in finds them."""
    return [parties.person_for(bsn=residents()[name].bsn, claims={}) for name in names]


def _case(party: UUID) -> UUID:
    """The newest request of this person."""
    return cases.cases_of(Actor(kind=ActorKind.RESIDENT, party=party), party)[0].id


def _signed_in(party: UUID, organisation: UUID) -> Client:
    client = Client()
    enter_as_resident(client, party=party, organisation=organisation)
    return client


def _agent(user: UUID) -> Client:
    client = Client()
    enter_as_staff(client, user=user)
    return client


def _step(party: UUID, organisation: UUID) -> str:
    """The address of the second page of a move, with the address that the register gave."""
    actor = Actor(kind=ActorKind.RESIDENT, party=party, organisation=organisation, assurance=Assurance.SUBSTANTIAL)
    draft, revision = journeys.start(actor, organisation=organisation, slug="verhuismelding"), 0
    for question, given in (("situation", {"value": ["within"]}), ("current_address", {})):
        came = journeys.answer(actor, draft.id, question, given, seen=revision)
        if not came.saved:
            raise ValueError(f"{question}: {came.form.errors.as_text()}")
        revision = came.revision
    return reverse("journeys:step", args=["verhuismelding", draft.id, "move_date"])


def _queues(worker: UUID, town: UUID) -> tuple[UUID, UUID]:
    """Two organisations where this worker works: one with few items that wait, one with many."""
    made = []
    for slug, rows in (("klein", FEW), ("groot", MANY)):
        here = organisations.create_organisation(
            SYSTEM,
            slug=slug,
            name=slug,
            kind="municipality",
            theme="lommerwaard",
            tone="u",
            phone=Phone("140399", "14 0399"),
            host=f"{slug}.example",
        )
        identity.assign(SYSTEM, user=worker, organisation=here, role=Role.AGENT, team=None)
        _copy("work_workitem", f"organisation = '{town}' AND status = 'open'", rows, organisation=f"'{here}'")
        made.append(here)
    return made[0], made[1]


def _copy(table: str, source: str, rows: int, **changed: str) -> None:
    """So many copies of one row, each with a key of its own and a minute later."""
    changed = {"id": "gen_random_uuid()", "due_at": "due_at + n * interval '1 minute'", **changed}
    values = ", ".join(f"'{column}', {value}" for column, value in changed.items())
    with connections["owner"].cursor() as cursor:
        cursor.execute(  # our own constants
            f"INSERT INTO {table} SELECT (jsonb_populate_record(one, jsonb_build_object({values}))).*"  # noqa: S608
            f" FROM {table} one, generate_series(1, %s) n WHERE one.id = (SELECT id FROM {table} WHERE {source} LIMIT 1)",
            [rows],
        )


def _timeline(party: UUID, organisation: UUID, rows: int) -> None:
    """So many lines in the dossier of this person: copies, whose seals are not right. Nobody verifies here."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(SIGNED_IN, [party, organisation])
        entry, longest, lines = cursor.fetchone()
        values = {"entry": entry, "longest": longest, "more": max(rows - lines, 0)}
        cursor.execute(MORE_ENTRIES, values)
        cursor.execute(MORE_CONTENT, values)
        cursor.execute(HEAD_FOLLOWS, values)


SIGNED_IN = """
    SELECT entry.id, longest.seq, longest.lines
    FROM dossier_entry entry JOIN dossier_chain chain ON chain.id = entry.chain_id,
      LATERAL (SELECT max(seq) AS seq, count(*) AS lines FROM dossier_entry WHERE chain_id = chain.id) longest
    WHERE chain.subject = %s AND chain.organisation = %s AND entry.kind = 'identity.signed_in' LIMIT 1
"""
MORE_ENTRIES = """
    INSERT INTO dossier_entry SELECT (jsonb_populate_record(one, jsonb_build_object(
      'id', md5(one.id::text || n)::uuid, 'seq', %(longest)s + n, 'at', one.at + n * interval '1 millisecond'))).*
    FROM dossier_entry one, generate_series(1, %(more)s) n WHERE one.id = %(entry)s
"""
MORE_CONTENT = """
    INSERT INTO dossier_entrycontent SELECT (jsonb_populate_record(one, jsonb_build_object(
      'entry_id', md5(one.entry_id::text || n)::uuid))).*
    FROM dossier_entrycontent one, generate_series(1, %(more)s) n WHERE one.entry_id = %(entry)s
"""
HEAD_FOLLOWS = """
    UPDATE dossier_chainhead SET seq = %(longest)s + %(more)s
    WHERE chain_id = (SELECT chain_id FROM dossier_entry WHERE id = %(entry)s)
"""


def _analyse() -> None:
    """What autovacuum would do within a minute."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
