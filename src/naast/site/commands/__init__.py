"""The command `naast`: one module per command, each with `run(arguments) -> exit code`. Other names go to Django."""

import argparse
import importlib
import os
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from importlib.metadata import version
from typing import NamedTuple

import django
from django.core.management import execute_from_command_line, get_commands
from django.db import OperationalError, ProgrammingError
from psycopg.errors import UndefinedColumn, UndefinedTable

from naast.site.commands.up import AlreadyRuns
from naast.site.options import BadSettings, Options
from naast.site.ports import PortTaken
from naast.site.postgres.binaries import NoPostgres
from naast.site.postgres.cluster import ServerFailed
from naast.site.postgres.running import database
from naast.site.postgres.trust import Untrusted
from naast.site.supervisor import Unfinished
from naast.site.tables import OtherTables


class Command(NamedTuple):
    """`needs_apps`: Django is set up before the module is imported. `environment`: what it uses unless the operator says.

    `bare`: nothing can be written behind it.
    """

    about: str
    needs_apps: bool = True
    environment: Mapping[str, str] = {}
    bare: bool = False


_PATIENT = {"NAAST_STATEMENT_TIMEOUT": "60s"}
COMMANDS = {
    "up": Command(
        "Runs everything: database, migrations, web, worker, sweep, metrics. Ctrl-C stops it.",
        needs_apps=False,
        bare=True,
    ),
    "demo": Command("Runs everything for an invented town, with the servers around it.", needs_apps=False),
    "demo-town": Command("Builds that town: --as-of 2026-11-26, --scale 100000 for as many residents."),
    "web": Command("Serves the pages.", bare=True),
    "worker": Command("Does the jobs.", environment=_PATIENT, bare=True),
    "sweep": Command("Recovers, every 30 seconds, whatever stays stuck; --once and no more.", environment=_PATIENT),
    "metrics": Command(
        "Gives figures to Prometheus, on a port of their own.",
        needs_apps=False,
        environment={"PGCONNECT_TIMEOUT": "5"},
        bare=True,
    ),
    "migrate": Command("Brings the database up to date, as the role that owns it."),
    "doctor": Command("Says what is wrong and how to mend it.", needs_apps=False, bare=True),
    "ask": Command('Finds services for a question in own words: naast ask "ik ga verhuizen" [--json].'),
    "finding": Command("Learns to find from questions, and judges how well: learn, evaluate, errors."),
    "services": Command(
        "Service packages: check [PATH], je PATH, list [--json], schema [--write], publish ORGANISATION [SLUG …].",
        environment=_PATIENT,
    ),
    "organisation": Command("organisation new SLUG: an organisation, its first team and its first administrator."),
    "staff": Command(
        "Where no administrator can: staff invite MAIL gives somebody a role, staff end MAIL ends all they have, at once."
    ),
    "verify": Command(
        "Checks every dossier's hash chain and the anchors; names what is wrong: the first twenty, or --all.",
        environment=_PATIENT,
    ),
    "anchor": Command(
        "Makes an anchor of the dossiers now, as the sweep does each hour.", environment=_PATIENT, bare=True
    ),
    "restored": Command(
        "After a restore: restored --from COPY notes in the anchors what that lost.", environment=_PATIENT
    ),
    "forget": Command(
        "After a restore: takes away once more what people threw away or took back since.",
        environment=_PATIENT,
        bare=True,
    ),
    "keys": Command("keys rotate: writes encrypted identifiers again under the first key.", environment=_PATIENT),
    "retry": Command("Tries once more what failed for good: all of it, or the jobs you number."),
    "settings": Command("Shows what can be set; --write renews docs/operator/settings.md.", needs_apps=False),
}
# Errors whose docstring is what the operator should read.
SAID = (AlreadyRuns, NoPostgres, OtherTables, PortTaken, ServerFailed, Unfinished, Untrusted)
# Django's own commands that read no database.
WITHOUT_DATABASE = (
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "help",
    "makemessages",
    "makemigrations",
)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naast.site.settings")
    name, arguments = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else ("", [])
    try:
        sys.exit(_run(name, arguments))
    except BadSettings as refused:
        sys.exit("Naast does not start with these settings:\n" + "\n".join(f"- {one}" for one in refused.problems))
    except SAID as failed:
        sys.exit(f"{type(failed).__doc__}\n{failed}".strip())
    except OperationalError as away:
        sys.exit(f"The database does not answer as it should: {' '.join(str(away).split())}. `naast doctor` says more.")
    except ProgrammingError as error:
        if not isinstance(error.__cause__, UndefinedTable | UndefinedColumn):
            raise
        sys.exit("The tables of this version are not in the database. Run `naast migrate`; `naast doctor` says more.")
    except BrokenPipeError:  # who read has seen enough, as `head` does; Python would try again at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def _run(name: str, arguments: list[str]) -> int:
    if name in ("", "-h", "--help", "help"):
        print("\n".join(f"naast {command:12} {one.about}" for command, one in COMMANDS.items()))
        return 0
    if name == "--version":
        print(f"naast {version('naast')}")
        return 0
    if command := COMMANDS.get(name):
        if command.bare:  # before anything starts for somebody who only asks what it does
            argparse.ArgumentParser(prog=f"naast {name}", description=command.about).parse_args(arguments)
        for variable, value in command.environment.items():
            os.environ.setdefault(variable, value)
        if command.needs_apps:
            django.setup()
        return int(importlib.import_module(f"naast.site.commands.{name.replace('-', '_')}").run(arguments))
    return _django(name)


def _django(name: str) -> int:
    if name in WITHOUT_DATABASE:
        execute_from_command_line(sys.argv)
        return 0
    django.setup()
    if name not in get_commands():
        print(_unknown(name), file=sys.stderr)
        return 2
    with database(Options.read(os.environ)):
        execute_from_command_line(sys.argv)
    return 0


def _unknown(name: str) -> str:
    near = " or ".join(f"`naast {one}`" for one in get_close_matches(name, COMMANDS))
    return f"There is no command '{name}'. " + (f"Did you mean {near}?" if near else "`naast help` names all.")
