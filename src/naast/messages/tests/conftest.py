"""A resident with a verified mail address, a message to send, and a real mail server with moods."""

import email
import socket
import threading
from email.message import EmailMessage
from email.policy import default as modern
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from django.utils.translation import gettext_lazy as _

from naast.kernel.actor import SYSTEM, Actor, ActorKind, Assurance
from naast.kernel.models import StoredEvent
from naast.kernel.tests.conftest import declare  # noqa: F401  a fixture
from naast.kernel.types import Ref
from naast.messages import api
from naast.messages.types import MessageTemplate
from naast.organisations import api as organisations
from naast.organisations.types import Phone
from naast.parties import api as parties
from naast.parties.models import DigitalAddress

QUESTION = MessageTemplate(
    key="probe.question",
    subject=_("Een vraag over {what}"),
    body=_("We missen nog iets.\n\n{question}\n\nU kunt hier antwoorden."),
    fields=frozenset({"what", "question"}),
    purpose="dossier.own_words",
)
OPENING_HOURS = MessageTemplate(
    key="probe.hours",
    subject=_("Het gemeentehuis is dicht"),
    body=_("Op vrijdag 25 december 2026 zijn we dicht."),
    fields=frozenset(),
    purpose="dossier.own_words",
    in_mail=True,
)


ANSWERS = {
    "no for good": "550 no such mailbox",
    "no such address": "550 5.1.1 no such user",
    "no for now": "451 come back later",
    "box is full": "552 5.2.2 mailbox full",
    "we are blocked": "550 5.7.1 your address is on a list",
    "no sign-in": "530 5.7.0 authentication required",
}


class MailServer:
    """Takes mail over SMTP. `mood` decides what it answers to the next mails."""

    def __init__(self) -> None:
        self.mood = "friendly"
        self.taken: list[EmailMessage] = []
        self.waiting, self.go_on = threading.Event(), threading.Event()

    async def handle_RCPT(self, server, _session, envelope, address, _options):  # noqa: N802
        if self.mood in ANSWERS:
            return ANSWERS[self.mood]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        if self.mood != "drops before taking":
            self.taken.append(email.message_from_bytes(envelope.content, _class=EmailMessage, policy=modern))
        if self.mood.startswith("drops"):
            server.transport.abort()
        if self.mood == "slow":
            self.waiting.set()
            await server.loop.run_in_executor(None, self.go_on.wait, 20)
        return "250 OK"


@pytest.fixture
def mail_server(settings):
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=_free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", controller.port, False
    settings.EMAIL_TIMEOUT = 5
    yield server
    server.go_on.set()
    controller.stop()


@pytest.fixture
def organisation(db):
    return organisations.create_organisation(
        SYSTEM,
        slug="lommerwaard",
        name="Gemeente Lommerwaard",
        kind="municipality",
        theme="lommerwaard",
        tone="u",
        phone=Phone("140399", "14 0399"),
        invented=True,
    )


@pytest.fixture
def newcomer(organisation):
    """Makes residents; without `mail` nothing can be mailed."""

    def newcomer(mail: str = "") -> Actor:
        party = parties.register_person(SYSTEM, family_name="Zandstra", given_names="Mirthe", organisation=organisation)
        actor = Actor(kind=ActorKind.RESIDENT, party=party, organisation=organisation, assurance=Assurance.SUBSTANTIAL)
        if mail:
            address = parties.add_mail(actor, mail)
            parties.verify_address(actor, address=address, code=last_code())
        return actor

    return newcomer


@pytest.fixture
def mirthe(newcomer) -> Actor:
    return newcomer("mirthe@zandstra.example")


@pytest.fixture
def send(organisation, declare):  # noqa: F811
    declare(QUESTION, OPENING_HOURS)

    def send(to: Actor, template: str = "probe.question", about: Ref | None = None, by: Actor = SYSTEM, **values: str):
        if template == "probe.question":
            values = {"what": "uw verhuizing", "question": "Wie verhuist er mee?"} | values
        about = about or Ref("case", uuid4())
        return api.send(by, template=template, party=to.party, organisation=organisation, about=about, values=values)

    return send


def last_code() -> str:
    asked = StoredEvent.objects.filter(name="parties.AddressCheckAsked").latest("occurred_at")
    return parties.address_check(asked.payload["check"]).code


def spoil_address(actor: Actor, value: str) -> None:
    """What no form lets through, but an import might."""
    DigitalAddress.objects.filter(party_id=actor.party).update(value=value)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
