"""Lommerwaard with one of everything that can be somebody's, and a browser for each actor of the table."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.cookies import SimpleCookie
from typing import Any
from uuid import UUID, uuid4

import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseBase
from django.test import Client, TransactionTestCase, override_settings
from django.test.client import ClientHandler
from django.urls import reverse
from fido2 import cbor

from matrix.rules import ACTORS, Route
from naast.cases import api as cases
from naast.cases.actions import make_case
from naast.cases.tests.conftest import sending_of
from naast.cases.types import Outcome, QuestionKind
from naast.catalogue import api as catalogue
from naast.demo.town.place import found
from naast.demo.town.stories import MOVING, REMISSION, moving
from naast.dossier.api import timeline
from naast.dossier.models import Entry, LookWeek, UnusualLooks
from naast.files import api as files
from naast.files.models import File
from naast.files.tests.conftest import picture
from naast.files.types import FileStatus
from naast.finding.actions import propose, take_away
from naast.identity import api as identity
from naast.identity.models import Passkey
from naast.identity.tests.doors import enter_as_resident, enter_as_staff
from naast.journeys import api as journeys
from naast.journeys.actions import ask_help, keep_typed
from naast.journeys.actions.resuming import token_for
from naast.journeys.models import HelpRequest
from naast.kernel.actor import ANONYMOUS, SYSTEM, Actor, ActorKind, Assurance, Role, at
from naast.kernel.clock import now
from naast.kernel.types import Ref
from naast.messages.api import messages_for, send
from naast.organisations import api as organisations
from naast.organisations.queries import last_changes
from naast.organisations.types import Phone
from naast.parties import api as parties
from naast.parties.models import Consent
from naast.work.api import items_about
from naast.workbench.actions import keep_view

CANARY = "kanarie-q7x2m9v4t8w3z6k1"  # stands in everything that is the owner's
# What breaks out of wherever it is put: an element, an attribute, a statement, a pattern.
BREAKING = """<kwaad>"kwaad' kwaad=%s;--{{7*7}}"""
TYPED = f"{CANARY} {BREAKING}"
# In JSON a quote has its stroke; an address does harm where it is followed.
BROKEN_OUT = re.compile(rb"""<kwaad|(?<!\\)["']kwaad|(?:href|src|action)=["']?javascript:kwaad""")
WRITTEN = re.compile(r'\b(?:INSERT INTO|DELETE FROM|(?<!FOR )(?<!DO )UPDATE) "?(\w+)"?', re.IGNORECASE)
THURSDAY = "2026-11-26T09:04:00+01:00"
DAY = timedelta(days=1)
PUBLIC_KEY = {1: 2, 3: -7, -1: 1, -2: bytes(32), -3: bytes(32)}  # ES256, as COSE writes it (RFC 9053)
CREDENTIAL = bytes(16) + b"\0\x011" + cbor.encode(PUBLIC_KEY)
MANDATES: dict[str, dict[str, Any]] = {
    "helper": {},
    "here": {},  # at this municipality only
    "expired": {"starts": -2 * DAY, "until": -timedelta(seconds=1)},
    "withdrawn": {},
    "narrow": {"services": ["paspoort"]},
    "elsewhere": {},  # for another organisation
}
CHANGING = re.compile(rb'(name="csrfmiddlewaretoken" value|nonce|"X-CSRFToken"|X-CSRFToken&quot;)[=:]? ?"?[^">]*"?')


