"""The three dates of a case, and what a question to the resident does to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from naast.cases.types import Promise
from naast.kernel.clock import local_day
from naast.kernel.terms import Term, end_of_term


def promise(service: Mapping[str, Any], sent_at: datetime, paused_days: int = 0) -> Promise:
    """The dates that the `service` section promises to who sends it at this moment."""
    promised = service["promise"]

    def end(term: str) -> date:
        return end_of_term(local_day(sent_at), Term.parse(term), stood_still=paused_days)

    return Promise(
        quickest=end(promised["best"]),
        usual=end(promised["usual"]),
        latest=end(promised["by_law"]) if "by_law" in promised else None,
    )


def days_stood_still(asked: date, ended: date) -> int:
    """Days that the clock stood still: from the day after the question until the day of the answer (Awb 4:15 par. 1)."""
    return max(0, (ended - asked).days - 1)
