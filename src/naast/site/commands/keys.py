"""`naast keys rotate`: writes every encrypted identifier again under the first key of NAAST_KEYS, in small batches."""

import argparse
import os

from django.conf import settings

from naast.kernel.crypto import KeyGone, left_behind, rotate_keys
from naast.site.options import Options
from naast.site.postgres.running import database


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="naast keys")
    parser.add_argument("what", choices=["rotate"])
    parser.parse_args(arguments)
    with database(Options.read(os.environ)):
        try:
            written = sum(iter(rotate_keys, 0))
        except KeyGone as gone:
            raise SystemExit(str(gone)) from None
        twice = left_behind()
    first, *others = (line.partition(":")[0] for line in settings.NAAST_KEYS)
    print(f"{written} identifiers written again under the key '{first}'.")
    if twice:
        print("Who came in while the key of their number was missing stands here twice; see docs/operator/trouble.md:")
        print("\n".join(f"- {one}" for one in twice))
        return 1
    if others:
        print(f"Leave {', '.join(others)} in NAAST_KEYS for a day, run this once more, then take it out.")
    return 0
