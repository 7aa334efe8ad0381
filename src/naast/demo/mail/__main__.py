"""Runs the mail server: `NAAST_MODE=demo PORT=8003 python -m naast.demo.mail`. Loopback only."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from naast.demo.mail.box import Box, post_folder
from naast.site.options import Options

OUTSIDE = "NAAST_MODE is not demo: this server takes mail for everybody and shows it to everybody."
LARGEST = 5_000_000  # bytes


class Deliver:
    """aiosmtpd calls this with each mail."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.box.put(envelope.original_content or b"")
        return "250 OK"


async def serve(port: int, folder: Path) -> None:
    box = Box(folder)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(Deliver(box), hostname="localhost", data_size_limit=LARGEST), host="127.0.0.1", port=port
    )
    async with server:
        await server.serve_forever()


def main() -> None:
    options = Options.read(os.environ)
    if options.mode != "demo":
        sys.exit(OUTSIDE)
    asyncio.run(serve(int(os.environ["PORT"]), post_folder(options.state)))


if __name__ == "__main__":
    main()
