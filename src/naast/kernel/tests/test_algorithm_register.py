"""Code that is not in the register cannot run, and each run is counted."""

import gc
import sys
import threading
from dataclasses import fields
from datetime import date
from uuid import UUID

import pytest
from django.db import connection

from naast.kernel import algorithms
from naast.kernel.algorithms import Algorithm, NotInRegister, Use, algorithm, fold_runs, rehearsal, run, uses
from naast.kernel.models import AlgorithmRuns
from naast.kernel.registry import BadRegistration, Capability, Registry, registry

ABOUT = {
    "title": "Draagkracht",
    "purpose": "Rekent uit wat iemand zelf kan betalen.",
    "data": "Inkomen en vaste lasten.",
    "legal_ground": "Invorderingswet 1990, artikel 26",
    "human_role": "Een medewerker beslist.",
}
TOWN, VILLAGE = UUID(int=1), UUID(int=2)
DAY = date(2026, 11, 26)


@algorithm(key="probe.double", **ABOUT)
def double(*, amount):
    return amount * 2


@algorithm(key="probe.undeclared", **ABOUT)
def undeclared():
    raise AssertionError("it ran")


def plain():
    return 1


@pytest.mark.django_db
def test_a_registered_algorithm_runs(declare):
    declare(double)
    assert run("probe.double", organisation=TOWN, amount=21) == 42


@pytest.mark.parametrize("key", ["probe.undeclared", "probe.nowhere"])
def test_what_is_not_in_the_register_does_not_run(key):
    with pytest.raises(NotInRegister, match=key):
        run(key)


@pytest.mark.django_db
def test_another_function_under_a_registered_key_does_not_take_its_place(declare):
    declare(double)
    algorithm(key="probe.double", **ABOUT)(lambda amount: -1)
    assert run("probe.double", amount=21) == 42


def test_the_handle_cannot_be_called_and_holds_no_function(declare):
    declare(double)
    assert not callable(double)
    assert not any(callable(getattr(double, one.name)) for one in fields(Algorithm))
    assert not any(callable(value) for value in vars(double).values())
    assert not hasattr(double, "run")


def test_no_attribute_of_any_module_of_ours_leads_to_a_registered_function(declare):
    """Functions of algorithms live in the closure of the register only; whoever refers to them is looked up by the collector."""
    declare(double)
    for one in registry.declared(Algorithm):
        (function,) = _functions_of(one)
        assert _attributes_that_are(function) == [], one.key


def _functions_of(handle):
    """What stands beside the handle in the register's closure."""
    pairs = [pair for pair in gc.get_referrers(handle) if type(pair) is tuple and len(pair) == 2 and pair[0] is handle]
    return {pair[1] for pair in pairs if callable(pair[1])}


def _attributes_that_are(function):
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("naast")]
    return [
        (module.__name__, name) for module in modules for name, value in list(vars(module).items()) if value is function
    ]


def test_a_function_that_its_module_still_shows_is_refused_at_start():
    own = Registry()
    own.register(Capability(name="probe", purpose="A test.", declares=(algorithm(key="probe.plain", **ABOUT)(plain),)))
    with pytest.raises(BadRegistration, match=r"plain still reaches the plain function; put @algorithm"):
        own.freeze()


@pytest.mark.parametrize("field", sorted(ABOUT))
def test_an_entry_with_an_empty_text_is_refused_at_start(field):
    own = Registry()
    handle = algorithm(key="probe.vague", **ABOUT | {field: " "})(lambda: 1)
    own.register(Capability(name="probe", purpose="A test.", declares=(handle,)))
    with pytest.raises(BadRegistration, match=f"say what its {field} is"):
        own.freeze()


def test_an_entry_is_named_after_its_capability():
    own = Registry()
    own.register(Capability(name="other", purpose="A test.", declares=(double,)))
    with pytest.raises(BadRegistration, match="name it 'other"):
        own.freeze()


@pytest.mark.django_db
def test_runs_are_counted_per_day_and_organisation_and_stay_so_when_folded(declare, clock):
    declare(double)
    for organisation in (TOWN, TOWN, VILLAGE, None):
        run("probe.double", organisation=organisation, amount=1)
    clock.shift(24 * 3600)
    run("probe.double", organisation=TOWN, amount=1)
    assert fold_runs() == 1
    assert fold_runs() == 0
    assert set(AlgorithmRuns.objects.values_list("day", "algorithm", "organisation", "runs")) == {
        (DAY, "probe.double", TOWN, 2),
        (DAY, "probe.double", VILLAGE, 1),
        (DAY, "probe.double", None, 1),
        (date(2026, 11, 27), "probe.double", TOWN, 1),
    }
    assert uses(since=DAY, organisation=TOWN) == {"probe.double": Use(3, DAY)}
    assert uses(since=date(2026, 11, 27)) == {"probe.double": Use(1, DAY)}


def test_a_rehearsal_runs_without_a_database_and_is_not_counted(declare):
    declare(double)
    with rehearsal():
        assert run("probe.double", amount=2) == 4


@pytest.mark.django_db
def test_after_a_rehearsal_runs_count_again(declare):
    declare(double)
    with rehearsal():
        pass
    run("probe.double", amount=2)
    assert AlgorithmRuns.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_transactions_that_run_the_same_algorithm_do_not_wait_for_each_other(declare):
    from django.db import transaction

    declare(double)
    inside, go_on = threading.Event(), threading.Event()

    def slow():
        try:
            with transaction.atomic():
                run("probe.double", organisation=TOWN, amount=1)
                inside.set()
                go_on.wait(10)
        finally:
            connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert inside.wait(10)
    run("probe.double", organisation=TOWN, amount=1)  # would fail on lock_timeout
    assert thread.is_alive()
    go_on.set()
    thread.join()
    assert AlgorithmRuns.objects.count() == 2


def test_the_register_shows_what_is_declared(declare):
    declare(double)
    assert double in algorithms.register()
    assert undeclared not in algorithms.register()
