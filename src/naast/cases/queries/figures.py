"""How often each service is asked, and whether its promise is kept; never of few, and never by worker."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Aggregate, Count, DurationField, Q
from django.db.models.functions import TruncDate

from naast.cases.models import Case
from naast.catalogue.types import FEWEST, Course
from naast.kernel.clock import AMSTERDAM

DECIDED, SENT = (TruncDate(name, tzinfo=AMSTERDAM) for name in ("decided_at", "sent_at"))


class NineInTen(Aggregate):
    """The value that nine of ten do not pass (PostgreSQL, ordered-set aggregate)."""

    function = "percentile_disc"
    template = "%(function)s(0.9) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


def courses(organisation: UUID, services: Collection[str], first: date, last: date) -> Mapping[str, Course]:
    """By service, for the days from the first up to and not including the last. What was taken back is not finished."""
    start, end = (datetime.combine(one, time(), AMSTERDAM) for one in (first, last))
    asked = Q(sent_at__gte=start, sent_at__lt=end)
    finished = Q(decided_at__gte=start, decided_at__lt=end)
    rows = (
        Case.objects.filter(asked | finished, organisation=organisation, service__in=services)
        .values("service")
        .annotate(
            asked=Count("id", filter=asked),
            finished=Count("id", filter=finished),
            kept=Count("id", filter=finished & Q(promised_on__gte=DECIDED)),
            within=NineInTen(DECIDED - SENT, filter=finished),
        )
        .order_by("service")
    )
    return {row["service"]: _course(**row) for row in rows}


def _course(*, service: str, asked: int, finished: int, kept: int, within: timedelta | None) -> Course:
    told = finished >= FEWEST and within is not None
    return Course(
        asked=asked if asked >= FEWEST else None,
        finished=finished if told else None,
        kept=kept if told else None,
        nine_in_ten=within.days if told and within is not None else None,
    )
