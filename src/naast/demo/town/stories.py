"""What happened in the town before today. Filled in when journeys can be walked through their face."""

from __future__ import annotations

from datetime import datetime

from naast.demo.town.people import People
from naast.demo.town.place import Town


def live(town: Town, people: People, today: datetime) -> None:
    """Play the stories in the order in which they happened."""
