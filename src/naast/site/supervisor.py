"""Keeps a few programs running: starts them, starts again what dies, and ends all when asked or when it dies itself.

Each program is a process group of its own, so that ending it also ends what it started. INT and TERM both mean: stop now.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Event
from types import FrameType

GRACE = 1.0  # seconds between TERM and KILL; all is over within 3 s of Ctrl-C
TICK = 0.1
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0
PATIENCE = 10.0  # seconds that the rest waits for the first page
STABLE_AFTER = 30.0  # seconds of life after which a program counts as healthy again
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Program:
    """What to run. `environment` is added to ours; `port`: where it listens; `soon`: before what nobody waits for."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    port: int | None = None
    soon: bool = False


def naast(name: str, *arguments: str, soon: bool = False) -> Program:
    """A command of our own as a program."""
    return Program(name, (sys.executable, "-m", "naast", name, *arguments), soon=soon)


@dataclass(slots=True)
class _Running:
    program: Program
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    pause: float = FIRST_PAUSE
    again_at: float = 0.0

    def start(self) -> None:
        supervisor = os.getpid()
        self.process = subprocess.Popen(  # noqa: S603
            list(self.program.command),
            env={**os.environ, **self.program.environment},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=lambda: _die_with(supervisor),  # noqa: PLW1509  the supervisor has one thread
        )
        self.started = time.monotonic()

    def look_after(self) -> None:
        """Start it when it is time; note when it died."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.again_at:
                self.start()
            return
        if (code := self.process.poll()) is None:
            return
        self.signal(signal.SIGKILL)  # what it left behind
        self.pause = FIRST_PAUSE if now - self.started > STABLE_AFTER else min(self.pause * 2, LONGEST_PAUSE)
        self.process, self.again_at = None, now + self.pause
        say(f"{self.program.name} ended with {code}; starts again in {self.pause:.1f} s")

    def signal(self, number: int) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


def _die_with(supervisor: int) -> None:
    """In the child: ask Linux for TERM when the supervisor dies, and undo what a shell's `&` did to INT."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != supervisor:
            os._exit(1)


def say(line: str) -> None:
    sys.stderr.write(f"naast: {line}\n")
    sys.stderr.flush()


class Stopped(BaseException):
    """Somebody asked us to stop. Not an error."""


_asked_to_stop = Event()  # Python drops what is raised while an object is being deleted


def _unless_asked_to_stop() -> None:
    if _asked_to_stop.is_set():
        raise Stopped


def stop_on_signals() -> None:
    """From now on INT, TERM and HUP raise Stopped. Set also when a shell made us ignore INT, as it does after `&`."""

    def stop(number: int, frame: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        _asked_to_stop.set()
        raise Stopped

    _asked_to_stop.clear()

    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, stop)


class Unfinished(Exception):
    """A step that must succeed before Naast can run did not. What it said stands above."""


def run_to_end(programs: Sequence[Program]) -> None:
    """Run these side by side until all have ended. Raises Unfinished naming the first that failed."""
    running = [_Running(program) for program in programs]
    try:
        for one in running:
            one.start()
        for one in running:
            if one.process and _code_of(one.process):
                raise Unfinished(one.program.name)
    finally:
        _end(running)


def _code_of(process: "subprocess.Popen[bytes]") -> int:
    """What it ends with. Waits for that."""
    while (code := process.poll()) is None:
        _unless_asked_to_stop()
        time.sleep(TICK / 2)
    return code


def supervise(programs: Sequence[Program], *, watch: Callable[[], bool]) -> None:
    """Run the programs until Stopped is raised, then end them.

    `watch` says whether the pages answer; its errors are told, not fatal. Programs that are not wanted `soon` start when it first
    says yes, so that the page somebody waits for does not share the processor with the rest.
    """
    running = [_Running(program) for program in programs if program.soon]
    waiting = [_Running(program) for program in programs if not program.soon]
    patience, watch_at = time.monotonic() + PATIENCE, 0.0
    try:
        while True:
            _unless_asked_to_stop()
            for one in running:
                one.look_after()
            if time.monotonic() >= watch_at:
                answers = _call(watch)
                watch_at = time.monotonic() + (1.0 if answers else 2 * TICK)
                if answers or time.monotonic() > patience:
                    running, waiting = [*running, *waiting], []
            time.sleep(TICK)
    finally:
        _end(running)


def _call(watch: Callable[[], bool]) -> bool:
    try:
        return watch()
    except Exception as error:  # noqa: BLE001  the watch must go on watching
        say(f"{type(error).__name__}: {error}")
        return False


def _end(running: Sequence[_Running]) -> None:
    for one in running:
        one.signal(signal.SIGTERM)
    until = time.monotonic() + GRACE
    while time.monotonic() < until and any(one.process and one.process.poll() is None for one in running):
        time.sleep(0.02)
    for one in running:
        one.signal(signal.SIGKILL)
        if one.process:
            one.process.wait()
