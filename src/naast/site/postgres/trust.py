"""What we demand of any database before we serve from it: durable commits, a role that cannot do more than serve, keys for
all that is encrypted.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

# Each of these writes a commit to disk before it is acknowledged.
DURABLE = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "local", "remote_write", "remote_apply"},
}
# What the migrations take away from the role that serves. A restore in another order than docs/operator/restore.md gives it back.
_NEITHER = ("UPDATE", "DELETE")
LEDGERS = {
    "catalogue_owntext": ("DELETE",),
    "catalogue_pause": ("DELETE",),
    "catalogue_publication": _NEITHER,
    "catalogue_serviceversion": _NEITHER,
    "dossier_accessgrant": ("DELETE",),
    "dossier_anchor": _NEITHER,
    "dossier_auditline": _NEITHER,
    "dossier_chain": _NEITHER,
    "dossier_chainhead": ("DELETE",),
    "dossier_chainjoin": _NEITHER,
    "dossier_entry": _NEITHER,
    "dossier_entrycontent": _NEITHER,
    "dossier_lookreview": _NEITHER,
    "dossier_lookweek": _NEITHER,
    "dossier_processingline": _NEITHER,
    "dossier_seal": ("DELETE",),
    "dossier_unusuallooks": _NEITHER,
    "kernel_effect": _NEITHER,
    "kernel_storedevent": _NEITHER,
    "organisations_change": _NEITHER,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the installation, and how to mend it. Sentences for an operator."""

    what: str
    mend: str


class Untrusted(Exception):
    """This database does not keep what we promise. `naast doctor` tells more."""


def refuse_untrusted() -> None:
    """Raises Untrusted naming every fault of the database that we are about to serve from

    Leaves no connection behind: the web server forks after this, and a pool does not survive that.
    """
    found = [*faults_of_database(connection), *faults_of_keys()]
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL only
    if found:
        raise Untrusted("\n".join(f"- {fault.what} {fault.mend}" for fault in found))


def faults_of_database(serving: BaseDatabaseWrapper) -> Iterator[Fault]:
    yield from _faults_of_durability(serving)
    yield from _faults_of_role(serving)
    yield from _faults_of_ledgers(serving)


def faults_of_keys() -> Iterator[Fault]:
    """Who is known by a number that we cannot read would come in as somebody new, without what they have here."""
    from naast.kernel.crypto import unreadable_keys  # noqa: PLC0415  # reads models; this module is read before they are there

    for name in sorted(unreadable_keys()):
        yield Fault(
            f"Numbers that stand under the key '{name}' cannot be read: it is not in NAAST_KEYS, or another one has its name.",
            "Put it back at the end of NAAST_KEYS as it was (your safe has it), then `naast keys rotate`.",
        )


def _faults_of_durability(serving: BaseDatabaseWrapper) -> Iterator[Fault]:
    for setting, allowed in DURABLE.items():
        with serving.cursor() as cursor:
            cursor.execute("SELECT current_setting(%s)", [setting])
            value = cursor.fetchone()[0]
        if value not in allowed:
            yield Fault(
                f"The database has {setting}={value}, so a commit that we acknowledge can get lost.",
                f"Set {setting} to on in postgresql.conf, and for the role naast_app.",
            )


def _faults_of_role(serving: BaseDatabaseWrapper) -> Iterator[Fault]:
    with serving.cursor() as cursor:
        cursor.execute(
            """
            SELECT current_user, rolsuper OR rolbypassrls OR rolcreaterole,
                   EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid)
                   OR EXISTS (SELECT FROM pg_database WHERE datname = current_database() AND datdba = pg_roles.oid)
            FROM pg_roles WHERE rolname = current_user
            """
        )
        role, is_mighty, owns = cursor.fetchone()
    if is_mighty:
        yield Fault(
            f"The role {role} that serves is a superuser or nearly one.", "Give NAAST_DATABASE_URL the role naast_app."
        )
    if owns:
        yield Fault(
            f"The role {role} that serves owns the database or tables in it, so it could change the ledgers.",
            "Give NAAST_DATABASE_URL the role naast_app, and NAAST_OWNER_DATABASE_URL the role naast_owner.",
        )


def _faults_of_ledgers(serving: BaseDatabaseWrapper) -> Iterator[Fault]:
    """Of the tables that are there: before the first migration none is."""
    wanted = [(table, right) for table, rights in LEDGERS.items() for right in rights]
    with serving.cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT name FROM unnest(%s::text[], %s::text[]) AS kept (name, deed)
            WHERE to_regclass(name) IS NOT NULL AND has_table_privilege(to_regclass(name), deed) ORDER BY name
            """,
            [[table for table, _ in wanted], [right for _, right in wanted]],
        )
        open_ledgers = [name for (name,) in cursor.fetchall()]
    if open_ledgers:
        yield Fault(
            f"What serves could change or remove lines of {', '.join(open_ledgers)}.",
            "Restore again in the order of docs/operator/restore.md; let nobody in before that.",
        )
