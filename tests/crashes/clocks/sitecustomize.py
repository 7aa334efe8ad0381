"""Sets the clock of a program that Naast starts wrong, before anything else of it runs. Python finds this by its name.

NAAST_TEST_CLOCKS says by how many seconds, as `worker=-3600 web=3600`. What the program starts has its clock.
"""

import datetime as dt
import os
import sys

DONE = "NAAST_TEST_CLOCK"


def _wrong_by() -> float:
    if DONE in os.environ:
        return float(os.environ[DONE])
    clocks = dict(one.split("=") for one in os.environ.get("NAAST_TEST_CLOCKS", "").split())
    started = sys.orig_argv[2:4]  # after `-m`: `naast web`
    return float(clocks.get(started[-1], 0)) if started[:1] == ["naast"] else 0.0


if seconds := _wrong_by():
    import time_machine

    os.environ[DONE] = str(seconds)
    there = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds)
    time_machine.travel(there, tick=True).start()
