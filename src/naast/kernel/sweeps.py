"""Sweeps: what may stay stuck is looked for again and again, outside the job queue, so that it also mends the queue itself."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db import close_old_connections, connection, transaction

from naast.kernel.clock import now
from naast.kernel.models import SweepRun
from naast.kernel.registry import Declaration, Registry, declared

logger = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Sweep(Declaration):
    """Something to look after every so many seconds. `run` gives back how many things it mended; it may run twice at once."""

    every: int
    run: Callable[[], int]

    def problems(self, registry: Registry) -> Iterable[str]:
        if not self.key.startswith(f"{registry.owner_of(self)}."):
            yield f"name it '{registry.owner_of(self)}.<what>', so that a failing sweep tells whose it is."


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep did. `failure` is the class of the exception, never its text."""

    key: str
    mended: int = 0
    failure: str = ""


def sweep_once() -> tuple[Swept, ...]:
    """Run each declared sweep that is due, each by itself: one that fails keeps no other from running."""
    return tuple(_run(sweep) for sweep in declared(Sweep) if _claim(sweep))


def each(keys: Iterable[UUID], act: Callable[[UUID], bool]) -> int:
    """Do this for each of many, in a transaction of its own; how many it mended. One that breaks keeps no other waiting."""
    return sum(bool(tried(transaction.atomic(act), key)) for key in keys)


def tried(act: Callable[[UUID], T], key: UUID) -> T | None:
    """What came of it; None when it broke, so that the others go on."""
    try:
        return act(key)
    except Exception:
        logger.exception("A sweep could not mend %s; the next one tries again.", key)
        return None


def _run(sweep: Sweep) -> Swept:
    try:
        return Swept(sweep.key, mended=sweep.run())
    except Exception as error:
        logger.exception("Sweep %s failed.", sweep.key)
        close_old_connections()
        failure = type(error).__name__
        SweepRun.objects.filter(pk=sweep.key).update(failed_at=now(), failure=failure)
        return Swept(sweep.key, failure=failure)


def _claim(sweep: Sweep) -> bool:
    """Whether it is this process's turn. A tenth early counts as due, else a caller with the same rhythm would skip turns."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_sweeprun AS last (key, ran_at, failure) VALUES (%(key)s, %(now)s, '')"
            " ON CONFLICT (key) DO UPDATE SET ran_at = %(now)s"
            " WHERE last.ran_at <= %(now)s - %(every)s * interval '0.9 second'",
            {"key": sweep.key, "now": now(), "every": sweep.every},
        )
        return bool(cursor.rowcount)
