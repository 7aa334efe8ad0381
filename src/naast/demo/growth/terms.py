"""The days on which the terms of a life end, for each first day, as the cases themselves reckon them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from typing import Any

from naast.demo.growth.lives import Does, Life, Stands
from naast.journeys.api import promised
from naast.kernel.terms import Term, add_working_days, end_of_term, is_working_day

TO_OBJECT = Term.parse("6 weeks")  # Awb 6:7
Ends = Callable[[date], date]


@dataclass(frozen=True, slots=True)
class Terms:
    """`rules`: by the day after `first` on which a term ended there. The others are days after the first, where there is one."""

    rules: tuple[tuple[int, Ends], ...]
    usual: int
    by_law: int | None
    answer_by: int | None
    wrapped_up: tuple[int, ...]  # what is left to do after the decision; objecting takes longer
    told: tuple[tuple[int, int], ...]  # that it takes longer: on this day, before that one

    def fit(self, life: Life, first: date, ends: Mapping[int, date], today: date) -> bool:
        """Whether a life with these terms can stand as it should, today; all of it happened before."""
        if first + timedelta(max((step.day for step in life.steps), default=0)) >= today:
            return False
        if any(first + timedelta(day) >= ends[before] for day, before in self.told):
            return False
        match life.stands:
            case Stands.RUNS:
                return ends[self.usual] > add_working_days(today, 1)  # else the sweep promises anew, and says so
            case Stands.ASKED:
                return self.answer_by is not None and ends[self.answer_by] > today
            case Stands.OVERDUE:
                return self.by_law is not None and ends[self.by_law] < today
            case Stands.OBJECTABLE:
                return all(ends[due] >= today for due in self.wrapped_up)
        return True


def terms_of(life: Life, service: Mapping[str, Any], *, first: date, counts_from: date | None) -> Terms:
    """The terms of a life that was played from `first` on; `counts_from` is when what we promise counts from a later day."""
    counts = ((counts_from or first) - first).days
    still = _stood_still(life)
    promises = [promise for days in {0, still} for promise in _promises(service, counts, days)]
    usual, by_law = _promises(service, counts, still)[0], _by_law(service, still)
    told = []
    for step in life.steps:
        if step.does is Does.LATER:
            told.append((step.day, _after(usual, first)))
            usual = _later(usual, by_law, Term.parse(service["promise"]["usual"]))
            promises.append(usual)
    object_until = next((_from_day(step.day, _to_object) for step in life.steps if step.does is Does.DECIDE), None)
    answer_by = next((step.until for step in life.steps if step.does is Does.ASK), None)
    plain = [_from_day(day, lambda day: day) for day in (counts, *([answer_by] if answer_by else []))]
    due = [*promises, *_work(life), *plain]
    ends = [*due, *map(_day_before, due), *([object_until] if object_until else [])]
    return Terms(
        rules=tuple((_after(one, first), cache(one)) for one in ends),
        usual=_after(usual, first),
        by_law=_after(by_law, first) if by_law else None,
        answer_by=answer_by,
        wrapped_up=tuple(_after(one, first) for one in _work(life)),
        told=tuple(told),
    )


def _after(ends: Ends, first: date) -> int:
    return (ends(first) - first).days


def _stood_still(life: Life) -> int:
    """Days between the question and its answer, or the last day to answer (Awb 4:15)."""
    asked = next((step for step in life.steps if step.does is Does.ASK), None)
    if asked is None or not any(step.does in (Does.ANSWER, Does.LAPSE) for step in life.steps):
        return 0
    ended = next((step.day for step in life.steps if step.does is Does.ANSWER), asked.until)
    return max(0, ended - asked.day - 1)


def _promises(service: Mapping[str, Any], counts: int, still: int) -> list[Ends]:
    """The usual day first."""

    def kept(name: str, first: date) -> date:
        given = promised(service, sent=first, counts_from=first + timedelta(counts), stood_still=still)
        day: date = getattr(given, name)
        return day

    names = {"usual": "usual", "best": "quickest", "by_law": "by_law"}
    return [partial(kept, field) for term, field in names.items() if term in service["promise"]]


def _by_law(service: Mapping[str, Any], still: int) -> Ends | None:
    return _promises(service, 0, still)[-1] if "by_law" in service["promise"] else None


def _later(usual: Ends, by_law: Ends | None, term: Term) -> Ends:
    """As far off again, never past the last day of the law."""

    def moved(first: date) -> date:
        again = end_of_term(usual(first), term)
        return min(again, by_law(first)) if by_law else again

    return moved


def _from_day(day: int, ends: Ends) -> Ends:
    return lambda first: ends(first + timedelta(day))


def _to_object(day: date) -> date:
    return end_of_term(day, TO_OBJECT)


def _work(life: Life) -> list[Ends]:
    """When the work on a decided or resumed case must be done: five working days, or one."""
    days = {Does.DECIDE: 5, Does.ANSWER: 1, Does.LAPSE: 1}
    return [_from_day(step.day, partial(_working_days, days[step.does])) for step in life.steps if step.does in days]


def _day_before(ends: Ends) -> Ends:
    """When a worker is warned: on the working day before."""

    def before(first: date) -> date:
        day = ends(first) - timedelta(1)
        while not is_working_day(day):
            day -= timedelta(1)
        return day

    return before


def _working_days(number: int, day: date) -> date:
    return add_working_days(day, number)
