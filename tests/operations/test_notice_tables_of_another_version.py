"""A database that was made by other first migrations is told so at the start, before anybody finds out by a page that breaks."""

import os
from contextlib import nullcontext

import pytest
from django.db import connections, transaction

from naast.site.options import Options
from naast.site.tables import OtherTables, faults_of_tables, refuse_missing_tables
from operations.conftest import Typed

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
OTHER = [
    "ALTER TABLE kernel_sweeprun RENAME failure TO fault",
    "ALTER TABLE kernel_sweeprun DROP COLUMN failure",
    "ALTER TABLE kernel_sweeprun ADD COLUMN mood text NOT NULL",
    "ALTER TABLE kernel_sweeprun ALTER COLUMN failure TYPE varchar(20)",
    "ALTER TABLE kernel_sweeprun ALTER COLUMN failed_at SET NOT NULL",
    "DROP TABLE kernel_sweeprun",
    "DROP INDEX note_by_time",
    "ALTER TABLE kernel_effect DROP CONSTRAINT effect_once",
]


def test_tables_as_the_migrations_make_them_are_ours():
    assert list(faults_of_tables(connections["owner"], Options.read(os.environ))) == []


@pytest.mark.parametrize("other", OTHER)
def test_any_other_shape_is_noticed(other: str):
    with transaction.atomic(using="owner"):
        with connections["owner"].cursor() as owner:
            owner.execute(other)
        [fault] = faults_of_tables(connections["owner"], Options.read(os.environ))
        transaction.set_rollback(True, using="owner")
    assert any(table in fault.what for table in ("kernel_sweeprun", "kernel_livenote", "kernel_effect"))


def test_the_start_says_what_to_do_and_takes_nothing_away(typed: Typed):
    """`naast up` and `naast demo` begin with this command, and end when it does not end well."""
    with connections["owner"].cursor() as owner:
        owner.execute("ALTER TABLE kernel_sweeprun ADD COLUMN mood text")
        try:
            said = typed("migrate", "--verbosity=0")
            [of_the_clone] = faults_of_tables(connections["owner"], Options.read({}))
            owner.execute("SELECT count(mood) FROM kernel_sweeprun")
        finally:
            owner.execute("ALTER TABLE kernel_sweeprun DROP COLUMN mood")
    assert said.returncode == 1
    assert "Another version of Naast made them, with other first migrations: kernel_sweeprun." in said.stderr
    assert "See UPGRADE.md" in said.stderr
    assert "NAAST_STATE=.naast-new make demo" in of_the_clone.mend


def test_a_command_on_an_empty_database_says_in_one_line_to_migrate(typed: Typed):
    with connections["owner"].cursor() as owner:
        owner.execute("ALTER TABLE organisations_organisation RENAME TO elsewhere")
        try:
            said = typed("services", "publish", "nobody")
        finally:
            owner.execute("ALTER TABLE elsewhere RENAME TO organisations_organisation")
    assert (said.returncode, said.stderr.count("\n")) == (1, 1)
    assert "Run `naast migrate`" in said.stderr


@pytest.mark.parametrize(
    ("spoil", "mend", "told"),
    [
        (
            "INSERT INTO django_migrations (app, name, applied) VALUES ('dossier', '9999_later', now())",
            "DELETE FROM django_migrations WHERE name = '9999_later'",
            ("A newer version of Naast made them: dossier.9999_later.", "restore the copy that was made before it"),
        ),
        (
            "DELETE FROM django_migrations WHERE app = 'workbench'",
            "INSERT INTO django_migrations (app, name, applied) VALUES ('workbench', '0001_initial', now())",
            ("A change does not fit what is there: relation", "See UPGRADE.md"),
        ),
    ],
    ids=["newer", "other"],
)
def test_migrate_says_which_version_made_the_database(typed: Typed, spoil: str, mend: str, told: tuple[str, str]):
    with connections["owner"].cursor() as owner:
        owner.execute(spoil)
        try:
            said = typed("migrate", "--verbosity=0")
        finally:
            owner.execute(mend)
    assert said.returncode == 1
    assert "Traceback" not in said.stderr
    assert all(one in said.stderr for one in told)


@pytest.mark.parametrize(
    ("other", "serves"),
    [
        ("ALTER TABLE kernel_sweeprun ADD COLUMN mood text", True),
        ("ALTER TABLE kernel_sweeprun DROP COLUMN failure", False),
        ("DROP TABLE kernel_sweeprun", False),
    ],
)
def test_nothing_serves_without_what_it_reads(other: str, serves: bool):
    """What a newer version added does no harm: old and new may serve together while they change places."""
    with transaction.atomic(using="owner"):
        with connections["owner"].cursor() as owner:
            owner.execute(other)
        with nullcontext() if serves else pytest.raises(OtherTables, match="not whole: kernel_sweeprun"):
            refuse_missing_tables(connections["owner"])
        transaction.set_rollback(True, using="owner")
