"""Somebody is told by mail that there is a message: once, without anything personal, or a human hears that it failed."""

from dataclasses import replace
from uuid import uuid4

import pytest

from naast.dossier import api as dossier
from naast.kernel.actor import Actor, ActorKind
from naast.kernel.errors import Refused
from naast.kernel.models import StoredEvent
from naast.messages import api
from naast.messages.actions.delivery import attempt
from naast.messages.models import Delivery
from naast.messages.tasks import sweep_messages
from naast.messages.tests.conftest import last_code, spoil_address
from naast.messages.types import DeliveryState
from naast.parties import api as parties
from naast.parties.types import Channel

pytestmark = pytest.mark.django_db


def _failures() -> list[str]:
    return [one.payload["reason"] for one in StoredEvent.objects.filter(name="messages.DeliveryFailed")]


def _run_job(name: str) -> None:
    """What the worker does with the last event of this name."""
    from naast.kernel.events import Later, deliver
    from naast.kernel.registry import declared

    event = StoredEvent.objects.filter(name=name).latest("occurred_at")
    for handler in declared(Later):
        if handler.event.name() == name:
            deliver(event.pk, handler.key)


def test_the_worker_tells_the_person_by_mail(send, mirthe, mail_server, django_capture_on_commit_callbacks):
    message = send(mirthe)
    with django_capture_on_commit_callbacks(execute=True):
        _run_job("messages.MessageSent")
    (mail,) = mail_server.taken
    assert mail["To"] == "mirthe@zandstra.example"
    assert mail["From"] == "Gemeente Lommerwaard <niet-beantwoorden@localhost>"
    assert mail["Subject"] == "Er staat een bericht voor u klaar"
    shown = api.message(mirthe, message)
    assert shown.delivery is DeliveryState.SENT
    assert shown.notified_at is not None


def test_the_mail_says_nothing_personal_and_links_to_the_message(send, mirthe, mail_server, settings):
    message = send(mirthe, what="uw schulden", question="Hoeveel verdient u?")
    attempt(message)
    (mail,) = mail_server.taken
    text = mail.as_string()
    for personal in ("schulden", "verdient", "Mirthe", "Zandstra", str(mirthe.party)):
        assert personal not in text.replace("mirthe@zandstra.example", "")
    assert f"{settings.NAAST.base_url}/mijn/berichten/{message}/" in mail.get_content()
    assert "Bel 14 0399" in mail.get_content()


def test_a_message_without_anything_personal_may_stand_in_the_mail(send, mirthe, mail_server):
    attempt(send(mirthe, "probe.hours"))
    (mail,) = mail_server.taken
    assert mail["Subject"] == "Het gemeentehuis is dicht"
    assert "25 december 2026" in mail.get_content()


def test_nobody_is_told_twice(send, mirthe, mail_server):
    message = send(mirthe)
    assert attempt(message).sent
    assert attempt(message) is None
    assert sweep_messages() == 0
    assert len(mail_server.taken) == 1


def test_a_job_that_got_lost_is_found_by_the_sweep(send, mirthe, mail_server):
    send(mirthe)
    assert sweep_messages() == 1
    assert len(mail_server.taken) == 1


@pytest.mark.parametrize("mood", ["no for now", "drops before taking", "drops after taking"])
def test_what_fails_for_now_is_tried_again_later_and_not_sooner(send, mirthe, mail_server, clock, mood):
    message = send(mirthe)
    mail_server.mood = mood
    attempt(message)
    assert Delivery.objects.get().state == DeliveryState.QUEUED
    mail_server.mood = "friendly"
    assert sweep_messages() == 0
    clock.shift(60)
    assert sweep_messages() == 1
    assert api.message(mirthe, message).delivery is DeliveryState.SENT


def test_a_repeated_mail_carries_the_same_name_so_that_it_can_be_dropped(send, mirthe, mail_server, clock):
    send(mirthe)
    mail_server.mood = "drops after taking"
    sweep_messages()
    mail_server.mood = "friendly"
    clock.shift(60)
    sweep_messages()
    first, second = mail_server.taken
    assert first["Message-ID"] == second["Message-ID"]


def test_different_messages_have_different_names(send, mirthe, mail_server):
    attempt(send(mirthe))
    attempt(send(mirthe))
    assert len({mail["Message-ID"] for mail in mail_server.taken}) == 2


@pytest.mark.parametrize("mood", ["box is full", "we are blocked", "no sign-in"])
def test_a_no_that_is_not_about_the_address_does_not_say_that_it_is_wrong(send, mirthe, mail_server, clock, mood):
    send(mirthe)
    mail_server.mood = mood
    sweep_messages()
    assert _failures() == []
    mail_server.mood = "friendly"
    clock.shift(60)
    sweep_messages()
    assert len(mail_server.taken) == 1


@pytest.mark.parametrize("mood", ["no for good", "no such address"])
def test_a_no_for_good_is_not_repeated_and_a_human_hears_it(send, mirthe, mail_server, mood):
    message = send(mirthe)
    mail_server.mood = mood
    attempt(message)
    assert api.message(mirthe, message).delivery is DeliveryState.FAILED
    assert _failures() == ["refused"]


@pytest.mark.parametrize(
    ("mood", "state", "reason"),
    [("no for now", DeliveryState.FAILED, "gave-up"), ("drops after taking", DeliveryState.UNKNOWN, "unknown")],
)
def test_after_ten_tries_it_ends_by_its_name_and_a_human_hears_it(
    send, mirthe, mail_server, clock, mood, state, reason
):
    message = send(mirthe)
    mail_server.mood = mood
    for _ in range(12):
        sweep_messages()
        clock.shift(2 * 3600)
    assert Delivery.objects.get().attempt == 10
    assert api.message(mirthe, message).delivery is state
    assert _failures() == [reason]


