"""Stop asking a source that keeps failing, and try again now and then."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Breaker:
    """Opens after `failures` within `window` seconds; then lets one call through every `window` seconds until it succeeds.

    One per process and source, shared by its threads.
    """

    clock: Callable[[], float]
    failures: int = 5
    window: float = 30.0
    _failed: deque[float] = field(default_factory=deque)
    _open_until: float | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def may_call(self) -> bool:
        """Whether to call now. When it is open, the first to ask after the pause may try, and the pause starts again."""
        with self._lock:
            if self._open_until is None:
                return True
            if self.clock() < self._open_until:
                return False
            self._open_until = self.clock() + self.window
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._failed.clear()
            self._open_until = None

    def failed(self) -> None:
        with self._lock:
            self._failed.append(self.clock())
            while self._failed[0] <= self.clock() - self.window:
                self._failed.popleft()
            if len(self._failed) >= self.failures:
                self._open_until = self.clock() + self.window
