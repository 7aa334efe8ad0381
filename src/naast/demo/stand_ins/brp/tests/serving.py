"""The stand-in on a port of its own, in a thread, for real HTTP in tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from naast.demo.stand_ins.brp.app import StandIn


@contextmanager
def served(stand_in: StandIn) -> Iterator[str]:
    """Its address, as long as it stands."""
    server = uvicorn.Server(uvicorn.Config(stand_in, port=0, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.force_exit = server.should_exit = True
    thread.join(5)
