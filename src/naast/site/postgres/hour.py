"""All our processes go by the clock of the database: terms, retries and what is due mean the same to each of them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from naast.kernel.clock import go_by

EVERY = 60.0  # seconds


@dataclass
class _Looks:
    next_at: float = 0.0


_looks = _Looks()


def go_by_the_database() -> None:
    """From now on: looked up when a connection is taken, at most once a minute. What we fork does so too."""
    connection_created.connect(_look)


def _look(connection: BaseDatabaseWrapper, **_: Any) -> None:
    if connection.alias != DEFAULT_DB_ALIAS or time.monotonic() < _looks.next_at:
        return
    _looks.next_at = time.monotonic() + EVERY
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        go_by(cursor.fetchone()[0])
