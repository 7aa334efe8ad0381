"""What is typed for the requests that lives begin with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from naast.demo.growth.lives import EXTRACT, HOUSEWORK, MOVING, PARKING, REMISSION
from naast.demo.town.stories import Typed, moving, remission

CENTRE = {"postcode": ["8991 CD"], "number": ["4711"], "street": ["Straatloos"], "city": ["Lommerhaven"]}

BEFORE = {"postcode": ["8992 EK"], "number": ["4711"], "street": ["Molenweg"], "city": ["Vliermeer"]}


def request_for(service: str, first: date) -> Typed:
    """Everything that this service asks, for who sends it on `first`."""
    return {
        REMISSION: remission(income="1.210", bank="740"),
        MOVING: moving("Straatloos", first + timedelta(9), BEFORE),
        EXTRACT: _typed(purpose="home", address=CENTRE, content={"value": []}, copies="1", collect="desk", phone={}),
        PARKING: _typed(
            car="mine", address=CENTRE, plate="GX-042-B", own_place="no", permits="0", from_day=_day(first + timedelta(7)),
            phone={},
        ),
        HOUSEWORK: _typed(
            for_whom="me", lives="home", household="single", long_term_care="none",
            tasks={"value": ["cleaning", "beds"]}, waits="weeks", more={}, beside="yes", when="morning", phone={},
        ),
    }[service]  # fmt: skip


def _typed(**answers: str | Mapping[str, list[str]]) -> Typed:
    return tuple(
        (question, {"value": [given]} if isinstance(given, str) else given) for question, given in answers.items()
    )


def _day(day: date) -> dict[str, list[str]]:
    return {"value_dag": [str(day.day)], "value_maand": [str(day.month)], "value_jaar": [str(day.year)]}
