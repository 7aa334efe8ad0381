"""What the residents saw, on disk before the next thing happens: the only witness that no kill reaches."""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was seen. `saw`: sending, acknowledged, or why there was no answer. `at`: seconds since 1970."""

    key: str
    body: str
    saw: str
    at: float


class Ledger:
    """Lines in a file, each synced before `write` returns. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab")
        self._lock = threading.Lock()
        self.path = path

    def write(self, key: str, body: str, saw: str) -> None:
        line = json.dumps(asdict(Line(key, body, saw, time.time()))).encode()
        with self._lock:
            self._file.write(line + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())

    def lines(self) -> Iterator[Line]:
        with self.path.open() as file:
            for line in file:
                yield Line(**json.loads(line))

    def acknowledged(self) -> dict[str, str]:
        """The body of every draft whose sending was answered."""
        return {line.key: line.body for line in self.lines() if line.saw == ACKNOWLEDGED}


SENDING, ACKNOWLEDGED = "sending", "acknowledged"


def body_of(*said: str) -> str:
    """The digest of what a resident typed and will look for in the case."""
    return hashlib.sha256("\n".join(said).encode()).hexdigest()
