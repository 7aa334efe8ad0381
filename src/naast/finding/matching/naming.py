"""Which of the services that fit are worth naming to who asked. The page, the box of another site and the API name these only."""

from __future__ import annotations

from collections.abc import Callable

from naast.finding.matching.languages import FRISIAN
from naast.finding.types import Answer, Kind, Result

MOST = 5
FAIR = 0.04  # how likely a service must be to be named
CLEAR = 0.4  # how likely to somebody in trouble, who waits, or who writes Frisian
ABROAD = 0.1  # how likely to who writes another language, beside a human: the right one is among these for nine in ten


def named(found: Answer, helps: frozenset[int], question_of: Callable[[str], int]) -> tuple[str, ...]:
    """Slugs, best first. `helps`: the first resident questions whose services may stand under an alarm."""
    if found.kind is Kind.OUT_OF_SCOPE:
        return ()
    if found.in_trouble:
        return tuple(one.slug for one in found.results if one.score >= CLEAR and question_of(one.slug) in helps)
    needed = {one.result.slug for one in found.needs}
    if found.event:
        return tuple(one.slug for one in found.results if one.slug in {*found.event.slugs, *needed})
    return tuple(one.slug for one in found.results[:MOST] if one.slug in needed or _fits(found, one))


def _fits(found: Answer, one: Result) -> bool:
    """Who asks how it stands, or writes Frisian, which we hardly read, is not sent to whatever is nearest; nor is who says
    nothing that we know, or needs a human first.
    """
    if found.kind is Kind.STATUS or found.language == FRISIAN:
        return one.score >= CLEAR
    if found.tongue:
        return one.score >= ABROAD
    if found.kind is Kind.CLARIFY and not one.because:
        return False
    return one.score >= FAIR or (one is found.results[0] and found.kind is not Kind.HUMAN)
