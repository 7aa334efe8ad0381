"""A database for as long as a command runs."""

import contextlib
from collections.abc import Iterator

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
        cluster.release()
