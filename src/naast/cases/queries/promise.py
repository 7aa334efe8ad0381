"""What a question to the resident does to the dates of a case."""

from __future__ import annotations

from datetime import date

from naast.cases.models import Case
from naast.catalogue.api import version as package_version
from naast.design.types import Promise
from naast.journeys.api import promised
from naast.kernel.clock import local_day


def first_promise(case: Case, stood_still: int) -> Promise:
    """The dates that follow from the service, were the clock to have stood still this many days (Awb 4:15)."""
    service = package_version(case.service_version).sections["service"]
    return promised(service, sent=local_day(case.sent_at), counts_from=case.counts_from, stood_still=stood_still)


def promise_with(case: Case, stood_still: int) -> Promise:
    """The same with what we said since: the dates of the case as they stand."""
    dates = first_promise(case, stood_still)
    usual = max(dates.usual, case.usual_on)  # never back to a day that we took back before
    return Promise(usual, dates.quickest, dates.by_law)


def days_stood_still(asked: date, ended: date) -> int:
    """Days that the clock stood still: from the day after the question until the day of the answer (Awb 4:15 par. 1)."""
    return max(0, (ended - asked).days - 1)
