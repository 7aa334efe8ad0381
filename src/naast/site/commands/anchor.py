"""`naast anchor`: what the sweep does each hour, now, so that a change from here on is found."""

import os

from django.conf import settings

from naast.dossier.api import anchor_heads, anchors
from naast.site.databases import whereabouts
from naast.site.options import Options
from naast.site.postgres.running import database


def run(arguments: list[str]) -> int:
    print(whereabouts(settings.DATABASES["default"]))
    with database(Options.read(os.environ)):
        before = anchors(limit=1)
        dossiers = anchor_heads()
        last = anchors(limit=1)
    if last == before:
        print(f"Nothing moved since anchor {last[0].number}." if last else "There is nothing to anchor yet.")
        return 0
    [stand] = last
    print(f"Anchor {stand.number} of {stand.at:%Y-%m-%d %H:%M:%S} UTC, with {dossiers} dossiers that moved:")
    print(stand.hash.hex())
    return 0
