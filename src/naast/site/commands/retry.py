"""`naast retry [JOB …]`: tries deliveries once more that failed for good; without a number all that `naast doctor` counts."""

import argparse
import os

from naast.kernel.errors import NotFound
from naast.kernel.jobs import dead_letters, retry_dead
from naast.site.options import Options
from naast.site.postgres.running import database


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="naast retry")
    parser.add_argument("job", nargs="*", type=int, help="the number that the log gives")
    given = parser.parse_args(arguments)
    with database(Options.read(os.environ)):
        jobs = given.job or [letter.job for letter in dead_letters()]
        gone = [job for job in jobs if not _retried(job)]
    print(f"{len(jobs) - len(gone)} tried once more.")
    if gone:
        print(f"Not there, or not failed: {', '.join(map(str, gone))}.")
    return 1 if gone else 0


def _retried(job: int) -> bool:
    try:
        retry_dead(job)
    except NotFound:
        return False
    return True
