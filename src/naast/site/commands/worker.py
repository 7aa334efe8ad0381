"""`naast worker`."""

import logging
import os

from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException

from naast.site.logs import failure
from naast.site.options import Options
from naast.site.postgres.running import database
from naast.site.serving import before_serving, serving

FINISH = 0.5  # seconds that running jobs get to end; what is cut off is done again, and its effect counts once
PATIENCE = 30.0  # seconds that it waits for the database: for its work, and once more to say that it leaves

logger = logging.getLogger(__name__)


def run(arguments: list[str]) -> int:
    options = Options.read(os.environ)
    with database(options):
        before_serving()
        with serving("worker"):
            return _work(options)


def _work(options: Options) -> int:
    """Until asked to stop: 0; until the database stays away: 1."""
    try:
        with app.replace_connector(PsycopgConnector(kwargs=connector_params(), timeout=PATIENCE)) as working:
            working.run_worker(
                concurrency=options.worker_jobs,
                shutdown_graceful_timeout=FINISH,
                delete_jobs="successful",
                install_signal_handlers=True,
            )
    except ConnectorException as away:
        logger.error(
            "The database does not answer as it should: the worker ends, to be started again.",
            extra={"fields": failure(away)},
        )
        return 1
    return 0
