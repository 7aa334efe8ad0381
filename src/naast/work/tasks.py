"""Periodic work about work: warn before a promise passes."""

from __future__ import annotations

import logging

from django.db import DatabaseError

from naast.work.actions import warn
from naast.work.queries import to_warn

BATCH = 500
log = logging.getLogger(__name__)


def warn_before_due() -> int:
    """Let the queue show every item that is due soon; how many. One that fails or is held does not keep the others waiting."""
    warned, last = 0, None
    while batch := to_warn(last, BATCH):
        for item in batch:
            try:
                warned += warn(item)
            except DatabaseError:
                log.exception("work: no warning for item %s; the next sweep tries again", item)
        last = batch[-1]
    return warned
