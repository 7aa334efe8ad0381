"""`naast forget`: after a restore, takes away once more what people threw away or took back since the backup.

Ends with 0 when all that is listed is gone.
"""

import os

from django.conf import settings

from naast.kernel.removals import list_path, remove_again
from naast.site.databases import whereabouts
from naast.site.options import Options
from naast.site.postgres.running import database


def run(arguments: list[str]) -> int:
    print(whereabouts(settings.DATABASES["default"]))
    if not list_path().exists():
        print(f"There is no {list_path()}. Nobody ever threw anything away, or the anchors were not put back.")
        return 0
    with database(Options.read(os.environ)):
        done = remove_again()
    print(f"{done.listed} listed, {done.removed} were back and are gone again.")
    if done.strange:
        print(f"NOT done, the log says why: line {', '.join(map(str, done.strange))}.")
    return 1 if done.strange else 0
