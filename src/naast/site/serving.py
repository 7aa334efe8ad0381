"""What web, worker and sweep see to before they begin, and what each program says of itself."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version

from django.db import connection

from naast.site.postgres.hour import go_by_the_database
from naast.site.postgres.trust import refuse_untrusted
from naast.site.tables import refuse_missing_tables

logger = logging.getLogger(__name__)


def before_serving() -> None:
    """Raises OtherTables or Untrusted, which say what to do. Leaves no connection behind."""
    go_by_the_database()
    refuse_missing_tables(connection)
    refuse_untrusted()


@contextmanager
def serving(program: str, *, at: str = "") -> Iterator[None]:
    """Says in the log that it begins to serve, where somebody can ask it something, and that it stopped."""
    fields = {"program": program, "version": version("naast")}
    logger.info("%s serves%s", program, f" at {at}" if at else "", extra={"fields": fields})
    try:
        yield
    finally:
        logger.info("%s stopped", program, extra={"fields": fields})
