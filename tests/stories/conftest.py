"""One town for the run, and people with a browser in it who must never meet a fault of ours."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from stories.town import Town, shared_town
from stories.visitor import Visitor

PHONE, DESK = 360, 1280
Somebody = Callable[..., Visitor]
# Everybody has an address of their own, as at home; else the whole run is one address, which signs in too often.
_ADDRESSES = (f"fd00:{os.getpid() & 0xFFFF:x}:{number:x}::1" for number in itertools.count(1))


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Town]:
    folder = tmp_path_factory.getbasetemp()
    with shared_town(folder.parent if hasattr(request.config, "workerinput") else folder) as town:
        yield town


@pytest.fixture(autouse=True)
def _with_the_register(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test but one that is about it finds the population register as it should be."""
    if "town" not in request.fixturenames or request.node.get_closest_marker("switches_register"):
        yield
        return
    with request.getfixturevalue("town").register_left_alone():
        yield


@pytest.fixture
def somebody(chromium: Browser, town: Town) -> Iterator[Somebody]:
    """Makes a visitor with a browser of their own: `somebody(width=360, javascript=False)`."""
    everybody: list[Visitor] = []

    def new(*, width: int = DESK, javascript: bool = True) -> Visitor:
        size = {"width": width, "height": 800}
        context = chromium.new_context(
            viewport=size,
            java_script_enabled=javascript,
            locale="nl-NL",
            reduced_motion="reduce",
            extra_http_headers={"X-Forwarded-For": next(_ADDRESSES)},
        )
        everybody.append(Visitor(context.new_page(), town))
        return everybody[-1]

    yield new
    failed = [failure for one in everybody for failure in one.failed]
    for one in everybody:
        one.page.context.close()
    assert failed == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, as package-lock.json pins it."""
    return (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text()
