"""What a question to the resident does to the dates of a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from naast.cases.models import Case
from naast.cases.types import LinkKind
from naast.catalogue.api import version as package_version
from naast.design.types import Promise
from naast.journeys.api import promised
from naast.kernel.clock import local_day


def first_promise(case: Case, stood_still: int) -> Promise:
    """The dates that follow from the service, were the clock to have stood still this many days (Awb 4:15).

    Of the requests that were merged into it, the earliest date holds.
    """
    return earliest([_of_service(case, stood_still), *_of_merged(case, stood_still)])


def _of_service(case: Case, stood_still: int) -> Promise:
    service = package_version(case.service_version).sections["service"]
    return promised(service, sent=local_day(case.sent_at), counts_from=case.counts_from, stood_still=stood_still)


def _of_merged(case: Case, stood_still: int) -> Iterator[Promise]:
    """Each with the days that its own clock stood still, and those that the clock of both did since."""
    for link in case.linked.all():
        if link.kind == LinkKind.MERGED and link.ended_at is None:
            yield _of_service(link.case, link.case.paused_days + stood_still - link.before["stood_still"])


def earliest(dates: Iterable[Promise]) -> Promise:
    """Of each date the first; the law may give none."""
    given = list(dates)
    return Promise(
        usual=min(one.usual for one in given),
        quickest=min((one.quickest for one in given if one.quickest), default=None),
        by_law=min((one.by_law for one in given if one.by_law), default=None),
    )


def promise_with(case: Case, stood_still: int) -> Promise:
    """The same with what we said since: the dates of the case as they stand."""
    dates = first_promise(case, stood_still)
    usual = max(dates.usual, case.usual_on)  # never back to a day that we took back before
    return Promise(usual, dates.quickest, dates.by_law)


def days_stood_still(asked: date, ended: date) -> int:
    """Days that the clock stood still: from the day after the question until the day of the answer (Awb 4:15 par. 1)."""
    return max(0, (ended - asked).days - 1)
