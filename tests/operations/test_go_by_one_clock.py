"""A machine whose clock is wrong tells the same time as all others: that of the database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.db.backends.signals import connection_created

from naast.kernel import clock
from naast.site.postgres import hour

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def going_by_the_database() -> Iterator[None]:
    hour.go_by_the_database()
    yield
    connection_created.disconnect(hour._look)
    clock.go_by(datetime.now(UTC))


def _connect_anew() -> None:
    hour._looks.next_at = 0.0
    connection.close()
    connection.ensure_connection()


def _by_the_database() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_process_whose_machine_is_an_hour_wrong_goes_by_the_database(hours: int) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=hours)):
        assert abs(clock.now() - _by_the_database()) > timedelta(minutes=59)
        _connect_anew()
        assert abs(clock.now() - _by_the_database()) < timedelta(seconds=2)
        with clock.as_of(datetime(2026, 5, 4, 12, tzinfo=UTC)):
            assert clock.today().isoformat() == "2026-05-04"


def test_a_machine_that_is_right_keeps_its_own_clock() -> None:
    _connect_anew()
    assert clock._machine.ahead == timedelta()