@dataclass(frozen=True)
class Answer:
    """What is kept of an answer: without the values that it was drawn with, of which thousands fill the memory."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes
    cookies: SimpleCookie
    written: frozenset[str]  # names of tables

    @classmethod
    def of(cls, response: HttpResponseBase, written: set[str]) -> Answer:
        return cls(response.status_code, response.headers, response.getvalue(), response.cookies, frozenset(written))


def _handlers() -> Mapping[bool, ClientHandler]:
    """Of browsers that need no token and of those that do; a handler makes its middleware once."""
    return {strict: ClientHandler(enforce_csrf_checks=strict) for strict in (False, True)}


@dataclass
class World:
    town: UUID
    objects: dict[str, Any] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    seen: dict[tuple[str, str, str], Answer] = field(default_factory=dict)
    handlers: Mapping[bool, ClientHandler] = field(default_factory=_handlers)

    def __getitem__(self, name: str) -> Any:
        return self.objects[name]

    def address(self, name: str, route: Route) -> str:
        return reverse(name.split(" ", maxsplit=1)[0], args=[self.objects.get(one, one) for one in route.at])

    def address_of_nothing(self, name: str, route: Route) -> str:
        """The same page of things that do not exist."""
        made = [uuid4() if isinstance(self.objects[one], UUID) else self.objects[one] for one in route.at]
        return reverse(name.split(" ", maxsplit=1)[0], args=made)

    def see(self, actor: str, method: str, name: str, route: Route) -> Answer:
        """What this actor gets of a page of the table; asked once."""
        cell = (actor, method, name)
        if cell not in self.seen:
            sent = {"content_type": "application/json"} if route.kind == "rest" and method == "POST" else {}
            written: set[str] = set()
            with connection.execute_wrapper(_noting_in(written)):
                response = self.ask(actor, method, self.address(name, route), route.form, **sent)
            self.seen[cell] = Answer.of(response, written)
        return self.seen[cell]

    def ask(self, actor: str, method: str, address: str, form: Any = None, **more: Any) -> HttpResponseBase:
        """What this actor gets. Nothing of it stays, in the database or in the browser."""
        client = self.browser(actor)
        with undone():
            return client.get(address, **more) if method == "GET" else client.post(address, form or {}, **more)

    def browser(self, actor: str, *, strict: bool = False) -> Client:
        """A new one with the session of this actor. `strict`: it has to send the token of a form."""
        client = Client()
        client.handler = self.handlers[strict]
        if key := self.sessions.get(actor):
            client.cookies[settings.SESSION_COOKIE_NAME] = key
        return client

    def actor(self, name: str) -> Actor:
        key = self.sessions.get(name)
        return at(identity.presence(key).actor if key else ANONYMOUS, self.town)


def _noting_in(tables: set[str]) -> Callable[..., Any]:
    """Puts the names of the tables there that a statement writes to."""

    def watch(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        tables.update(WRITTEN.findall(str(sql)))
        return execute(sql, params, many, context)

    return watch


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:  # a page that thinks long, such as words that are tried, is idle here
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        yield
        transaction.set_rollback(True)


@contextmanager
def stand() -> Iterator[World]:
    """The world, committed, so that live pages in their own threads see it; emptied afterwards."""
    with tempfile.TemporaryDirectory() as folder, time_machine.travel(THURSDAY, tick=False):
        storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
        with override_settings(NAAST_CLAMD_ADDRESS="", STORAGES=_storages(storage), PASSWORD_HASHERS=[]):
            try:
                yield _build()
            finally:
                TransactionTestCase._fixture_teardown(None)  # type: ignore[arg-type]  # ours, see conftest.py


def _storages(default: dict[str, Any]) -> dict[str, Any]:
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    return {"default": default, "staticfiles": static}


@transaction.atomic
def _build() -> World:
    town = found("lommerwaard")
    world = World(
        town.id,
        {
            "moving": MOVING,
            "place": "texts/about",
            "question": "new_address",
            "answer": "savings",
            "kind": "telefoon",
            "number": 1,
            "event": "verhuizen",
            "algorithm": "finding.answer",
            "face": "own-0b4f8a",
        },
    )
    world.objects["abroad"] = _abroad()
    people = {name: _resident(world.town, name) for name in ("owner", "neighbour", *MANDATES)}
    staff = _staff(world)
    _cases(world, people["owner"], staff["team-1"])
    _drafts(world, people["owner"])
    _files(world, people["owner"])
    _mandates(world, people)
    _details(world, people["owner"], staff["team-1"])
    _words(world, staff["editor"])
    _unusual(world)
    _enter(world, people, staff)
    return world


def _abroad() -> UUID:
    return organisations.create_organisation(
        SYSTEM,
        slug="polderdam",
        name="Gemeente Polderdam",
        kind="municipality",
        theme="lommerwaard",
        tone="u",
        phone=Phone(number="140299", display="14 0299"),
        host="polderdam.example",
        invented=True,
    )


def _resident(town: UUID, name: str) -> Actor:
    party = parties.register_person(SYSTEM, given_names=name.title(), family_name=f"Zandstra {BREAKING}")
    return Actor(kind=ActorKind.RESIDENT, party=party, organisation=town, assurance=Assurance.SUBSTANTIAL)


def _staff(world: World) -> dict[str, UUID]:
    teams = {
        name: organisations.create_team(SYSTEM, organisation=world.town, name=name)
        for name in ("Belastingen", "Burgerzaken")
    }
    posts = {
        "team-1": (Role.SPECIALIST, world.town, teams["Belastingen"]),
        "team-2": (Role.SPECIALIST, world.town, teams["Burgerzaken"]),
        "abroad": (Role.SPECIALIST, world["abroad"], None),
        "manager": (Role.MANAGER, world.town, teams["Belastingen"]),
        "editor": (Role.EDITOR, world.town, None),
        "admin": (Role.FUNCTIONAL_ADMINISTRATOR, world.town, None),
        "admin-abroad": (Role.FUNCTIONAL_ADMINISTRATOR, world["abroad"], None),
    }
    users = {
        name: identity.create_staff(SYSTEM, email=f"{name}@lommerwaard.example", full_name=f"{name} {BREAKING}")
        for name in (*posts, "no-role")
    }
    roles = {
        name: identity.assign(SYSTEM, user=users[name], organisation=organisation, role=role, team=team)
        for name, (role, organisation, team) in posts.items()
    }
    ended = identity.assign(SYSTEM, user=users["no-role"], organisation=world.town, role=Role.AGENT)
    identity.end_assignment(SYSTEM, assignment=ended)
    organisations.change_organisation(SYSTEM, organisation=world.town, phone=Phone(number="140398", display="14 0398"))
    world.objects["ended_role"] = ended
    world.objects |= {"colleague": users["team-2"], "role": roles["team-2"], "change": last_changes(world.town)[0][0]}
    return users


def _unusual(world: World) -> None:
    """Something about A's dossier that a privacy officer should read again."""
    week = LookWeek.objects.create(organisation=world.town, monday=date(2026, 11, 16), looks=3, judged_at=now())
    looks = list(Entry.objects.filter(chain__subject=world["party"]).values_list("id", flat=True)[:3])
    found = UnusualLooks.objects.create(
        week=week, rule="again", subject=world["party"], count=3, usual=0, entries=looks
    )
    world.objects["unusual"] = found.id


