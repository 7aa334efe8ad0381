"""What the kernel's tests share: declaring something for the length of one test."""

from collections.abc import Callable, Iterator

import pytest

from naast.kernel.registry import Capability, Declaration, registry


@pytest.fixture
def declare() -> Iterator[Callable[..., None]]:
    """Adds a capability `probe` with these declarations to the frozen registry, and takes it away after the test."""
    before = (
        dict(registry._capabilities),
        {kind: dict(one) for kind, one in registry._by_kind.items()},
        dict(registry._owner),
    )

    def add(*declarations: Declaration, name: str = "probe") -> None:
        registry._frozen = False
        registry.register(Capability(name=name, purpose="A test.", declares=declarations))
        registry.freeze()

    yield add
    registry._capabilities, registry._by_kind, registry._owner = before
    registry._frozen = True
