"""The servers that stand in for the world outside: sign-in, population register, mail, virus scanner. Each its own process."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from naast.site.supervisor import Program

KEY = "demo"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What to run beside Naast, and the settings by which Naast finds them."""

    programs: tuple[Program, ...]
    settings: Mapping[str, str]


def neighbours(port: int) -> Neighbours:
    """All neighbours, on the ports after Naast's own."""
    provider, register, mail, scanner = (port + place for place in (1, 2, 3, 4))
    return Neighbours(
        programs=(
            _program("sign-in", "naast.demo.provider", provider, soon=True),
            _program("register", "naast.demo.stand_ins.brp", register),
            _program("mail", "naast.demo.mail", mail),
            _program("scanner", "naast.demo.stand_ins.clamd", scanner),
        ),
        settings={
            "NAAST_RESIDENT_ISSUER": f"http://localhost:{provider}/bewoners",
            "NAAST_RESIDENT_SECRET": KEY,
            "NAAST_STAFF_ISSUER": f"http://localhost:{provider}/medewerkers",
            "NAAST_STAFF_SECRET": KEY,
            "NAAST_BRP_URL": f"http://localhost:{register}",
            "NAAST_BRP_KEY": KEY,
            "NAAST_MAIL_HOST": "localhost",
            "NAAST_MAIL_PORT": str(mail),
            "NAAST_MAIL_TLS": "0",
            "NAAST_CLAMD_ADDRESS": f"localhost:{scanner}",
        },
    )


def _program(name: str, module: str, port: int, *, soon: bool = False) -> Program:
    return Program(name, (sys.executable, "-m", module), {"PORT": str(port)}, port=port, soon=soon)
