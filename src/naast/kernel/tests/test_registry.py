"""Capabilities fit together, or the house does not open."""

from dataclasses import dataclass

import pytest

from naast.kernel.events import Event, Later
from naast.kernel.registry import BadRegistration, Capability, Declaration, Registry
from naast.kernel.sweeps import Sweep


@dataclass(frozen=True, kw_only=True)
class Lamp(Declaration):
    watts: int = 0

    def problems(self, registry):
        if self.watts < 0:
            yield "a lamp needs power."


def capability(name, *declares):
    return Capability(name=name, purpose="A test.", declares=declares)


def test_what_is_declared_is_found_in_order_and_by_key():
    registry, hall, stair = Registry(), Lamp(key="hall"), Lamp(key="stair")
    registry.register(capability("light", hall, stair))
    registry.freeze()
    assert registry.declared(Lamp) == (hall, stair)
    assert registry.find(Lamp, "stair") is stair
    assert registry.find(Lamp, "cellar") is None
    assert registry.owner_of(hall) == "light"


def test_two_capabilities_cannot_have_one_name():
    registry = Registry()
    registry.register(capability("light"))
    with pytest.raises(BadRegistration, match="light: a capability of this name is already registered"):
        registry.register(capability("light"))


def test_two_declarations_of_one_kind_cannot_have_one_key():
    registry = Registry()
    registry.register(capability("light", Lamp(key="hall")))
    with pytest.raises(BadRegistration, match="Lamp 'hall' is already declared by light"):
        registry.register(capability("power", Lamp(key="hall")))


def test_the_same_key_of_another_kind_is_fine():
    registry = Registry()
    registry.register(capability("light", Lamp(key="light.hall"), Sweep(key="light.hall", every=1, run=lambda: 0)))
    registry.freeze()


def test_a_frozen_registry_takes_nothing_more():
    registry = Registry()
    registry.freeze()
    with pytest.raises(BadRegistration, match="frozen"):
        registry.register(capability("late"))


def test_a_refusal_lists_every_problem_and_whose_it_is():
    registry = Registry()
    registry.register(capability("light", Lamp(key="hall", watts=-1), Lamp(key="stair", watts=-2), Lamp(key="attic")))
    registry.register(capability("power", Lamp(key="shed", watts=-3)))
    with pytest.raises(BadRegistration) as refused:
        registry.freeze()
    assert str(refused.value).splitlines() == [
        "light: Lamp 'hall': a lamp needs power.",
        "light: Lamp 'stair': a lamp needs power.",
        "power: Lamp 'shed': a lamp needs power.",
    ]
    registry.register(capability("more"))  # it did not freeze


@pytest.mark.parametrize(
    "declaration",
    [
        Later(key="dim", event=Event, handle=print),
        Later(key="power.dim", event=Event, handle=print),
        Sweep(key="dust", every=1, run=int),
    ],
)
def test_a_handler_or_sweep_is_named_after_its_capability(declaration):
    registry = Registry()
    registry.register(capability("light", declaration))
    with pytest.raises(BadRegistration, match="name it 'light"):
        registry.freeze()
