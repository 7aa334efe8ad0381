"""The one place that knows what time it is. UTC inside, Europe/Amsterdam on the screen."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


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
