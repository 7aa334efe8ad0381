"""No test reaches another machine: Python tells of each attempt before the system hears of it (PEP 578), and it ends there."""

from __future__ import annotations

import ipaddress
import socket
import sys
from typing import Any

CALLS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
NAMES = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
OURS = {None, "", "localhost", socket.gethostname()}


def stay_here() -> None:
    """From now on, and for good: a run ends with its process. Programs that a test starts are not watched."""
    sys.addaudithook(_refuse)


def _refuse(event: str, given: tuple[Any, ...]) -> None:
    if event in CALLS and given[0].family in (socket.AF_INET, socket.AF_INET6):
        _check(given[1][0])
    elif event in NAMES:
        _check(given[0])


def _check(host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name not in OURS and not _is_here(name):
        raise AssertionError(f"A test reaches {name}: it may only talk to this machine.")


def _is_here(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