def test_while_the_mail_server_is_away_one_try_per_sweep_is_enough(send, mirthe, mail_server, settings):
    settings.EMAIL_PORT = 1
    for _ in range(3):
        send(mirthe)
    assert sweep_messages() == 1
    assert sorted(Delivery.objects.values_list("attempt", flat=True)) == [0, 0, 1]


def test_that_a_mail_was_not_taken_is_told_in_the_log_without_its_address(send, mirthe, mail_server, settings, caplog):
    settings.EMAIL_PORT = 1
    message = send(mirthe)
    attempt(message)
    (line,) = (one.getMessage() for one in caplog.records if one.name == "naast.messages.actions.delivery")
    assert line == f"The mail server did not take the mail about message {message}: ConnectionRefusedError."


def test_without_a_mail_server_mail_is_kept_back(send, mirthe, settings):
    settings.EMAIL_HOST = ""
    send(mirthe)
    assert sweep_messages() == 0
    assert Delivery.objects.get().state == DeliveryState.QUEUED


def test_somebody_without_mail_address_gets_a_human(send, newcomer, mail_server):
    attempt(send(newcomer()))
    assert _failures() == ["no-address"]
    assert mail_server.taken == []


def test_that_no_address_is_known_is_not_called_a_mail_that_failed(send, newcomer, mail_server):
    nobody = newcomer()
    attempt(send(nobody))
    said = [one.sentence for one in dossier.timeline(nobody, subject=nobody.party)]
    assert "We konden u niet mailen over een bericht, want we weten uw e-mailadres niet" in said
    assert "Onze mail over een bericht kwam niet bij u aan" not in said


@pytest.mark.parametrize(("channel", "reason"), [(Channel.PHONE, "wants-a-call"), (Channel.POST, "needs-a-letter")])
def test_who_asked_for_a_call_or_a_letter_gets_it_from_a_human(send, mirthe, mail_server, channel, reason):
    parties.set_preference(mirthe, channel=channel)
    attempt(send(mirthe))
    assert (mail_server.taken, _failures()) == ([], [reason])


def test_who_chose_the_inbox_gets_no_mail_and_troubles_nobody(send, mirthe, mail_server):
    parties.set_preference(mirthe, channel=Channel.INBOX)
    message = send(mirthe)
    attempt(message)
    assert api.message(mirthe, message).delivery is DeliveryState.SENT
    assert (mail_server.taken, _failures()) == ([], [])


@pytest.mark.parametrize(
    "address", ["mirthe@zandstra.example\nBcc: alle@inwoners.example", "geen adres", "a@b\r\nX: y"]
)
def test_an_address_cannot_add_headers_or_receivers(send, mirthe, mail_server, address):
    message = send(mirthe)
    spoil_address(mirthe, address)
    attempt(message)
    assert all(mail["Bcc"] is None and mail["X"] is None for mail in mail_server.taken)
    assert all("inwoners" not in str(mail["To"]) for mail in mail_server.taken)


def test_one_broken_message_keeps_no_other_waiting(send, mirthe, mail_server, organisation):
    from naast.messages.models import Message

    broken = send(mirthe)
    Message.objects.filter(pk=broken).update(organisation=uuid4())  # an organisation that is gone
    send(mirthe)
    sweep_messages()
    assert len(mail_server.taken) == 1


def test_a_worker_tries_again_what_ended_badly(send, mirthe, mail_server, organisation):
    message = send(mirthe)
    mail_server.mood = "no for good"
    attempt(message)
    mail_server.mood = "friendly"
    worker = _worker_with_grant(organisation, mirthe)
    api.try_again(worker, message)
    sweep_messages()
    assert len(mail_server.taken) == 1
    with pytest.raises(Refused):
        api.try_again(worker, message)


def _worker_with_grant(organisation, resident) -> Actor:
    from datetime import timedelta

    from naast.kernel.actor import SYSTEM
    from naast.kernel.clock import now
    from naast.kernel.types import Ref

    dossier.grant_access(
        SYSTEM,
        team=None,
        organisation=organisation,
        subject=resident.party,
        purpose="dossier.own_words",
        about=Ref("case", uuid4()),
        because="u iets aan ons vroeg",
        until=now() + timedelta(days=1),
    )
    may = frozenset((organisation, one) for one in ("dossier.open", "messages.send"))
    return Actor(kind=ActorKind.AGENT, id=uuid4(), permissions=may)


def test_the_code_that_proves_an_address_is_mailed(newcomer, mail_server, settings):
    settings.NAAST = replace(settings.NAAST, base_url="https://loket.example.nl")
    actor = newcomer()
    parties.add_mail(actor, "nieuw@zandstra.example")
    _run_job("parties.AddressCheckAsked")
    (mail,) = mail_server.taken
    assert mail["To"] == "nieuw@zandstra.example"
    assert last_code() in mail.get_content()
    assert last_code() not in mail["Subject"]
    assert mail["Message-ID"].endswith("@loket.example.nl>")


def test_a_code_that_the_server_does_not_take_is_tried_again_by_the_queue(newcomer, mail_server):
    from naast.messages.handlers import CodeNotSent

    actor = newcomer()
    parties.add_mail(actor, "nieuw@zandstra.example")
    mail_server.mood = "no for now"
    with pytest.raises(CodeNotSent):
        _run_job("parties.AddressCheckAsked")
    mail_server.mood = "friendly"
    _run_job("parties.AddressCheckAsked")
    assert len(mail_server.taken) == 1
