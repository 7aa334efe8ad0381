"""A message goes to somebody's inbox, with everything that belongs to it, or not at all."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from naast.dossier import api as dossier
from naast.dossier.models import Entry
from naast.kernel.actor import SYSTEM, Actor, ActorKind
from naast.kernel.clock import now
from naast.kernel.errors import Forbidden
from naast.kernel.holds import end_hold, place_hold
from naast.kernel.models import StoredEvent
from naast.kernel.registry import BadRegistration
from naast.kernel.types import Ref
from naast.messages import api
from naast.messages.actions.sending import UnknownTemplate
from naast.messages.models import Delivery, Message
from naast.messages.tasks import sweep_messages
from naast.messages.types import DeliveryState, MessageTemplate
from naast.parties import api as parties

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_message_is_in_the_inbox_at_once(send, mirthe):
    send(mirthe, what="uw verhuizing", question="Wie verhuist er mee?")
    (shown,) = api.messages_for(mirthe, party=mirthe.party)
    assert shown.subject == "Een vraag over uw verhuizing"
    assert shown.body == "We missen nog iets.\n\nWie verhuist er mee?\n\nU kunt hier antwoorden."
    assert shown.offered_at == shown.sent_at == shown.received_at == now()
    assert (shown.notified_at, shown.read_at, shown.delivery) == (None, None, DeliveryState.QUEUED)


def test_both_sides_find_it_in_the_dossier(send, mirthe):
    send(mirthe)
    entry = next(one for one in dossier.timeline(mirthe, subject=mirthe.party) if one.kind == "messages.sent")
    assert entry.detail == "Een vraag over uw verhuizing"


def test_when_the_transaction_fails_there_is_no_message_no_entry_and_no_mail_to_come(send, mirthe):
    before = Entry.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert send(mirthe).int / 0
    assert not Message.objects.exists()
    assert not Delivery.objects.exists()
    assert not StoredEvent.objects.filter(name="messages.MessageSent").exists()
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("tone", "language", "spoken"), [(None, None, "nl"), ("je", None, "nl-je"), ("je", "en", "en")]
)
def test_the_text_is_in_the_tone_and_language_of_the_person(send, mirthe, tone, language, spoken):
    parties.set_preference(mirthe, tone=tone, language=language)
    assert Message.objects.get(pk=send(mirthe)).language == spoken


@pytest.mark.parametrize(
    ("tone", "language", "subject", "body"),
    [
        (None, None, "Uw berichten", "Dit weten we van u: woensdag 6 januari 2027."),
        ("je", None, "Je berichten", "Dit weten we van jou: woensdag 6 januari 2027."),
        (None, "en", "Your messages", "What we know about you: Wednesday 6 January 2027."),
    ],
)
@pytest.mark.parametrize("working_in", ["nl", "nl-je", "en"])
def test_the_language_of_the_worker_does_not_matter(
    organisation, declare, mirthe, tone, language, subject, body, working_in
):
    words = format_lazy("{}: {{day}}.", _("Dit weten we van u"))
    declare(
        MessageTemplate(
            key="probe.day",
            subject=_("Uw berichten"),
            body=words,
            fields=frozenset({"day"}),
            purpose="dossier.own_words",
        )
    )
    parties.set_preference(mirthe, tone=tone, language=language)
    with override(working_in):
        message = api.send(
            SYSTEM,
            template="probe.day",
            party=mirthe.party,
            organisation=organisation,
            about=Ref("case", uuid4()),
            values={"day": date(2027, 1, 6)},
        )
    shown = api.message(mirthe, message)
    assert (shown.subject, shown.body) == (subject, body)


def test_the_text_stays_as_it_was_said(send, mirthe):
    message = send(mirthe)
    before = api.message(mirthe, message).body
    parties.set_preference(mirthe, language="en")
    assert api.message(mirthe, message).body == before


@pytest.mark.parametrize(
    "hostile", ["uw zaak\r\nBcc: alle@inwoners.example", "uw\x00 zaak", "uw zaak\u202egpj.exe", "x" * 1000]
)
def test_no_value_breaks_out_of_the_subject(send, mirthe, hostile):
    subject = api.message(mirthe, send(mirthe, what=hostile)).subject
    assert subject.isprintable()
    assert len(subject) <= 300


@pytest.mark.parametrize("hostile", ["{what}", "{0}", "{question.__class__}", "%(what)s", "{"])
def test_a_value_is_never_read_as_a_template(send, mirthe, hostile):
    assert hostile in api.message(mirthe, send(mirthe, question=hostile)).body


@pytest.mark.parametrize("values", [{}, {"what": "x"}, {"what": "x", "question": "y", "more": "z"}])
def test_values_that_do_not_fit_are_refused(send, mirthe, organisation, values):
    with pytest.raises(UnknownTemplate):
        api.send(
            SYSTEM,
            template="probe.question",
            party=mirthe.party,
            organisation=organisation,
            about=Ref("case", uuid4()),
            values=values,
        )


@pytest.mark.parametrize(
    ("text", "fields", "problem"),
    [
        ("{a}", {"b"}, "Make them the same"),
        ("{a.__class__}", {"a"}, "Make them the same"),
        ("{}", set(), "Make them the same"),
    ],
)
def test_a_template_that_does_not_fit_its_fields_stops_the_start(declare, text, fields, problem):
    bad = MessageTemplate(
        key="probe.bad", subject=text, body=_("Dag"), fields=frozenset(fields), purpose="dossier.own_words"
    )
    with pytest.raises(BadRegistration, match=problem):
        declare(bad)


def test_a_worker_needs_the_permission(send, mirthe, organisation):
    worker = Actor(kind=ActorKind.AGENT, id=uuid4(), permissions=frozenset({(organisation, "messages.send")}))
    assert send(mirthe, by=worker)
    outsider = Actor(kind=ActorKind.AGENT, id=uuid4(), permissions=frozenset({(uuid4(), "messages.send")}))
    with pytest.raises(Forbidden):
        send(mirthe, by=outsider)


def test_under_a_hold_nothing_goes_out_until_it_ends(send, mirthe, organisation, mail_server):
    about = Ref("case", uuid4())
    hold = place_hold(SYSTEM, organisation=organisation, about=about, reason="Rouw", until=now() + timedelta(days=9))
    send(mirthe, about=about)
    sweep_messages()
    assert api.messages_for(mirthe, party=mirthe.party) == ()
    assert Message.objects.get().sent_at is None
    end_hold(hold)
    sweep_messages()
    assert len(api.messages_for(mirthe, party=mirthe.party)) == 1
    assert [mail["To"] for mail in mail_server.taken] == ["mirthe@zandstra.example"]
