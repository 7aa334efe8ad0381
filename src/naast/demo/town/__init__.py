"""Lommerwaard: one invented town, made through the same faces as everybody else uses."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction

from naast.demo.town.people import settle
from naast.demo.town.place import found
from naast.demo.town.stories import live
from naast.kernel import clock
from naast.kernel.errors import NotFound
from naast.organisations.api import by_slug

SLUG = "lommerwaard"


@transaction.atomic
def build(as_of: date | None = None) -> None:
    """Make the town, once: the whole of it or nothing. Its stories happened in the weeks before `as_of`, today in the town."""
    if stands(SLUG):
        return
    today = datetime.combine(as_of or clock.today(), time(9), clock.AMSTERDAM)
    town = found(SLUG)
    people = settle(town)
    live(people, today)


def stands(slug: str) -> bool:
    """Whether this organisation is there."""
    try:
        by_slug(slug)
    except NotFound:
        return False
    return True
