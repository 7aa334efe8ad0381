"""What happened is stored with all that must follow from it, or not at all; and what follows, follows once."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from naast.kernel.actor import SYSTEM
from naast.kernel.clock import now
from naast.kernel.events import Now, OutsideTransaction, UnknownHandler, announce, deliver
from naast.kernel.holds import holds_on, place_hold
from naast.kernel.models import Effect, Hold, StoredEvent
from naast.kernel.tests.probe import PAUSE, BellRang
from naast.kernel.types import Ref

pytestmark = pytest.mark.django_db(transaction=True)


class Broken(Exception):
    pass


def ring(*, door=None):
    event = BellRang(door=door or uuid4())
    with transaction.atomic():
        announce(event)
    return event


def jobs():
    return list(ProcrastinateJob.objects.values_list("task_name", "args"))


def hold(door):
    return place_hold(SYSTEM, organisation=door, about=Ref("door", door), reason="bel", until=now() + timedelta(days=1))


@transaction.atomic
def hold_and_ring(door):
    hold(door)
    announce(BellRang(door=door))


def test_an_announcement_stores_the_event_and_a_job_for_each_later_handler(declare):
    declare(PAUSE)
    event = ring()
    stored = StoredEvent.objects.get()
    assert stored.id == event.id
    assert stored.payload["door"] == str(event.door)
    assert stored.owed == [PAUSE.key]
    assert jobs() == [("naast.deliver", {"event_id": str(event.id), "handler": PAUSE.key})]


def test_a_rollback_leaves_no_event_and_no_job(declare):
    @transaction.atomic
    def ring_and_break():
        announce(BellRang(door=uuid4()))
        raise Broken

    declare(PAUSE)
    with pytest.raises(Broken):
        ring_and_break()
    assert StoredEvent.objects.count() == 0
    assert jobs() == []


def test_a_now_handler_runs_in_the_transaction(declare):
    seen = []
    declare(Now(key="probe.see", event=BellRang, handle=lambda event: seen.append((event, connection.in_atomic_block))))
    event = ring()
    assert seen == [(event, True)]


def test_a_now_handler_that_fails_undoes_the_write_and_everything_announced(declare):
    def fail(event):
        raise Broken

    declare(PAUSE, Now(key="probe.fail", event=BellRang, handle=fail))
    door = uuid4()
    with pytest.raises(Broken):
        hold_and_ring(door)
    assert (holds_on(Ref("door", door)), StoredEvent.objects.count(), jobs()) == ((), 0, [])


def test_outside_a_transaction_nothing_can_be_announced(declare):
    with pytest.raises(OutsideTransaction):
        announce(BellRang(door=uuid4()))


def test_an_event_of_another_class_wakes_nobody(declare):
    class BellBroke(BellRang):
        pass

    declare(PAUSE)
    with transaction.atomic():
        announce(BellBroke(door=uuid4()))
    assert jobs() == []


def test_delivering_twice_gives_one_effect(declare):
    declare(PAUSE)
    event = ring()
    assert [deliver(event.id, PAUSE.key), deliver(event.id, PAUSE.key)] == [True, False]
    assert len(holds_on(Ref("door", event.door))) == 1


def test_two_deliveries_at_once_give_one_effect(declare):
    declare(PAUSE)
    event, barrier, done = ring(), threading.Barrier(6), []

    def go():
        try:
            barrier.wait()
            done.append(deliver(event.id, PAUSE.key))
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [False] * 5 + [True]
    assert Hold.objects.count() == 1


def test_a_handler_that_fails_leaves_no_effect_and_may_be_tried_again(declare):
    fails = [True]

    def sometimes(event):
        hold(event.door)
        if fails.pop():
            raise Broken

    declare(type(PAUSE)(key="probe.sometimes", event=BellRang, handle=sometimes))
    event = ring()
    with pytest.raises(Broken):
        deliver(event.id, "probe.sometimes")
    assert (Hold.objects.count(), Effect.objects.count()) == (0, 0)
    fails.append(False)
    assert deliver(event.id, "probe.sometimes")
    assert Hold.objects.count() == 1


def test_a_handler_that_nobody_declares_is_refused(declare):
    event = ring()
    with pytest.raises(UnknownHandler, match=r"probe\.gone"):
        deliver(event.id, "probe.gone")


def test_a_handler_gets_the_event_as_it_was(declare):
    seen = []
    declare(type(PAUSE)(key="probe.see", event=BellRang, handle=seen.append))
    event = ring()
    deliver(event.id, "probe.see")
    assert seen == [event]


@pytest.mark.parametrize("table", ["kernel_storedevent", "kernel_effect"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_role_that_serves_cannot_change_what_happened(table, change):
    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(change.format(table))
