"""How far it is, on one line of the terminal; in a log a line every ten seconds."""

from __future__ import annotations

import sys
import time

WIDTH = 30
EVERY_TERMINAL, EVERY_LOG = 0.2, 10.0


class Progress:
    """Tells how many of `total` are there. What was there before we began does not count in the rate."""

    def __init__(self, what: str, total: int) -> None:
        self.what, self.total = what, total
        self._begun = self._told = time.monotonic()
        self._here = 0
        self._live = sys.stderr.isatty()

    def count(self, done: int, new: int) -> None:
        """`done` are there now, of which `new` were just made."""
        self._here += new
        moment = time.monotonic()
        if done >= self.total or moment - self._told >= (EVERY_TERMINAL if self._live else EVERY_LOG):
            self._told = moment
            self._say(self.line(done, moment - self._begun), last=done >= self.total)

    def line(self, done: int, seconds: float) -> str:
        """`[#####.....] 41,500 of 100,000 residents, 212 a second, 4:36 left`."""
        filled = WIDTH * done // max(self.total, 1)
        rate = self._here / seconds if seconds else 0
        left = (
            f", {rate:,.0f} a second, {_clock((self.total - done) / rate)} left" if rate and done < self.total else ""
        )
        return f"[{'#' * filled}{'.' * (WIDTH - filled)}] {done:,} of {self.total:,} {self.what}{left}"

    def _say(self, line: str, *, last: bool) -> None:
        start, end = ("\r\x1b[K", "\n" if last else "") if self._live else ("", "\n")
        sys.stderr.write(f"{start}{line}{end}")
        sys.stderr.flush()


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
