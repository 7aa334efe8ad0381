"""Makes databases on a cluster of our own, with the roles of Naast."""

from importlib.resources import files

from psycopg import sql

from naast.site.postgres.cluster import Cluster


def make_database(cluster: Cluster, name: str, *, template: str = "template0") -> None:
    """Make the database unless it exists, and give the three roles their place in it."""
    with cluster.connect() as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not known:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
            )
    with cluster.connect(name) as connection:
        connection.execute(files(__package__).joinpath("roles.sql").read_text())


def drop_database(cluster: Cluster, name: str) -> None:
    with cluster.connect() as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
