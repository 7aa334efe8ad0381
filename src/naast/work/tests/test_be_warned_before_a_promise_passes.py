"""A worker is warned before a due time passes, once."""

import datetime as dt
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from naast.kernel.actor import SYSTEM
from naast.kernel.clock import now
from naast.work import api
from naast.work.models import WorkItem
from naast.work.tasks import warn_before_due
from naast.work.tests.conftest import seen

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def _warnings() -> list[str]:
    return [str(one.pk) for one in WorkItem.objects.exclude(warned_at=None)]


@pytest.mark.parametrize(
    ("due", "warned"),
    [
        ((2026, 12, 2, 17), (2026, 12, 1, 17)),  # Wednesday: on Tuesday
        ((2026, 12, 7, 17), (2026, 12, 4, 17)),  # Monday: on Friday
        ((2026, 12, 28, 9), (2026, 12, 24, 9)),  # after Christmas (Friday 25, Saturday 26) and Sunday: on Thursday
    ],
)
def test_the_warning_comes_a_working_day_before(add, clock, due, warned):
    add(due_at=datetime(*due, tzinfo=AMSTERDAM))
    clock.move_to(datetime(*warned, tzinfo=AMSTERDAM) - timedelta(seconds=1))
    assert warn_before_due() == 0
    clock.shift(1)
    assert warn_before_due() == 1


def test_what_is_due_within_a_day_is_warned_for_halfway(add, clock):
    item = add(due_at=now() + timedelta(hours=2))
    clock.shift(3599)
    warn_before_due()
    assert _warnings() == []
    clock.shift(1)
    warn_before_due()
    assert _warnings() == [str(item)]


def test_the_line_in_the_queue_says_so_from_that_moment(add, clock):
    item = add(due_at=now() + timedelta(hours=2))
    assert not seen(item).due_soon
    clock.shift(3600)
    assert seen(item).due_soon


def test_the_warning_comes_once(add, clock):
    add(due_at=now() + timedelta(hours=2))
    clock.shift(3600)
    assert [warn_before_due(), warn_before_due()] == [1, 0]


def test_another_due_time_is_another_promise(add, clock):
    item = add(due_at=now() + timedelta(hours=2))
    clock.shift(3600)
    warn_before_due()
    api.reschedule(SYSTEM, item, now() + timedelta(hours=4))
    assert warn_before_due() == 0
    clock.shift(7200)
    assert warn_before_due() == 1


def test_nobody_is_warned_for_work_that_is_done(add, clock, karim):
    item = add(due_at=now() + timedelta(hours=2))
    api.take(karim, item, version=1)
    api.finish(karim, item)
    clock.shift(3600)
    assert warn_before_due() == 0


def test_taken_work_is_warned_for_too(add, clock, karim):
    item = add(due_at=now() + timedelta(hours=2))
    api.take(karim, item, version=1)
    clock.shift(3600)
    assert warn_before_due() == 1


def test_more_work_than_one_batch_is_all_warned_for(add, clock, monkeypatch):
    monkeypatch.setattr("naast.work.tasks.BATCH", 2)
    for _ in range(5):
        add(due_at=now() + timedelta(hours=2))
    clock.shift(3600)
    assert warn_before_due() == 5


def test_due_in_working_days_skips_weekend_and_counts_to_five_o_clock(clock):
    assert api.due_in_working_days(2) == dt.datetime(2026, 11, 30, 17, tzinfo=AMSTERDAM)  # Thursday -> Monday


def test_the_warning_is_always_before_the_due_time(clock):
    for hours in range(1, 500, 7):
        row = WorkItem()
        row.promise(now() + timedelta(hours=hours))
        assert now() < row.warn_at < row.due_at
