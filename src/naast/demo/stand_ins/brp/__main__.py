"""Runs the stand-in: `PORT=8106 python -m naast.demo.stand_ins.brp`. Loopback only."""

from __future__ import annotations

import os
from pathlib import Path

from granian.constants import Interfaces
from granian.server import Server

from naast.demo.stand_ins.brp.app import StandIn
from naast.demo.stand_ins.brp.register import demo_residents, official_residents, register_of

TEST_SET = Path("brp") / "testset-persoonslijsten-gbav.csv"


def application() -> StandIn:
    """The stand-in with everybody in it; its key is NAAST_BRP_KEY, as the client's."""
    specs = Path(os.environ.get("NAAST_SPECS", "../shared/specs"))
    official = official_residents(specs / TEST_SET) if (specs / TEST_SET).exists() else ()
    residents = [*official, *demo_residents()]
    return StandIn(register_of(residents), api_key=os.environ.get("NAAST_BRP_KEY", "demo"))


if __name__ == "__main__":
    Server(
        "naast.demo.stand_ins.brp.__main__:application",
        address="127.0.0.1",
        port=int(os.environ["PORT"]),
        interface=Interfaces.ASGI,
        factory=True,
        log_access=False,
    ).serve()
