"""Runs the stand-in: `PORT=8004 python -m naast.demo.stand_ins.clamd`, or with a path in SOCKET. Loopback only."""

from __future__ import annotations

import asyncio
import os

from naast.demo.stand_ins.clamd.server import answer


async def serve() -> None:
    if path := os.environ.get("SOCKET"):
        server = await asyncio.start_unix_server(answer, path)
    else:
        server = await asyncio.start_server(answer, "127.0.0.1", int(os.environ["PORT"]))
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
