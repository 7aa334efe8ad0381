"""`naast metrics`: figures for Prometheus, on a port of their own that no visitor may reach."""

import os
import signal
import threading
from logging.config import dictConfig

from django.apps import apps
from django.conf import settings
from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

from naast.site.gauges import Gauges
from naast.site.options import Options
from naast.site.postgres.running import database
from naast.site.serving import serving

TICK = 0.5  # seconds


def run(arguments: list[str]) -> int:
    os.environ["NAAST_POOL"] = "0"  # whatever the web processes have: a pool would go on trying while nobody asks
    options = Options.read(os.environ)
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    apps.populate([])  # Django is ready, with no capability loaded
    dictConfig(settings.LOGGING)  # as django.setup would, which loads them all
    with database(options):
        server, thread = start_http_server(options.metrics_at, options.metrics_bind, registry_of(options))
        with serving("metrics", at=f"{options.metrics_bind}:{server.server_port}"):
            while not stopped.wait(TICK):  # a signal that another thread caught does not wake this one by itself
                pass
        server.shutdown()
        thread.join()
    return 0


def registry_of(options: Options) -> CollectorRegistry:
    """What the web processes on this machine counted, and how the installation stands."""
    options.counts.mkdir(mode=0o700, parents=True, exist_ok=True)
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(options.counts))  # type: ignore[no-untyped-call]
    registry.register(Gauges(options.state))
    return registry
