"""Two transactions that write in the same dossiers wait for each other, and never for ever."""

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from naast.dossier import api
from naast.dossier.actions.lines import UnknownWord
from naast.dossier.models import ChainHead, Entry
from naast.dossier.tests.conftest import Town, make_town, resident, say
from naast.dossier.types import chain_id

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


def test_who_waits_for_the_first_chain_holds_none_of_the_later_ones() -> None:
    """So nobody who waits can be waited for: the heads are locked in order of their keys."""
    town = make_town("lommerwaard", "Gemeente Lommerwaard")
    people = sorted((uuid4() for _ in range(8)), key=lambda person: chain_id(person, town.id))
    _write_both(town, people, 1)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            api.hold(subjects=people[:1], organisation=town.id)
            run = pool.submit(_write_both, town, people[::-1], 1)
            _until_somebody_waits()
            later = ChainHead.objects.filter(chain__subject__in=people[1:])
            assert len(later.select_for_update(nowait=True, of=("self",))) == 7
        run.result(timeout=30)


def _until_somebody_waits() -> None:
    waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    until = time.monotonic() + 20
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute(waiting)
            if cursor.fetchone():
                return
            cursor.execute("SELECT pg_sleep(0.01), pg_stat_clear_snapshot()")
    pytest.fail("nobody waited for the lock")


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
