"""Django's DATABASES: one alias per role.

`default` serves (naast_app, pooled), `owner` migrates, `retention` removes by rule. No alias ever changes its
role with SET ROLE, since a pooled connection would carry that to the next request.
"""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from naast.site.postgres.cluster import PORT, Cluster

ROLES = {"default": "naast_app", "owner": "naast_owner", "retention": "naast_retention"}
WEB_STATEMENT_TIMEOUT = "5s"
WORKER_STATEMENT_TIMEOUT = "60s"


class BadDatabaseUrl(ValueError):
    """A database address looks like postgresql://user:password@host:5432/name."""


def own_databases(state: Path, *, statement_timeout: str, pool_size: int) -> dict[str, dict[str, Any]]:
    """The aliases on the server that the clone brings along. Touches no server."""
    sockets = Cluster.of(state).sockets
    place = {"NAME": "naast", "HOST": str(sockets), "PORT": str(PORT)}
    return {
        alias: {**place, "USER": role, **_manners(alias, statement_timeout, pool_size)} for alias, role in ROLES.items()
    }


def given_databases(urls: dict[str, str], *, statement_timeout: str, pool_size: int) -> dict[str, dict[str, Any]]:
    """The aliases on a server of the operator's own; an alias without an address is left out."""
    return {
        alias: {**_from_url(url), **_manners(alias, statement_timeout, pool_size)} for alias, url in urls.items() if url
    }


def _from_url(url: str) -> dict[str, str]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/") or not parts.username:
        raise BadDatabaseUrl(BadDatabaseUrl.__doc__)
    return {
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or 5432),
    }


def _manners(alias: str, statement_timeout: str, pool_size: int) -> dict[str, Any]:
    serves = alias == "default"
    timeouts = {
        "statement_timeout": statement_timeout if serves else "0",  # a migration or a removal may take its time
        "lock_timeout": "2s" if serves else "10s",
        "idle_in_transaction_session_timeout": "30s" if serves else "0",
    }
    options: dict[str, Any] = {"options": " ".join(f"-c {name}={value}" for name, value in timeouts.items())}
    if serves and pool_size:
        options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 5}
    return {"ENGINE": "django.db.backends.postgresql", "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
