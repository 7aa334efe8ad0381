"""The units an operator installs: systemd reads them without a complaint, and lets them do little.

Where a machine has no systemd-analyze (`apt-get install systemd`), the text of the units is held against the same wish.
"""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
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


SYSTEMD_READS = Path("/usr/lib/systemd/user-environment-generators/30-systemd-environment-d-generator")
ALIKE = (
    "A=plain+/=@:?x=1,2-3%.4",
    "A='Gemeente Voorbeeld <n@example.nl>'",
    "A='a\\b\"c#d & e;f, ~'  ",
    'A="Gemeente \'s-Voorbeeld #1"',
    "# it's a comment\nA=1",
)
UNLIKE = (
    "A=it's",
    "A='it'\\''s'",
    "A=~/x",
    "A=one two",
    "A=x # y",
    "A = x",
    "A=a&b",
    "A=$(id)",
    "# comment \\\nA=1",
    "; comment\nA=1",
)


@pytest.fixture
def deploy_run(tmp_path: Path) -> Callable[[str], str]:
    """What `deploy/run` says about a `naast.env`; the command itself is not run."""
    (tmp_path / "runuser").write_text("#!/bin/sh\n")
    (tmp_path / "runuser").chmod(0o755)
    (tmp_path / "owner.env").touch()

    def run(lines: str) -> str:
        (tmp_path / "naast.env").write_text(f"{lines}\n")
        environment = {"NAAST_ETC": str(tmp_path), "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
        command = [UNITS.parent / "run", "doctor"]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stderr

    return run


@pytest.mark.parametrize("lines", ALIKE)
def test_settings_that_mean_the_same_to_systemd_and_a_shell_are_taken(
    deploy_run: Callable[[str], str], tmp_path: Path, lines: str
):
    assert deploy_run(lines) == ""
    assert by_systemd(tmp_path) == by_a_shell(tmp_path)


@pytest.mark.parametrize("lines", UNLIKE)
def test_a_setting_that_does_not_is_named_by_its_line(deploy_run: Callable[[str], str], tmp_path: Path, lines: str):
    said = deploy_run(f"# the first\n{lines}")
    assert "naast.env, line 2: systemd and a shell may read it differently." in said
    assert by_systemd(tmp_path) != by_a_shell(tmp_path)


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_new_key_and_a_new_password_go_in_as_the_handbook_says(
    deploy_run: Callable[[str], str], tmp_path: Path, quote: str
):
    url = "postgresql://naast_app:{}@127.0.0.1/naast"
    deploy_run(f"NAAST_KEYS={quote}1:b2xk{quote}\nNAAST_DATABASE_URL={quote}{url.format('old')}{quote}")
    text = (UNITS.parents[1] / "docs/operator/upgrade.md").read_text().replace("/etc/naast", str(tmp_path))
    seds = re.findall(r"^.*sed --in-place.*$", text, re.MULTILINE)
    values = "role=naast_app line=NAAST_DATABASE_URL new=n3w file=$NAAST_ETC/naast.env"
    subprocess.run(
        ["sh", "-ec", "\n".join([values, *seds])], env={**os.environ, "NAAST_ETC": str(tmp_path)}, check=True
    )
    lines = (tmp_path / "naast.env").read_text()
    assert deploy_run(lines.strip()) == ""
    assert re.search(rf"^NAAST_KEYS={quote}\d{{8}}-\d{{6}}:[\w+/]{{43}}=,1:b2xk{quote}$", lines, re.MULTILINE)
    assert f"NAAST_DATABASE_URL={quote}{url.format('n3w')}{quote}\n" in lines


def by_systemd(folder: Path) -> str | None:
    """What A is to systemd's own reader of such files. (This program of it also fills in what begins with a $; units do not.)"""
    if not SYSTEMD_READS.exists():
        pytest.skip("not checked: how systemd reads settings, since this machine does not have it")
    there = folder / "environment.d"
    there.mkdir()
    (there / "naast.conf").write_text((folder / "naast.env").read_text())
    ours = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    read = subprocess.run([SYSTEMD_READS], env=ours, capture_output=True, text=True, check=True)
    return dict(one.split("=", 1) for one in shlex.split(read.stdout)).get("A")


def by_a_shell(folder: Path) -> str | None:
    command = f'. {folder}/naast.env && printf %s "$A"'
    read = subprocess.run(["sh", "-c", command], env={"HOME": "/root"}, capture_output=True, text=True, check=False)
    return None if read.returncode else read.stdout
