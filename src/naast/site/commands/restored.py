"""`naast restored --from COPY`: after a restore, tells in the anchors what that lost, so that `verify` knows it from a change."""

import argparse
import os
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from naast.dossier.api import note_restore
from naast.site.commands.verify import told
from naast.site.databases import whereabouts
from naast.site.options import Options
from naast.site.postgres.running import database

OF_BACKUP = "%Y%m%d-%H%M%S"
HERE = Path("/etc/localtime")


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="naast restored")
    parser.add_argument(
        "--from", dest="copy", required=True, type=_copy, help="the folder of the copy, named as deploy/backup named it"
    )
    copy, copied = parser.parse_args(arguments).copy
    print(whereabouts(settings.DATABASES["default"]))
    with database(Options.read(os.environ)):
        loss = note_restore(copy=copy, copied=copied)
    print("\n".join(told(loss, None)) if loss else "The anchors saw nothing that is not there, or it was noted before.")
    return 0


def _copy(folder: str) -> tuple[str, datetime]:
    """Its name, which is when it was begun by the clock of this machine."""
    name = Path(folder).name
    try:
        return name, datetime.strptime(name, OF_BACKUP).replace(tzinfo=_zone())
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{name}' is no name like 20261122-013000") from None


def _zone() -> tzinfo:
    """Of this machine, as `date` has it: Django goes by its own."""
    if not HERE.exists():
        return UTC
    with HERE.open("rb") as file:
        return ZoneInfo.from_file(file)
