"""`naast web`."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from naast.site.options import Options
from naast.site.postgres.running import database
from naast.site.serving import before_serving, serving

# Granian's own lines go the way of all others.
GRANIAN_LOGS = {"loggers": {"_granian": {"propagate": True}, "granian.access": {"propagate": True}}}
COUNTS = "PROMETHEUS_MULTIPROC_DIR"  # see figures, which may not be imported before it is set
STREAMS = 16_384  # open requests per process; a live stream is one for as long as the page is open


def run(arguments: list[str]) -> int:
    options = Options.read(os.environ)
    with database(options):
        before_serving()
        if not settings.DEBUG and not (settings.STATIC_ROOT / "staticfiles.json").exists():
            call_command("collectstatic", interactive=False, verbosity=0)
        forget_the_dead(options.counts)
        os.environ[COUNTS] = str(options.counts)
        with serving("web"):
            _server(options).serve()
    return 0


def _server(options: Options) -> MPServer:
    return MPServer(
        "naast.site.asgi:application",
        address=options.bind,
        port=options.port,
        interface=Interfaces.ASGINL,
        workers=options.web_processes,
        backpressure=STREAMS,
        workers_kill_timeout=1,
        respawn_failed_workers=True,
        respawn_interval=0.2,
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=GRANIAN_LOGS,
    )


def forget_the_dead(folder: Path) -> None:
    """Remove what processes counted that have ended, so that the folder does not grow with every start."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for file in folder.glob("*.db"):
        if not _lives(int(file.stem.rpartition("_")[2])):
            file.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True
