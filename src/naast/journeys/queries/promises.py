"""By when somebody hears: what the `service` section of a package promises, as days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from naast.design.types import Promise
from naast.kernel.terms import Term, end_of_term, next_working_day


def promised(service: Mapping[str, Any], *, sent: date, counts_from: date, stood_still: int = 0) -> Promise:
    """The days for who sends it on `sent`. What we promise counts from `counts_from`; the law counts from sending (Awb 4:13).

    `stood_still` is the number of days that the clock stood still (Awb 4:15).
    """
    terms = service["promise"]

    def end(start: date, term: str) -> date:
        return end_of_term(start, Term.parse(term), stood_still=stood_still)

    return Promise(
        usual=next_working_day(end(counts_from, terms["usual"])),
        quickest=next_working_day(end(counts_from, terms["best"])) if "best" in terms else None,
        by_law=end(sent, terms["by_law"]) if "by_law" in terms else None,
    )
