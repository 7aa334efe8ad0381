"""Django's DATABASES: one alias per role.

`default` serves (naast_app, pooled), `owner` migrates, `retention` removes by rule. No alias ever changes its
role with SET ROLE, since a pooled connection would carry that to the next request.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from naast.site.postgres.cluster import PORT, Cluster

DJANGO_NAMES = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
ROLES = {"default": "naast_app", "owner": "naast_owner", "retention": "naast_retention"}
# Seconds that the pool itself goes on trying, each time twice as far apart; after that the next page makes it try at once. Left
# at its five minutes, pages stay away about as long again as the database did.
RECONNECT = 2
# What a connection asks for the fifth time stays prepared there: planning took PostgreSQL longer than reading what a page needs.
PREPARED = {"server_side_binding": True, "prepare_threshold": 5}


def own_databases(state: Path, *, statement_timeout: str, pool_size: int) -> dict[str, dict[str, Any]]:
    """The aliases on the server that the clone brings along. Touches no server."""
    sockets = Cluster.of(state).sockets
    place = {"NAME": "naast", "HOST": str(sockets), "PORT": str(PORT)}
    return {
        alias: {**place, "USER": role, **_manners(alias, statement_timeout, pool_size)} for alias, role in ROLES.items()
    }


def given_databases(urls: dict[str, str], *, statement_timeout: str, pool_size: int) -> dict[str, dict[str, Any]]:
    """The aliases on a server of the operator's own; an alias without an address is left out."""
    found = {}
    for alias, url in urls.items():
        if url:
            place, extra = _from_url(url)
            manners = _manners(alias, statement_timeout, pool_size)
            found[alias] = {**place, **manners, "OPTIONS": {**extra, **manners["OPTIONS"]}}
    return found


def whereabouts(place: Mapping[str, Any]) -> str:
    """Which database these settings mean, as an operator would say it; never with its password."""
    host = place["HOST"] or "this machine"
    port = f":{place['PORT']}" if place["PORT"] and not host.startswith("/") else ""
    return f"Database: {place['NAME']} {'in' if host.startswith('/') else 'on'} {host}{port}, as {place['USER']}."


def _from_url(url: str) -> tuple[dict[str, str], dict[str, Any]]:
    """Where to connect, and what else the address asks, such as `?sslmode=verify-full`."""
    parts: dict[str, Any] = conninfo_to_dict(url)
    place = {django: str(parts.pop(libpq, "")) for django, libpq in DJANGO_NAMES.items()}
    return place, parts


def _manners(alias: str, statement_timeout: str, pool_size: int) -> dict[str, Any]:
    serves = alias == "default"
    timeouts = {
        "statement_timeout": statement_timeout if serves else "0",  # a migration or a removal may take its time
        "lock_timeout": "2s" if serves else "10s",
        "idle_in_transaction_session_timeout": "30s" if serves else "0",
    }
    options: dict[str, Any] = {"options": " ".join(f"-c {name}={value}" for name, value in timeouts.items())}
    if serves:
        options |= PREPARED
    if serves and pool_size:
        options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 5, "reconnect_timeout": RECONNECT}
    return {"ENGINE": "django.db.backends.postgresql", "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
