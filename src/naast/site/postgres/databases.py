"""Makes databases on a cluster of our own, with the roles of Naast."""

from importlib.resources import files

from psycopg import sql

from naast.site.postgres.cluster import Cluster

ONE_AT_A_TIME = 1  # number of the lock: web, worker and sweep may start in the same moment


def make_database(cluster: Cluster, name: str, *, template: str = "template0") -> None:
    """Make the database unless it exists, and give the three roles their place in it."""
    with cluster.connect() as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not known:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
            )
        with cluster.connect(name) as inside:
            inside.execute(files(__package__).joinpath("roles.sql").read_text())


def drop_database(cluster: Cluster, name: str) -> None:
    with cluster.connect() as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
