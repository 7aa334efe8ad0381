"""A handler of the tests, and a real worker that runs it: `worker.py` is started, and killed, by test_killed_worker.

The handler's effect is a Hold, since that is a row of the kernel. Where PROBE_STAY says so, `before` the commit or `after` it, it
stands still, and tells so by making the file PROBE_MARK.
"""

import os
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.core.management import call_command
from django.db import transaction

from naast.kernel.actor import SYSTEM
from naast.kernel.clock import now
from naast.kernel.events import Event, Later
from naast.kernel.holds import place_hold
from naast.kernel.registry import Capability, registry
from naast.kernel.types import Ref


@dataclass(frozen=True, kw_only=True)
class BellRang(Event):
    door: UUID


def pause_the_door(event: BellRang) -> None:
    place_hold(
        SYSTEM, organisation=event.door, about=Ref("door", event.door), reason="bel", until=now() + timedelta(days=1)
    )
    stay = os.environ.get("PROBE_STAY")
    if stay == "before":
        _stand_still()
    if stay == "after":
        transaction.on_commit(_stand_still)


def _stand_still() -> None:
    Path(os.environ["PROBE_MARK"]).touch()
    time.sleep(60)


PAUSE = Later(key="probe.pause_the_door", event=BellRang, handle=pause_the_door)


def work() -> None:
    """A worker as production has it, with one more capability."""
    registry._frozen = False
    registry.register(Capability(name="probe", purpose="A test.", declares=(PAUSE,)))
    registry.freeze()
    wait = [] if os.environ.get("PROBE_STAY") else ["--one-shot"]
    call_command("procrastinate", "worker", *wait)