def _words(world: World, editor: UUID) -> None:
    """Words that are over, so that nothing has to be tried on all services; a text that is being written."""
    actor = identity.staff_actor(editor)
    world.objects["added"] = propose(actor, organisation=world.town, slug=MOVING, words=["naar elders"])
    take_away(actor, world["added"])
    at = {"organisation": world.town, "slug": MOVING, "place": "service/start"}
    live, _draft, seen = catalogue.draft_at(actor, *at.values())
    words = {**live, "nl": "Begin hier"}
    world.objects["own_text"] = catalogue.write_text(actor, **at, words=words, seen=seen)


def _cases(world: World, owner: Actor, worker: UUID) -> None:
    version = catalogue.publish(SYSTEM, organisation=world.town, package=catalogue.package(REMISSION))
    handler = identity.staff_actor(worker)
    for name in ("sent", "taken", "waiting", "decided"):
        made = make_case(owner, sending_of(owner, world.town, version))
        assert made is not None
        world.objects[name] = made.id
        if name != "sent":
            cases.take_case(handler, made.id, version=1)
    world.objects["asked"] = cases.ask_resident(
        handler, world["waiting"], kind=QuestionKind.INCOMPLETE, text=f"Wat is uw huur? {TYPED}",
        answer_by=date(2026, 12, 10), version=2,
    )  # fmt: skip
    world.objects["link"] = cases.link_cases(
        handler, world["taken"], reference=cases.case_view(owner, world["waiting"]).summary.reference, because=TYPED
    )
    somebody = Actor(kind=ActorKind.RESIDENT, organisation=world.town)
    world.objects["nameless"] = make_case(somebody, sending_of(somebody, world.town, version)).id
    cases.decide(handler, world["decided"], outcome=Outcome.GRANTED, reasons=f"Ja. {TYPED}", version=2)
    (item,) = items_about(Ref("case", world["sent"]))
    world.objects["work"], world.objects["work_version"] = item.id, item.version


