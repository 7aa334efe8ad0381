"""Hangs the witness on pytest. A number that was written fails the test that wrote it; what nobody saw fails a whole run."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest

from witness.coverage import Seen, pages, templates
from witness.network import stay_here
from witness.writing import Writing

writing, seen = Writing(), Seen()
OF_WORKERS = "witness"
CHOOSING = ("-k", "-m", "--lf", "--last-failed", "--deselect", "--co", "--sw", "--stepwise")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--reverse", action="store_true", help="the last test first: no test may need another before it")


def pytest_configure() -> None:
    stay_here()
    writing.begin()
    seen.begin()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.option.reverse:
        items.reverse()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """What the test and its programs printed is read as well; then the test answers for all of it."""
    report = yield
    for name, printed in report.sections:
        writing.read(name, printed)
    found = writing.take()
    if found and report.passed and not item.get_closest_marker("writes_numbers"):
        report.outcome = "failed"
        report.longrepr = f"A citizen service number stood in: {sorted(found)}"
    return report


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker hands over what it saw; whoever ran all tests judges."""
    seen.count_pages()
    if (output := getattr(session.config, "workeroutput", None)) is not None:
        output[OF_WORKERS] = (writing.texts, sorted(seen.pages), sorted(seen.templates))
    elif _was_whole(session.config) and session.exitstatus == pytest.ExitCode.OK and seen.unseen():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    texts, answered, drawn = getattr(node, "workeroutput", {}).get(OF_WORKERS, (0, (), ()))
    writing.texts += texts
    seen.pages.update(answered)
    seen.templates.update(drawn)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if not _was_whole(config):
        return
    terminalreporter.write_line(f"no number of the test range in {writing.texts:,} texts that were written")
    for one in seen.unseen():
        terminalreporter.write_line(one, red=True)
    answered, drawn = len(pages() & seen.pages), len(templates() & seen.templates)
    terminalreporter.write_line(
        f"{answered} of {len(pages())} pages answered, {drawn} of {len(templates())} templates drawn"
    )


def _was_whole(config: pytest.Config) -> bool:
    """Whether nothing was chosen: no file, no word, not only what failed before."""
    chosen = any(str(one).startswith(CHOOSING) for one in config.invocation_params.args)
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not chosen
