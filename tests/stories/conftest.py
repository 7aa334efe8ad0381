"""One town for the run, and people with a browser in it who must never meet a fault of ours."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Generator, Iterator

import pytest
from playwright.sync_api import Browser

from stories.evidence import STORIES, Gathered
from stories.town import Town, shared_town
from stories.visitor import Visitor

PHONE, DESK = 360, 1280
Somebody = Callable[..., Visitor]
_GATHERED = pytest.StashKey[Gathered]()
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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--keep", action="store_true", help="keep what was measured for the accessibility statement")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_GATHERED] = Gathered()
    for kind in STORIES:
        config.addinivalue_line("markers", f"{kind}: a story of the accessibility statement")


@pytest.fixture(scope="session")
def gathered(request: pytest.FixtureRequest) -> Gathered:
    return request.config.stash[_GATHERED]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        for kind in STORIES:
            if item.get_closest_marker(kind):
                item.config.stash[_GATHERED].stories[kind][item.name] = report.passed
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if not config.getoption("keep", default=False):
        return
    found = config.stash[_GATHERED]
    if found.is_whole:
        found.keep()
    terminalreporter.write_line(
        "evidence kept" if found.is_whole else "evidence not kept: not every state and story ran"
    )
