"""A database for as long as a command runs."""

import contextlib
from collections.abc import Iterator

from django.apps import apps
from django.db import connections

from naast.site.options import Options
from naast.site.postgres.cluster import Cluster
from naast.site.postgres.databases import make_database


@contextlib.contextmanager
def database(options: Options) -> Iterator[Cluster | None]:
    """Make sure that there is a database: ours, started when needed and stopped by its last user, or the operator's (None)."""
    if options.database_url:
        yield None
        return
    cluster = Cluster.of(options.state)
    try:
        cluster.start()
        make_database(cluster, "naast")
        yield cluster
    finally:
        _stop_connecting()
        cluster.release()


def _stop_connecting() -> None:
    """Else a pool that still fills tells the operator, beside what a command says, that the server is gone."""
    if apps.ready:  # the others have no pool
        for one in connections.all(initialized_only=True):
            one.close_pool()  # type: ignore[attr-defined]
