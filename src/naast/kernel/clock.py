"""The one place that knows what time it is. UTC inside, Europe/Amsterdam on the screen."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The date on the wall in the Netherlands."""
    return now().astimezone(AMSTERDAM).date()
