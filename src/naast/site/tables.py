"""Whether the tables of a database are those of this code. Django goes by the names of migrations, never by what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from naast.site.options import Options
from naast.site.postgres.trust import Fault

Columns = Mapping[str, tuple[str, bool]]  # by name: the type as PostgreSQL writes it, and whether it may be empty
NAMED = 5  # tables
OF_DATABASE = """
    SELECT relname, attname, format_type(atttypid, atttypmod), NOT attnotnull
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
"""
NAMES = "SELECT relname FROM pg_class WHERE relkind = 'i' UNION SELECT conname FROM pg_constraint"


class OtherTables(Exception):
    """The tables in this database are not those of this code."""


def refuse_other_tables(connection: BaseDatabaseWrapper, options: Options) -> None:
    """Raises OtherTables, which says what to do. Takes nothing away."""
    for fault in faults_of_tables(connection, options):
        raise OtherTables(f"{fault.what}\n{fault.mend}")


def refuse_missing_tables(connection: BaseDatabaseWrapper) -> None:
    """Raises OtherTables when something is not there that this code reads or writes. What is there beside it does no harm."""
    there, _ = _there(connection)
    if lacking := sorted(_lacking(connection, there)):
        raise OtherTables(
            f"Not there, or not whole: {', '.join(lacking)}.\nRun `naast migrate`; `naast doctor` says more."
        )


def faults_of_tables(connection: BaseDatabaseWrapper, options: Options) -> Iterator[Fault]:
    """Once all migrations were done; before that the tables are others by right."""
    if newer := sorted(_of_newer(connection)):
        yield Fault(
            f"A newer version of Naast made them: {', '.join(newer)}.",
            "Go on with that version, or restore the copy that was made before it (docs/operator/restore.md).",
        )
    elif strange := sorted(_strange(connection)):
        yield Fault(
            f"Another version of Naast made them, with other first migrations: {', '.join(strange)}.",
            mend(options),
        )


def mend(options: Options) -> str:
    """What to do with tables of another version."""
    if options.database_url:
        return (
            "A version that was not released cannot be upgraded: go back to the one that made them, or make a new "
            "database. See UPGRADE.md."
        )
    return (
        "Begin anew beside it with a folder of its own, as in `NAAST_STATE=.naast-new make demo`; "
        f"or throw away all that is in it with `rm -r {options.state}`, and start again."
    )


def _of_newer(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """Migrations that were done here and that this code does not have."""
    loader = MigrationLoader(connection)
    ours = {one.label for one in apps.get_app_configs() if one.name.startswith("naast.")}
    later = (loader.applied_migrations or {}).keys() - (loader.disk_migrations or {}).keys()
    yield from (f"{app}.{name}" for app, name in later if app in ours)


def _strange(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """Tables that lack something, or have something else."""
    there, names = _there(connection)
    for model in _ours():
        meta = model._meta
        declared = {one.name for one in (*meta.constraints, *meta.indexes)}
        if there[meta.db_table] != _columns(model, connection) or not declared <= names:
            yield meta.db_table


def _lacking(connection: BaseDatabaseWrapper, there: Mapping[str, Columns]) -> Iterator[str]:
    for model in _ours():
        if not _columns(model, connection).items() <= there[model._meta.db_table].items():
            yield model._meta.db_table


def _ours() -> Iterator[type[Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("naast.") and model._meta.managed and not model._meta.proxy:
            yield model


def _there(connection: BaseDatabaseWrapper) -> tuple[Mapping[str, Columns], set[str]]:
    """The columns by table, and the names of indexes and constraints."""
    there: defaultdict[str, dict[str, tuple[str, bool]]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(OF_DATABASE)
        for table, column, kind, may_be_empty in cursor.fetchall():
            there[table][column] = (kind, may_be_empty)
        cursor.execute(NAMES)
        return there, {name for (name,) in cursor.fetchall()}


def _columns(model: type[Model], connection: BaseDatabaseWrapper) -> Columns:
    return {
        str(field.column): (_as_postgres_writes(field.db_type(connection) or ""), field.null)
        for field in model._meta.local_concrete_fields
    }


def _as_postgres_writes(kind: str) -> str:
    return kind.replace("varchar", "character varying").replace(", ", ",")
