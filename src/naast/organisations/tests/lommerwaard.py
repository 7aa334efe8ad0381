"""The town with hours as on its door: phone on weekdays, late on Thursday; a desk; a bus on Tuesday and Thursday."""

from datetime import date, time
from uuid import UUID

from naast.kernel.actor import SYSTEM
from naast.organisations.api import create_organisation
from naast.organisations.types import Counter, Hours, OtherHours, Phone, Reach

PHONE = Phone(number="140399", display="14 0399")
WEEK = tuple(Hours(day, time(8), time(20) if day == 4 else time(17)) for day in (1, 2, 3, 4, 5))
DESK = Counter("Balie Lommerhaven", "desk", "Havenkade 2", tuple(Hours(day, time(9), time(16)) for day in (1, 2, 4)))
BUS = Counter(
    "De bus",
    "bus",
    hours=(
        Hours(2, time(9), time(12), "Elzerbroek"),
        Hours(2, time(13), time(16), "Vliermeer"),
        Hours(4, time(9), time(12), "Kleiwinde"),
    ),
)
OTHER = (
    OtherHours(date(2026, 12, 24), "We sluiten eerder.", time(8), time(15)),
    OtherHours(date(2026, 12, 31), "Iedereen is vrij."),
)
REACH = Reach(WEEK, OTHER, (DESK, BUS))


def make_lommerwaard(*, tone: str = "u", reach: Reach = REACH) -> UUID:
    return create_organisation(
        SYSTEM,
        slug="lommerwaard",
        name="Gemeente Lommerwaard",
        kind="municipality",
        theme="lommerwaard",
        tone=tone,  # type: ignore[arg-type]
        phone=PHONE,
        reach=reach,
        invented=True,
    )
