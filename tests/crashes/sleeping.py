"""A worker that slept writes nothing when it wakes up.

Takes five minutes, so pytest does not find this file by itself; `scripts/faults` names it.
"""

from __future__ import annotations

import os
from pathlib import Path

from crashes.desk import Desk, free_ports
from crashes.plan import SEED
from crashes.run import Plan, run_on


def test_a_worker_that_slept_in_the_middle_of_a_mail_writes_nothing_when_it_wakes_up(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "state", free_ports(), workers=2)
    try:
        desk.open()
        report = run_on(desk, tmp_path / "ledger", Plan(40, int(os.environ.get(SEED, "1")), troubles=["sleep"]))
    finally:
        desk.close()
    assert report.faults == [], report.told()
    assert report.made, "no worker was caught in the middle of a mail"
