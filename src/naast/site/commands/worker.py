"""`naast worker`."""

import os

from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

from naast.site.options import Options
from naast.site.postgres.hour import go_by_the_database
from naast.site.postgres.running import database
from naast.site.postgres.trust import refuse_untrusted

FINISH = 0.5  # seconds that running jobs get to end; what is cut off is done again, and its effect counts once


def run(arguments: list[str]) -> int:
    options = Options.read(os.environ)
    with database(options):
        go_by_the_database()
        refuse_untrusted()
        with app.replace_connector(PsycopgConnector(kwargs=connector_params())) as working:
            working.run_worker(
                concurrency=options.worker_jobs,
                shutdown_graceful_timeout=FINISH,
                delete_jobs="successful",
                install_signal_handlers=True,
            )
    return 0
