"""Two transactions that write in the same dossiers wait for each other, and never for ever."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from naast.dossier import api
from naast.dossier.actions.lines import UnknownWord
from naast.dossier.models import Entry
from naast.dossier.tests.conftest import Town, make_town, resident, say

pytestmark = pytest.mark.django_db(transaction=True)


def _write_both(town: Town, people: list[UUID], times: int) -> None:
    try:
        for _ in range(times):
            api.record_for(
                resident(people[0]),
                subjects=people,
                organisation=town.id,
                kind="dossier.noted",
                purpose="dossier.own_words",
                about=None,
                content={"words": "samen"},
            )
    finally:
        connection.close()


def test_entries_in_several_chains_in_opposite_order_all_arrive() -> None:
    town, people = make_town("lommerwaard", "Gemeente Lommerwaard"), [uuid4() for _ in range(5)]
    with ThreadPoolExecutor(4) as pool:
        runs = [pool.submit(_write_both, town, people[:: 1 if number % 2 else -1], 10) for number in range(4)]
        for run in runs:
            run.result(timeout=60)
    assert Entry.objects.count() == 4 * 10 * len(people)
    assert api.verify().holds


def test_nothing_is_written_when_the_action_fails() -> None:
    town, person = make_town("lommerwaard", "Gemeente Lommerwaard"), resident()
    with transaction.atomic():
        say(person, town, "half")
        transaction.set_rollback(True)
    assert not Entry.objects.exists()
    say(person, town, "heel")
    assert api.verify().holds


@pytest.mark.parametrize(
    ("kind", "purpose", "content"),
    [
        ("dossier.unknown", "dossier.own_words", {"words": "x"}),
        ("dossier.noted", "dossier.unknown", {"words": "x"}),
        ("dossier.noted", "dossier.own_words", {}),
    ],
)
def test_words_that_nobody_declared_are_refused(kind: str, purpose: str, content: dict[str, str]) -> None:
    town, person = make_town("lommerwaard", "Gemeente Lommerwaard"), resident()
    with pytest.raises(UnknownWord):
        api.record(
            person, subject=person.party, organisation=town.id, kind=kind, purpose=purpose, about=None, content=content
        )


def test_money_as_a_float_is_refused_because_it_would_not_read_back_the_same() -> None:
    town, person = make_town("lommerwaard", "Gemeente Lommerwaard"), resident()
    with pytest.raises(TypeError, match="float"):
        say(person, town, {"euro": 12.3})  # type: ignore[arg-type]
