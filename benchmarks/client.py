"""Asks for pages and times the answers: a process of its own, so that it takes nothing of the server's.

Reads a plan as JSON from standard input and writes what it measured as JSON. Speaks just enough HTTP/1.1 (RFC 9112) over sockets
that stay open: a full client would need more time for an answer than the server.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from dataclasses import dataclass
from itertools import cycle, islice

OK = b"200"


@dataclass(frozen=True, slots=True)
class Plan:
    """`pages`: (name, paths, cookie, what to post or ""), each for `seconds` in each of `rounds`, in an order by the seed.

    Of several paths, a space between them, each connection asks for its own.
    """

    host: str
    port: int
    connections: int
    seconds: float
    rounds: int
    seed: int
    pages: list[tuple[str, str, str, str]]


async def measure(plan: Plan) -> dict[str, list[float]]:
    """Seconds per answer for each page. The first round warms up and is not counted."""
    pick, found = random.Random(plan.seed), {name: list[float]() for name, *_rest in plan.pages}
    for number in range(plan.rounds + 1):
        for name, paths, cookie, body in pick.sample(plan.pages, len(plan.pages)):
            each = islice(cycle(paths.split()), plan.connections)
            until = time.perf_counter() + (plan.seconds if number else plan.seconds / 2)
            lines = await asyncio.gather(
                *(_ask(plan, path, _request(plan, path, cookie, body), until) for path in each)
            )
            if number:
                found[name] += [one for line in lines for one in line]
    return found


def _request(plan: Plan, path: str, cookie: str, body: str) -> bytes:
    head = f"{path} HTTP/1.1\r\nHost: localhost:{plan.port}\r\nCookie: {cookie}\r\n"
    if not body:
        return f"GET {head}\r\n".encode()
    form = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    return f"POST {head}{form}\r\n{body}".encode()


def _from_another_address(request: bytes) -> bytes:
    """The same, as the proxy tells it of a visitor whom we have not seen: what limits one address does not limit a town."""
    address = f"10.{random.randrange(256)}.{random.randrange(256)}.{random.randrange(256)}"
    return request.replace(b"\r\n", f"\r\nX-Forwarded-For: {address}\r\n".encode(), 1)


async def _ask(plan: Plan, path: str, request: bytes, until: float) -> list[float]:
    """One connection that asks again as soon as it was answered."""
    reader, writer = await asyncio.open_connection(plan.host, plan.port)
    seconds = []
    while (began := time.perf_counter()) < until:
        writer.write(_from_another_address(request))
        await _answer(reader, path)
        seconds.append(time.perf_counter() - began)
    writer.close()
    return seconds


async def _answer(reader: asyncio.StreamReader, path: str) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if head.split(b" ", 2)[1] != OK:
        raise SystemExit(f"{path} was answered with {head.splitlines()[0].decode()}")
    if b"content-length:" in head:
        await reader.readexactly(int(head.split(b"content-length:")[1].split(b"\r\n", 1)[0]))
        return
    while size := int(await reader.readline(), 16):
        await reader.readexactly(size + 2)
    await reader.readexactly(2)


if __name__ == "__main__":
    json.dump(asyncio.run(measure(Plan(**json.load(sys.stdin)))), sys.stdout)
