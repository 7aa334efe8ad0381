"""The switch of the population register's stand-in, over the same HTTP as everything else it does."""

from __future__ import annotations

from enum import StrEnum

import httpx

SECONDS = 2.0


class Register(StrEnum):
    """`value` is the mode of the stand-in."""

    ON = "ok"
    OFF = "down"


def register_state(address: str) -> Register | None:
    """None when the stand-in itself does not answer, or is in another mode of its tests."""
    return _switch("GET", address, Register.ON)


def set_register(address: str, wanted: Register) -> Register | None:
    """Switch it and say what it became; None when it did not answer."""
    return _switch("POST", address, wanted)


def _switch(method: str, address: str, wanted: Register) -> Register | None:
    try:
        answer = httpx.request(method, f"{address}/_demo/mode", json={"mode": wanted.value}, timeout=SECONDS)
        return Register(answer.raise_for_status().json()["mode"])
    except (httpx.HTTPError, ValueError, KeyError):
        return None