def _drafts(world: World, owner: Actor) -> None:
    draft, revision = journeys.start(owner, organisation=world.town, slug=MOVING).id, 0
    for question, given in moving(TYPED, date(2026, 12, 5)):
        came = journeys.answer(owner, draft, question, given, seen=revision)
        assert came.saved, came.form.errors
        revision = came.revision
    keep_typed(owner, draft, "who_moves", {"others": [TYPED]}, seen=revision)
    ask_help(owner, draft, "who_moves")
    (item,) = items_about(HelpRequest.objects.get(draft=draft).ref)
    world.objects |= {"draft": draft, "token": token_for(draft), "help": item.id}


def _files(world: World, owner: Actor) -> None:
    abouts = {"case_file": Ref("case", world["waiting"]), "draft_file": Ref("draft", world["draft"])}
    for name, about in (*abouts.items(), ("waiting_file", abouts["case_file"])):
        upload = SimpleUploadedFile(f"{CANARY} {BREAKING}.jpg", picture())
        kept = files.store(owner, upload=upload, about=about, organisation=world.town, subject=owner.party)
        world.objects[name] = kept.id
    File.objects.exclude(pk=world["waiting_file"]).update(status=FileStatus.CLEAN)  # as the scanner would
    world.objects["nothing"] = uuid4()


def _mandates(world: World, people: dict[str, Actor]) -> None:
    owner = people["owner"]
    for name, given in MANDATES.items():
        key = parties.give_mandate(
            owner,
            to=people[name].party,
            ground=f"Hij helpt mij {BREAKING}",
            starts=now() + given.get("starts", timedelta()),
            until=now() + given.get("until", 30 * DAY),
            services=given.get("services", ()),
            organisation={"here": world.town, "elsewhere": world["abroad"]}.get(name),
        )
        if name == "withdrawn":
            parties.withdraw_mandate(owner, key)
        world.objects["mandate"] = key


def _details(world: World, owner: Actor, worker: UUID) -> None:
    consent = Consent.objects.create(
        party_id=owner.party, organisation=world.town, purpose="parties.own_details", source="test", given_at=now()
    )
    passkey = Passkey.objects.create(
        user_id=worker, credential_id=b"1", credential=CREDENTIAL, name=f"Sleutel {BREAKING}"
    )
    world.objects |= {
        "party": owner.party,
        "address": parties.add_mail(owner, f"{CANARY}@lommerwaard.example"),
        "message": next(one.id for one in messages_for(owner, party=owner.party) if CANARY in one.body),
        "message_abroad": send(
            SYSTEM,
            template="cases.message",
            party=owner.party,
            organisation=world["abroad"],
            about=Ref("case", world["sent"]),
            values={"title": "Zaak", "text": TYPED, "handler": f"Karim {BREAKING}"},
        ),
        "entry": timeline(owner, subject=owner.party)[0].id,
        "consent": consent.pk,
        "passkey": passkey.pk,
        "view": keep_view(identity.staff_actor(worker), name=f"Mijn week {BREAKING}", asked={}),
    }


def _enter(world: World, people: dict[str, Actor], staff: dict[str, UUID]) -> None:
    for name in ACTORS[1:]:
        client = Client()
        if name in people:
            enter_as_resident(client, party=people[name].party, organisation=world.town)
        else:
            enter_as_staff(client, user=staff[name])
        world.sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value


def broken_out(response: HttpResponse | Answer) -> list[bytes]:
    """Where in a page something that was typed is more than text, with what stands around it."""
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return []
    page = response.content
    return [page[max(0, one.start() - 60) : one.end() + 20] for one in BROKEN_OUT.finditer(page)]


def without_what_differs(body: bytes, *addresses: str) -> bytes:
    """A page without form tokens and without its own address, to compare it with another."""
    for address in addresses:
        body = body.replace(address.encode(), b"")
    return CHANGING.sub(b"", body)
