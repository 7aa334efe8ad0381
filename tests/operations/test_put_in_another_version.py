"""An operator puts in another version as the handbook says: of its units all are there, and of those it dropped none."""

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

HANDBOOK = (Path(__file__).parents[2] / "docs/operator/upgrade.md").read_text()
OLD = {"naast-web.service": "old", "naast-dropped.service": "old", "naast-.service.d/dropped.conf": "old"}
NEW = {"naast-web.service": "new", "naast-added.service": "new"}
STUBS = {"runuser": 'shift 3\nexec "$@"', "systemctl": 'echo "$@" >> "$CALLED"'}
ELSEWHERE = ("make setup", "deploy/run ", "deploy/backup")  # what takes more than git and files


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Its clone stands at the old version, the units of which are installed beside one of the operator's own."""
    origin, etc = tmp_path / "origin", tmp_path / "etc"
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(origin))
    commit(origin, OLD, "1.0")
    git(tmp_path, "clone", "--quiet", str(origin), str(tmp_path / "naast"))
    (tmp_path / "naast/deploy/systemd").rename(etc)
    git(tmp_path / "naast", "checkout", "--quiet", "--", ".")
    (etc / "naast-mine.service").write_text("mine")
    commit(origin, NEW, "2.0")
    for name, does in STUBS.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n")
        (tmp_path / name).chmod(0o755)
    return tmp_path


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Sam", "-c", "user.email=sam@example.nl")
    subprocess.run(["git", *who, *words], cwd=folder, check=True)


def commit(origin: Path, units: Mapping[str, str], tag: str) -> None:
    for file in (origin / "deploy/systemd").rglob("*.*"):
        if file.is_file():
            file.unlink()
    for name, text in units.items():
        file = origin / "deploy/systemd" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    git(origin, "add", "--all")
    git(origin, "commit", "--quiet", "--message", tag)
    git(origin, "tag", "--annotate", "--message", tag, tag)


@pytest.fixture
def does(machine: Path) -> Callable[[str], list[str]]:
    """Runs these lines of the handbook in a new shell; what was asked of systemd."""

    def run(lines: str) -> list[str]:
        lines = lines.replace("/opt/naast", str(machine / "naast")).replace("/etc/systemd/system", str(machine / "etc"))
        mine = "\n".join(line for line in lines.splitlines() if not any(one in line for one in ELSEWHERE))
        called = machine / "called"
        called.unlink(missing_ok=True)
        path = f"{machine}{os.pathsep}{os.environ['PATH']}"
        subprocess.run(["sh", "-euc", mine], env={"PATH": path, "CALLED": str(called)}, check=True, capture_output=True)
        return called.read_text().splitlines()

    return run


def block(after: str) -> str:
    return HANDBOOK.partition(after)[2].partition("```\n")[2].partition("```")[0]


def installed(machine: Path) -> dict[str, str]:
    etc = machine / "etc"
    return {str(file.relative_to(etc)): file.read_text() for file in etc.rglob("*") if file.is_file()}


def test_units_that_the_version_dropped_go_and_the_operators_own_stay(
    machine: Path, does: Callable[[str], list[str]]
) -> None:
    called = does(block("# Put in another version"))
    assert installed(machine) == {**NEW, "naast-mine.service": "mine"}
    assert "disable --now naast-dropped.service" in called
    assert called.index("disable --now naast-dropped.service") < called.index("daemon-reload")


def test_on_the_way_back_those_of_the_newer_version_go(machine: Path, does: Callable[[str], list[str]]) -> None:
    does(block("# Put in another version"))
    rest = block("# Put in another version").partition("collectstatic --noinput\n")[2]
    called = does(block("## The way back").replace("VERSION", "1.0") + rest)
    assert installed(machine) == {**OLD, "naast-mine.service": "mine"}
    assert "disable --now naast-added.service" in called
