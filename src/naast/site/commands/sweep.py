"""`naast sweep [--once]`. Not a job, since it is what recovers jobs."""

import argparse
import logging
import os
import signal
import threading

from django.db import close_old_connections

from naast.kernel.sweeps import sweep_once
from naast.site.options import Options
from naast.site.postgres.running import database
from naast.site.serving import before_serving, serving

EVERY = 30.0  # seconds

logger = logging.getLogger(__name__)


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="naast sweep", description=__doc__)
    parser.add_argument("--once", action="store_true", help="and no more; without it, every 30 seconds")
    given = parser.parse_args(arguments)
    options = Options.read(os.environ)
    with database(options):
        before_serving()
        if given.once:
            sweep_once()
        else:
            with serving("sweep"):
                _sweep_until_stopped()
    return 0


def _sweep_until_stopped() -> None:
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    while True:
        try:
            sweep_once()
        except Exception:  # a database that is away comes back, and then this must still run
            logger.exception("The sweep failed; it tries again in %s s", EVERY)
        close_old_connections()
        if stopped.wait(EVERY):
            return
