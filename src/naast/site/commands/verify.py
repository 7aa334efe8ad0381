"""`naast verify`: ends with 0 when every ledger is as it was written."""

import os

from django.conf import settings

from naast.dossier.api import verify
from naast.site.databases import whereabouts
from naast.site.options import Options
from naast.site.postgres.running import database


def run(arguments: list[str]) -> int:
    print(whereabouts(settings.DATABASES["default"]))
    with database(Options.read(os.environ)):
        verdict = verify()
    print(f"{verdict.entries} entries in {verdict.chains} chains, {verdict.anchors} anchors.")
    print("All is as it was written." if verdict.holds else f"NOT as it was written. First bad line: {verdict.bad}")
    return 0 if verdict.holds else 1
