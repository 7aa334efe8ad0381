"""Runs the provider: `NAAST_MODE=demo PORT=8001 python -m naast.demo.provider`. Naast is one port lower, or at NAAST_BASE_URL."""

from __future__ import annotations

import os
import sys

from naast.demo.provider.server import Server

OUTSIDE = "NAAST_MODE is not demo: this provider signs in anybody as anybody, so it runs nowhere else."


def main() -> None:
    if os.environ.get("NAAST_MODE") != "demo":
        sys.exit(OUTSIDE)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naast.site.settings")  # its templates ask Django for the language
    port = int(os.environ["PORT"])
    base_url = os.environ.get("NAAST_BASE_URL", f"http://localhost:{port - 1}").rstrip("/")
    Server(port, base_url, secret=os.environ.get("NAAST_RESIDENT_SECRET", "demo")).serve_forever()


if __name__ == "__main__":
    main()
