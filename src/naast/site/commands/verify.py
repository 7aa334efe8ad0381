"""`naast verify [--all]`: ends with 0 when every ledger is as it was written, but for what a noted restore lost."""

import argparse
import os
from collections.abc import Sequence

from django.conf import settings

from naast.dossier.api import verify
from naast.dossier.types import Gone, Loss
from naast.site.databases import whereabouts
from naast.site.options import Options
from naast.site.postgres.running import database

NAMED = 20


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="naast verify")
    parser.add_argument("--all", action="store_true", help=f"name all that is wrong or lost, not the first {NAMED}")
    at_most = None if parser.parse_args(arguments).all else NAMED
    print(whereabouts(settings.DATABASES["default"]))
    with database(Options.read(os.environ)):
        verdict = verify(at_most=at_most)
    print(f"{verdict.entries} entries in {verdict.chains} chains, {verdict.anchors} anchors.")
    for loss in verdict.lost:
        print("\n".join(told(loss, at_most)))
    if not verdict.holds:
        print(f"NOT as it was written: {verdict.wrong}.")
        print("\n".join(f"- {one}" for one in verdict.bad) + _more(verdict.wrong - len(verdict.bad)))
        return 1
    if verdict.entries and not verdict.anchors:
        print(
            "The lines agree with each other, and nothing outside the database confirms them: no anchor was made yet, or"
        )
        print(
            f"the anchors were not put back in {settings.NAAST_ANCHORS}. The sweep makes one each hour, `naast anchor` now."
        )
    elif verdict.lost:
        print("All that was not lost by a restore is as it was written.")
    else:
        print("All is as it was written.")
    return 0


def told(loss: Loss, at_most: int | None) -> Sequence[str]:
    """What a restore lost, by chain."""
    lines = sum(one.lines for one in loss.chains)
    of = "".join(f", {one.lines} of {one.ledger}" for one in loss.ledgers)
    which = f"{loss.restored.copy}, noted {loss.at:%Y-%m-%d %H:%M} UTC"
    first = f"Lost by the restore of {which}: {lines} lines of {len(loss.chains)} dossiers{of}."
    named = [f"- {_of_chain(one)}" for one in loss.chains[:at_most]]
    return [first, "\n".join(named) + _more(len(loss.chains) - len(named))] if named else [first]


def _of_chain(gone: Gone) -> str:
    return f"dossier {gone.chain}: {'all' if not gone.kept else 'the last'} {gone.lines} of {gone.seen} lines"


def _more(count: int) -> str:
    return f"\n- and {count} more; `naast verify --all` names them" if count else ""
