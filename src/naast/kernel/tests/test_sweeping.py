"""What is stuck is found again, and one thing that cannot be mended keeps nothing else from it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from naast.kernel import jobs
from naast.kernel.errors import NotFound
from naast.kernel.events import announce, deliver
from naast.kernel.models import SweepRun
from naast.kernel.sweeps import Sweep, Swept, sweep_once
from naast.kernel.tests.probe import PAUSE, BellRang

pytestmark = pytest.mark.django_db(transaction=True)


def run_sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def ring():
    event = BellRang(door=uuid4())
    with transaction.atomic():
        announce(event)
    return event


def statuses():
    return list(ProcrastinateJob.objects.order_by("id").values_list("status", flat=True))


def of_the_probe(swept):
    return [one for one in swept if one.key.startswith("probe.")]


def test_a_sweep_that_fails_keeps_no_other_from_running(declare, clock):
    def fail():
        raise KeyError("a name that must not be kept")

    declare(Sweep(key="probe.fails", every=30, run=fail), Sweep(key="probe.mends", every=30, run=lambda: 3))
    assert of_the_probe(sweep_once()) == [Swept("probe.fails", failure="KeyError"), Swept("probe.mends", mended=3)]
    run = SweepRun.objects.get(key="probe.fails")
    assert run.failure == "KeyError"
    assert run.failed_at is not None


def test_a_sweep_that_breaks_its_transaction_keeps_no_other_from_running(declare, clock):
    def fail():
        with transaction.atomic():
            run_sql("SELECT 1 / 0")
        return 1

    declare(
        Sweep(key="probe.fails", every=30, run=fail), Sweep(key="probe.mends", every=30, run=SweepRun.objects.count)
    )
    assert [bool(one.failure) for one in of_the_probe(sweep_once())] == [True, False]


def test_a_sweep_runs_in_its_own_rhythm(declare, clock):
    declare(Sweep(key="probe.often", every=30, run=lambda: 1), Sweep(key="probe.seldom", every=300, run=lambda: 1))
    keys = []
    for seconds in (0, 5, 25, 300):
        clock.shift(seconds)
        keys.append([one.key.removeprefix("probe.") for one in of_the_probe(sweep_once())])
    assert keys == [["often", "seldom"], [], ["often"], ["often", "seldom"]]


def test_each_stalled_job_is_recovered_by_itself_also_when_one_shares_a_queueing_lock(declare):
    declare(PAUSE)
    ring(), ring()
    locked = app.configure_task(
        "naast.deliver", queueing_lock="one at a time", task_kwargs={"handler": "x", "event_id": "y"}
    )
    first = locked.defer()
    run_sql("UPDATE procrastinate_jobs SET status = 'doing'")  # of a worker that is gone
    locked.defer()  # waits, and shares the lock with the stalled one
    assert jobs.recover_stalled() == 3
    assert statuses() == ["todo", "todo", "aborted", "todo"]
    assert ProcrastinateJob.objects.get(pk=first).status == "aborted"


def test_a_job_of_a_living_worker_is_left_alone(declare):
    declare(PAUSE)
    ring()
    run_sql("INSERT INTO procrastinate_workers DEFAULT VALUES")
    run_sql("UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)")
    assert jobs.recover_stalled() == 0
    assert statuses() == ["doing"]


def test_an_effect_that_no_job_will_bring_is_stored_as_a_job_again(declare, clock):
    declare(PAUSE)
    lost, waiting, done = ring(), ring(), ring()
    deliver(done.id, PAUSE.key)
    run_sql("DELETE FROM procrastinate_jobs WHERE args ->> 'event_id' <> %s", str(waiting.id))
    assert jobs.redeliver_owed() == 0, "five minutes are not over"
    clock.shift(timedelta(minutes=6))
    assert jobs.redeliver_owed() == 1
    assert jobs.redeliver_owed() == 0, "now there is a job"
    assert sorted(ProcrastinateJob.objects.values_list("args__event_id", flat=True)) == sorted(
        [str(lost.id), str(waiting.id)]
    )


def test_a_handler_of_a_later_release_is_not_owed_for_what_happened_before(declare, clock):
    ring()
    declare(PAUSE)
    clock.shift(timedelta(minutes=6))
    assert jobs.redeliver_owed() == 0


def test_what_failed_for_good_is_listed_and_can_be_tried_once_more(declare, clock):
    declare(PAUSE)
    event = ring()
    run_sql("UPDATE procrastinate_jobs SET status = 'doing'")
    run_sql("UPDATE procrastinate_jobs SET status = 'failed'")
    (letter,) = jobs.dead_letters()
    assert (letter.event, letter.handler) == (event.id, PAUSE.key)
    clock.shift(timedelta(minutes=6))
    assert jobs.redeliver_owed() == 0, "a human decides"
    jobs.retry_dead(letter.job)
    assert (jobs.dead_letters(), statuses()) == ((), ["todo"])


def test_only_a_dead_letter_can_be_tried_again(declare):
    declare(PAUSE)
    ring()
    with pytest.raises(NotFound):
        jobs.retry_dead(ProcrastinateJob.objects.get().id)
