"""A worker dies, or sleeps, in the middle of a conversation with the mail server: nobody is forgotten."""

import os
import signal
import threading

import pytest
from django.db import connections

from naast.kernel.events import deliver
from naast.kernel.models import StoredEvent
from naast.messages import api
from naast.messages.actions.delivery import _begin, attempt, settle_stuck
from naast.messages.models import Delivery
from naast.messages.tasks import sweep_messages
from naast.messages.types import DeliveryState

pytestmark = pytest.mark.django_db(transaction=True)


def _attempt_in_a_process(message) -> int:
    """The process that tries; it shares no connection with ours."""
    for one in connections.all():
        one.close()
        one.close_pool()
    if child := os.fork():
        return child
    try:
        attempt(message)
    finally:
        os._exit(0)


def _kill(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_trying_is_on_record_before_the_server_hears_a_word(send, mirthe, mail_server):
    message = send(mirthe)
    mail_server.mood = "slow"
    child = _attempt_in_a_process(message)
    assert mail_server.waiting.wait(20)
    assert Delivery.objects.get().state == DeliveryState.TRYING
    _kill(child)


def test_a_worker_killed_after_the_mail_was_taken_leaves_nobody_forgotten_and_nothing_stuck(
    send, mirthe, mail_server, clock
):
    message = send(mirthe)
    mail_server.mood = "slow"
    child = _attempt_in_a_process(message)
    assert mail_server.waiting.wait(20)
    _kill(child)
    mail_server.mood = "friendly"
    assert sweep_messages() == 0  # it may still be talking
    clock.shift(121)
    assert sweep_messages() == 1  # settled: it may have arrived
    assert Delivery.objects.get().doubt
    clock.shift(60)
    assert sweep_messages() == 1
    assert api.message(mirthe, message).delivery is DeliveryState.SENT
    assert len(mail_server.taken) == 2
    assert len({mail["Message-ID"] for mail in mail_server.taken}) == 1


@pytest.mark.parametrize("another_at_it", [False, True])
def test_a_worker_that_wakes_up_late_writes_nothing(send, mirthe, mail_server, clock, another_at_it):
    message = send(mirthe)
    mail_server.mood = "slow"
    sleeper = threading.Thread(target=_try_and_hang_up, args=[message])
    sleeper.start()
    assert mail_server.waiting.wait(20)
    settle_stuck(message)
    if another_at_it:
        clock.shift(60)
        _begin(message)
    before = Delivery.objects.values().get()
    assert before["state"] == (DeliveryState.TRYING if another_at_it else DeliveryState.QUEUED)
    mail_server.go_on.set()
    sleeper.join()
    assert Delivery.objects.values().get() == before
    assert api.message(mirthe, message).notified_at is None


def _try_and_hang_up(message) -> None:
    try:
        attempt(message)
    finally:
        connections.close_all()


def test_two_workers_with_the_same_message_mail_it_once(send, mirthe, mail_server):
    message = send(mirthe)
    workers = [threading.Thread(target=_try_and_hang_up, args=[message]) for _ in range(8)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert len(mail_server.taken) == 1


def test_the_job_mails_after_its_own_commit(send, mirthe, mail_server):
    message = send(mirthe)
    event = StoredEvent.objects.get(name="messages.MessageSent")
    assert deliver(event.pk, "messages.tell_by_mail")
    assert not deliver(event.pk, "messages.tell_by_mail")
    assert len(mail_server.taken) == 1
    assert api.message(mirthe, message).delivery is DeliveryState.SENT


def test_a_server_that_says_nothing_more_is_left_alone_and_asked_again(send, mirthe, mail_server, settings):
    settings.EMAIL_TIMEOUT = 0.3
    message = send(mirthe)
    mail_server.mood = "slow"
    outcome = attempt(message)
    assert (outcome.sent, outcome.doubt) == (False, True)
    assert Delivery.objects.get().state == DeliveryState.QUEUED
