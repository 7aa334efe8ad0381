"""However often somebody presses, it is done once."""

import threading
from uuid import uuid4

import pytest
from django.db import connection, transaction

from naast.kernel.actor import ANONYMOUS, Actor, ActorKind
from naast.kernel.errors import Refused
from naast.kernel.idempotency import forget_results, once
from naast.kernel.ids import uuid7
from naast.kernel.models import KeptResult
from naast.kernel.types import Ref

pytestmark = pytest.mark.django_db(transaction=True)
ANNA = Actor(kind=ActorKind.RESIDENT, party=uuid4())
BRAM = Actor(kind=ActorKind.RESIDENT, party=uuid4())


class Desk:
    """Counts how often something is really made."""

    def __init__(self):
        self.made = []

    def make(self):
        self.made.append(Ref("case", uuid7()))
        return self.made[-1]


def test_a_repeat_gives_the_first_result_and_makes_nothing():
    desk = Desk()
    first, second = (once(ANNA, "key", desk.make, body="a=1") for _ in range(2))
    assert first == second
    assert len(desk.made) == 1


def test_another_body_under_the_same_key_is_refused():
    desk = Desk()
    once(ANNA, "key", desk.make, body="a=1")
    with pytest.raises(Refused, match="U verstuurde dit al"):
        once(ANNA, "key", desk.make, body="a=2")
    assert len(desk.made) == 1


def test_a_key_belongs_to_one_actor():
    desk = Desk()
    results = {once(actor, "key", desk.make) for actor in (ANNA, BRAM, ANONYMOUS)}
    assert len(results) == 3


def test_when_the_action_fails_the_key_is_free_again():
    def fail():
        raise Refused("Nee.")

    with pytest.raises(Refused, match="Nee"):
        once(ANNA, "key", fail)
    assert once(ANNA, "key", Desk().make)


def test_when_the_surrounding_transaction_rolls_back_the_key_is_free_again():
    desk = Desk()

    @transaction.atomic
    def send_and_break():
        once(ANNA, "key", desk.make)
        raise Refused("Nee.")

    with pytest.raises(Refused):
        send_and_break()
    once(ANNA, "key", desk.make)
    assert len(desk.made) == 2


@pytest.mark.parametrize("key", ["", "\0", "a" * 100_000, "مفتاح 🔑"])
def test_a_browser_may_send_any_key(key):
    desk = Desk()
    assert once(ANNA, key, desk.make) == once(ANNA, key, desk.make)


def test_eight_presses_at_once_make_one():
    desk, barrier, results = Desk(), threading.Barrier(8), []

    def press():
        try:
            barrier.wait()
            results.append(once(ANNA, "key", desk.make))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 8
    assert set(results) == set(desk.made)
    assert len(desk.made) == 1


def test_a_press_while_the_first_is_still_busy_is_answered_with_a_sentence():
    busy, go_on, answers = threading.Event(), threading.Event(), []

    def slow():
        busy.set()
        go_on.wait(10)
        return Ref("case", uuid7())

    def first():
        try:
            answers.append(once(ANNA, "key", slow))
        finally:
            connection.close()

    thread = threading.Thread(target=first)
    thread.start()
    busy.wait(10)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '50ms'")
    with pytest.raises(Refused, match="nog bezig"):
        once(ANNA, "key", slow)
    connection.close()
    go_on.set()
    thread.join()
    assert len(answers) == 1


def test_results_are_forgotten_after_a_week(clock):
    once(ANNA, "key", Desk().make)
    clock.shift(6 * 24 * 3600)
    assert forget_results() == 0
    clock.shift(2 * 24 * 3600)
    assert forget_results() == 1
    assert KeptResult.objects.count() == 0
