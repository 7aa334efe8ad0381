"""The one place that knows what time it is. UTC inside, Europe/Amsterdam on the screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

SAME = timedelta(seconds=1)  # two clocks that differ less show the same time


@dataclass
class _Machine:
    """How far the clock of this machine is ahead of the one that counts."""

    ahead: timedelta = timedelta()


_machine = _Machine()
_behind: ContextVar[timedelta] = ContextVar("behind", default=timedelta())


def now() -> datetime:
    """This instant, in UTC."""
    return _by_the_clock_that_counts() - _behind.get()


def _by_the_clock_that_counts() -> datetime:
    return datetime.now(UTC) - _machine.ahead


def go_by(moment: datetime) -> None:
    """Let this process go by another clock than that of its machine: there it is this moment."""
    ahead = datetime.now(UTC) - moment
    _machine.ahead = ahead if abs(ahead) > SAME else timedelta()


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Let it be this moment for a while, so that the demo's town can have a past. Nothing that serves people calls this."""
    token = _behind.set(_by_the_clock_that_counts() - moment)
    try:
        yield
    finally:
        _behind.reset(token)


def today() -> date:
    """The date on the wall in the Netherlands."""
    return now().astimezone(AMSTERDAM).date()


def local_day(moment: datetime) -> date:
    """The date on the wall in the Netherlands at this moment."""
    return moment.astimezone(AMSTERDAM).date()


def written(day: date) -> str:
    """The date written out in the language of the moment: `woensdag 20 januari 2027`."""
    return date_format(day, "l j F Y", use_l10n=False)


def closing_time(day: date) -> datetime:
    """When a promise for this day has passed: five in the afternoon."""
    return datetime.combine(day, time(17), AMSTERDAM)
