"""`naast worker`."""

import os

from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

from naast.site.options import Options
from naast.site.postgres.running import database
from naast.site.serving import before_serving, serving

FINISH = 0.5  # seconds that running jobs get to end; what is cut off is done again, and its effect counts once


def run(arguments: list[str]) -> int:
    options = Options.read(os.environ)
    with database(options):
        before_serving()
        with serving("worker"), app.replace_connector(PsycopgConnector(kwargs=connector_params())) as working:
            working.run_worker(
                concurrency=options.worker_jobs,
                shutdown_graceful_timeout=FINISH,
                delete_jobs="successful",
                install_signal_handlers=True,
            )
    return 0
