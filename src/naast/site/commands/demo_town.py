"""`naast demo-town [--as-of 2026-11-26] [--scale 100000] [--seed 1]`: builds the invented town; what is there already stays."""

import argparse
import os
from datetime import date

from django.db import connections

from naast.demo.furnishing import furnish, grow, places
from naast.demo.growth.progress import Progress
from naast.demo.people import residents
from naast.demo.town import build
from naast.kernel.clock import today
from naast.site.options import Options
from naast.site.postgres.running import database

SCALE = (
    "how many residents; {list}: the people of the list, with three hundred cases; 0: only who has a story of their own"
)


def run(arguments: list[str]) -> int:
    listed = len(residents())
    parser = argparse.ArgumentParser(prog="naast demo-town")
    parser.add_argument("--as-of", type=date.fromisoformat, default=None, help="the day that is today in the town")
    parser.add_argument("--scale", type=int, default=listed, help=SCALE.format(list=listed))
    parser.add_argument(
        "--seed", type=int, default=1, help="the same seed gives the same people and lives; a town has one"
    )
    given = parser.parse_args(arguments)
    with database(Options.read(os.environ)):
        build(given.as_of)
        if given.scale:
            furnish(given.as_of or today(), given.seed)
        if given.scale > listed:
            progress = Progress("residents", given.scale)
            grow(places(), given.scale, given.as_of or today(), given.seed, progress.count)
            _analyse()
    return 0


def _analyse() -> None:
    """What the database would do by itself within a minute."""
    if "owner" in connections:
        with connections["owner"].cursor() as cursor:
            cursor.execute("ANALYZE")
