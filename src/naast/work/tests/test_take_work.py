"""A worker takes work, gives it back, or finishes it; nobody overwrites a colleague."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from psycopg.errors import LockNotAvailable

from naast.kernel.actor import SYSTEM
from naast.kernel.clock import now
from naast.kernel.errors import Forbidden, NotFound, Refused, Stale
from naast.kernel.models import StoredEvent
from naast.kernel.types import Ref
from naast.work import api
from naast.work.tests.conftest import colleague, seen, worker
from naast.work.types import WorkStatus

pytestmark = pytest.mark.django_db


def test_who_takes_work_has_it(add, karim):
    item = add()
    api.take(karim, item, version=1)
    assert (seen(item).status, seen(item).taken_by) == (WorkStatus.TAKEN, karim.id)


def test_a_second_worker_is_told_at_once_who_was_first_and_changes_nothing(add, karim, gerda):
    item = add()
    api.take(karim, item, version=1)
    with pytest.raises(Stale) as told:
        api.take(gerda, item, version=1)
    assert told.value.sentence == "Karim Haddouti heeft dit al opgepakt. Er is niets veranderd."
    assert (seen(item).taken_by, seen(item).version) == (karim.id, 2)


def test_pressing_twice_is_the_same_as_once(add, karim):
    item = add()
    api.take(karim, item, version=1)
    api.take(karim, item, version=1)
    assert seen(item).version == 2
    assert StoredEvent.objects.filter(name="work.ItemTaken").count() == 1


def test_work_that_changed_since_it_was_shown_is_not_taken(add, karim):
    item = add()
    api.reschedule(SYSTEM, item, now() + timedelta(days=9))
    with pytest.raises(Stale, match="intussen veranderd"):
        api.take(karim, item, version=1)
    assert seen(item).status is WorkStatus.OPEN


@pytest.mark.parametrize("verb", ["take", "give_back", "finish", "reschedule"])
def test_work_of_another_organisation_does_not_exist(add, karim, verb):
    item = add(at=uuid4())
    with pytest.raises(NotFound):
        _do(verb, karim, item)


@pytest.mark.parametrize("verb", ["take", "give_back", "finish", "reschedule"])
def test_who_may_only_look_may_not_touch(add, organisation, verb):
    item = add()
    with pytest.raises(Forbidden):
        _do(verb, worker(organisation, may=("work.see_queue",)), item)


@pytest.mark.parametrize("verb", ["give_back", "finish"])
def test_nobody_gives_back_or_finishes_what_a_colleague_has(add, karim, gerda, verb):
    item = add()
    api.take(karim, item, version=1)
    with pytest.raises(Stale, match="Karim Haddouti"):
        _do(verb, gerda, item)
    assert seen(item).taken_by == karim.id


def test_given_back_work_is_open_again_and_says_why(add, karim, gerda):
    item = add()
    api.take(karim, item, version=1)
    api.give_back(karim, item, reason=" Dit hoort bij belastingen. ")
    assert (seen(item).status, seen(item).taken_by) == (WorkStatus.OPEN, None)
    assert seen(item).returned == "Dit hoort bij belastingen."
    api.take(gerda, item, version=seen(item).version)
    assert seen(item).taken_by == gerda.id


@pytest.mark.parametrize(("reason", "told"), [("  ", "in één zin waarom"), ("a" * 501, "ten hoogste 500 tekens")])
def test_giving_back_needs_a_short_reason(add, karim, reason, told):
    item = add()
    api.take(karim, item, version=1)
    with pytest.raises(Refused, match=told):
        api.give_back(karim, item, reason=reason)
    assert seen(item).taken_by == karim.id


def test_finished_work_is_done_and_finishing_again_changes_nothing(add, karim):
    item = add()
    api.take(karim, item, version=1)
    api.finish(karim, item)
    api.finish(karim, item)
    assert (seen(item).status, seen(item).version) == (WorkStatus.DONE, 3)


def test_work_that_nobody_took_is_not_finished(add, karim):
    item = add()
    with pytest.raises(Refused, match="Pak dit werk eerst op"):
        api.finish(karim, item)


def test_when_a_matter_is_over_its_work_of_that_kind_is_too(add, karim):
    about = Ref("case", uuid4())
    over, other = add(about=about), add()
    api.take(karim, over, version=1)
    assert api.finish_about(SYSTEM, about, "work.obstacle") == 1
    assert (seen(over).status, seen(other).status) == (WorkStatus.DONE, WorkStatus.OPEN)
    assert api.finish_about(SYSTEM, about, "work.obstacle") == 0


def test_a_matter_tells_who_is_busy_with_it(add, karim):
    about = Ref("case", uuid4())
    item = add(about=about)
    assert api.taken_by(about) is None
    api.take(karim, item, version=1)
    assert api.taken_by(about).name == "Karim Haddouti"
    assert [one.id for one in api.items_about(about)] == [item]


@pytest.mark.django_db(transaction=True)
def test_of_fifty_who_take_at_the_same_time_one_gets_it(add, organisation):
    item = add()
    workers = [
        worker(organisation, key=colleague(f"c{number}@lommerwaard.example", f"Collega {number}"))
        for number in range(50)
    ]
    start = Barrier(5)  # a pool does not hold fifty connections
    with ThreadPoolExecutor(50) as pool:
        outcomes = list(pool.map(lambda one: _try_to_take(one, item, start), workers))
    assert outcomes.count("taken") == 1
    assert outcomes.count("told") == 49
    assert seen(item).taken_by == workers[outcomes.index("taken")].id
    assert StoredEvent.objects.filter(name="work.ItemTaken").count() == 1


def _try_to_take(actor, item, start) -> str:
    connection.ensure_connection()  # five have one before they begin, or on a busy machine they come one by one
    start.wait(timeout=60)
    try:
        api.take(actor, item, version=1)
    except Stale:
        return "told"
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable):
            raise
        return "told"  # on a busy machine nobody waits longer than two seconds for the row
    finally:
        connection.close()
    return "taken"


def _do(verb, actor, item) -> None:
    more = {
        "take": {"version": 1},
        "give_back": {"reason": "Ik ben morgen vrij."},
        "finish": {},
        "reschedule": {"due_at": now()},
    }
    getattr(api, verb)(actor, item, **more[verb])
