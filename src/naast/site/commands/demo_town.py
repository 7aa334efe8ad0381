"""`naast demo-town [--as-of 2026-11-26]`: builds the invented town, once; the next time it is there already."""

import argparse
import os
from datetime import date

from naast.demo.town import build
from naast.site.options import Options
from naast.site.postgres.running import database


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="naast demo-town")
    parser.add_argument("--as-of", type=date.fromisoformat, default=None, help="the day that is today in the town")
    given = parser.parse_args(arguments)
    with database(Options.read(os.environ)):
        build(given.as_of)
    return 0
