"""Retention takes content away: the line says so, and the chain holds."""

import pytest
from django.db import DatabaseError, connections, transaction

from naast.dossier import api
from naast.dossier.models import Entry, EntryContent
from naast.dossier.tests.conftest import make_town, resident, say

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "retention"])


def test_the_line_stays_and_says_by_which_rule_its_content_went() -> None:
    town, person = make_town("lommerwaard", "Gemeente Lommerwaard"), resident()
    old, kept = say(person, town, "kanarie-oud-0001"), say(person, town, "blijft")
    gone = api.remove_content(subject=person.party, organisation=town.id, entries=[old], rule="na een jaar")
    assert gone == 1
    lines = {one.id: one for one in api.timeline(person, subject=person.party)}
    assert "na een jaar" in lines[old].detail
    assert lines[kept].detail == "‘blijft’"
    assert not EntryContent.objects.filter(text__contains="kanarie").exists()
    assert api.verify().holds


def test_done_again_after_half_a_run_nothing_happens_twice() -> None:
    town, person = make_town("lommerwaard", "Gemeente Lommerwaard"), resident()
    old = say(person, town, "oud")
    for expected in (1, 0):
        gone = api.remove_content(subject=person.party, organisation=town.id, entries=[old], rule="na een jaar")
        assert gone == expected
    assert Entry.objects.filter(kind="dossier.content_removed").count() == 1


def test_content_of_another_person_is_left_alone() -> None:
    town, person = make_town("lommerwaard", "Gemeente Lommerwaard"), resident()
    foreign = say(resident(), town, "van een ander")
    say(person, town, "eigen")
    assert api.remove_content(subject=person.party, organisation=town.id, entries=[foreign], rule="x") == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE dossier_entry SET kind = 'x'",
        "DELETE FROM dossier_entry",
        "UPDATE dossier_entrycontent SET text = NULL",
        "DELETE FROM dossier_entrycontent",
        "UPDATE dossier_auditline SET what = 'x'",
        "DELETE FROM dossier_auditline",
        "UPDATE dossier_processingline SET what = 'x'",
        "DELETE FROM dossier_processingline",
        "DELETE FROM dossier_chainhead",
        "UPDATE dossier_chain SET subject = gen_random_uuid()",
        "DELETE FROM dossier_anchor",
        "TRUNCATE dossier_entry CASCADE",
    ],
)
@pytest.mark.parametrize("alias", ["default", "retention"])
def test_neither_the_site_nor_retention_may_change_what_was_written(alias: str, statement: str) -> None:
    if alias == "retention" and statement == "UPDATE dossier_entrycontent SET text = NULL":
        return  # that is what retention is for
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(using=alias),
        connections[alias].cursor() as cursor,
    ):
        cursor.execute(statement)
