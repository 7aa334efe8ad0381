"""`naast demo`: Naast with an invented town and everything it talks to, on this machine only."""

import argparse
import os

from naast.demo.neighbours import neighbours
from naast.site.commands.up import run_everything
from naast.site.options import Options
from naast.site.supervisor import naast, say

TOWN = "How many residents, and which day it is: see naast demo-town --help."
OUTSIDE = "NAAST_MODE is not demo: the demo runs with settings of its own. Unset NAAST_MODE and start again."


def run(arguments: list[str]) -> int:
    argparse.ArgumentParser(
        prog="naast demo", epilog=TOWN, usage="naast demo [what naast demo-town takes]"
    ).parse_known_args(arguments)
    if os.environ.setdefault("NAAST_MODE", "demo") != "demo":
        raise SystemExit(OUTSIDE)
    around = neighbours(int(os.environ.get("PORT", "8000")))
    for name, value in around.settings.items():
        os.environ.setdefault(name, value)
    options = Options.read(os.environ)
    return run_everything(
        options,
        ready=lambda: say(welcome(options.base_url)),
        first=[naast("demo-town", *arguments)],
        also=around.programs,
    )


def welcome(base: str) -> str:
    return f"""Lommerwaard is open. Everybody in it is invented.

  residents   {base}/         sign in as Mirthe Zandstra, or anybody on the list
  workers     {base}/werk/    sign in as Karim Haddouti
  what to try {base}/demo/    and the post: {base}/demo/post/

Ctrl-C stops it."""
