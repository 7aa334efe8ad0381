"""The units an operator installs: systemd reads them without a complaint, and lets them do little.

Where a machine has no systemd-analyze (`apt-get install systemd`), the text of the units is held against the same wish.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from naast.site.commands import COMMANDS

UNITS = Path(__file__).parents[2] / "deploy/systemd"
SERVICES = sorted(UNITS.glob("naast-*.service"))
AS_ROOT = {
    "backup-naast.service",
    "call-naast@.service",
}  # what the owner's password or the operator's own script takes
OUR_CLONE = Path("opt/naast/.venv/bin/naast")
SHARED = UNITS / "naast-.service.d/all.conf"
WITHOUT_RIGHTS = {
    "User=naast", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "ProtectSystem=strict", "ReadWritePaths=/srv/naast",
    "PrivateDevices=yes", "ProtectHome=yes", "EnvironmentFile=/etc/naast/naast.env",
}  # fmt: skip
OWN = {"ExecStart", "Restart", "RestartSec", "Type"}  # what a unit says of itself; all else it shares
SAFE_ENOUGH = 1.5  # of systemd's own judgement from 0 to 10, where 10 is a service that may do all


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """The root of a machine on which Naast was installed."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("not checked: the systemd units, since this machine has no systemd-analyze")
    shutil.copytree(UNITS, tmp_path / "etc/systemd/system")
    for place in ("usr/lib/systemd/system", "opt/naast/.venv/bin", "etc/naast", "srv/naast"):
        (tmp_path / place).mkdir(parents=True)
    for name in ("sysinit", "basic", "shutdown", "network-online", "timers", "multi-user"):
        (tmp_path / f"usr/lib/systemd/system/{name}.target").write_text("[Unit]\n")
    (tmp_path / "opt/naast/deploy").mkdir()
    for program in (OUR_CLONE, Path("opt/naast/deploy/backup"), Path("etc/naast/call")):
        (tmp_path / program).write_text("#!/bin/sh\n")
        (tmp_path / program).chmod(0o755)
    (tmp_path / "etc/naast/naast.env").touch()
    return tmp_path


def analyze(machine: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", f"--root={machine}", *command], capture_output=True, text=True, check=False
    )


def test_systemd_takes_every_unit(machine: Path):
    names = [file.name for file in UNITS.iterdir() if file.is_file()]
    read = analyze(machine, "verify", "--man=no", *names)
    assert (read.returncode, read.stderr) == (0, "")


@pytest.mark.parametrize("unit", SERVICES, ids=lambda file: file.stem)
def test_a_unit_may_do_little(machine: Path, unit: Path):
    judged = analyze(machine, "security", "--offline=true", "--no-pager", unit.name)
    exposure = re.search(r"exposure level for \S+ ([\d.]+)", judged.stdout)
    assert exposure, judged.stderr
    assert float(exposure[1]) < SAFE_ENOUGH


def test_every_unit_shares_what_it_cannot_do_and_takes_none_of_it_back():
    assert set(SHARED.read_text().splitlines()) >= WITHOUT_RIGHTS
    # systemd leaves naast-.service.d out for another name.
    assert {unit.name for unit in UNITS.glob("*.service")} == {unit.name for unit in SERVICES} | AS_ROOT
    for unit in SERVICES:
        _unit, _heading, own = unit.read_text().partition("[Service]")
        said = {line.partition("=")[0] for line in own.partition("[Install]")[0].splitlines() if line}
        assert said <= OWN, unit.name


def test_only_who_gives_a_command_by_hand_has_the_password_of_the_owner():
    assert [file.name for file in UNITS.rglob("*") if file.is_file() and "owner.env" in file.read_text()] == []


def test_a_unit_runs_a_command_that_there_is():
    run = {
        re.search(r"^ExecStart=/opt/naast/\.venv/bin/naast (\w+)$", file.read_text(), re.MULTILINE)[1]
        for file in SERVICES
    }
    assert run == {"web", "worker", "sweep", "metrics", "verify"} <= set(COMMANDS)
