"""Ways in which a source goes wrong, for the demo and for tests: switched on with POST /_demo/mode {"mode": "slow"}."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Answer = Callable[[Send], Awaitable[None]]

JSON = b"application/json; charset=utf-8"
HUGE = 20_000_000
SLOW_SECONDS = 30


class Cut(Exception):
    """Ends the answer half-way, so that the server drops the connection."""


async def answer(
    send: Send, status: int, body: bytes, kind: bytes = JSON, headers: Mapping[bytes, bytes] | None = None
) -> None:
    """One whole HTTP answer."""
    lines = [(b"content-type", kind), (b"content-length", str(len(body)).encode()), *(headers or {}).items()]
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": body})


async def _slow(send: Send) -> None:
    await asyncio.sleep(SLOW_SECONDS)
    await answer(send, 200, b"{}")


async def _half(send: Send) -> None:
    lines = [(b"content-type", JSON), (b"content-length", b"500")]
    await send({"type": "http.response.start", "status": 200, "headers": lines})
    await send({"type": "http.response.body", "body": b'{"type": "Raadpleeg', "more_body": True})
    raise Cut


async def _huge(send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", JSON)]})
    for _ in range(HUGE // 100_000):
        await send({"type": "http.response.body", "body": b" " * 100_000, "more_body": True})
    await send({"type": "http.response.body", "body": b"{}"})


def _fixed(status: int, body: bytes, kind: bytes = JSON, **headers: str) -> Answer:
    lines = {name.replace("_", "-").encode(): value.encode() for name, value in headers.items()}
    return lambda send: answer(send, status, body, kind, lines)


MODES: Mapping[str, Answer | None] = {
    "ok": None,
    "slow": _slow,
    "half": _half,
    "error": _fixed(500, b'{"status": 500, "title": "Interne server fout."}', b"application/problem+json"),
    "busy": _fixed(
        429, b'{"status": 429, "title": "Too many requests"}', b"application/problem+json", retry_after="30"
    ),
    "down": _fixed(503, b'{"status": 503, "title": "Niet beschikbaar."}', b"application/problem+json"),
    "page": _fixed(200, b"<html><body>Onderhoud</body></html>", b"text/html"),
    "other": _fixed(200, b'{"type": "RaadpleegMetBurgerservicenummer", "personen": [{"naam": 7}]}'),
    "huge": _huge,
    "garbage": _fixed(200, b"\xff\x00{not json" + b"[" * 5000),
}
