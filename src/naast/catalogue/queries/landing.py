"""The page of a resident question, by need; and the plan of what to arrange when something happens in a life."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from naast.catalogue.ports import surroundings
from naast.catalogue.queries.courses import courses_of
from naast.catalogue.queries.lists import by_title, lines_of
from naast.catalogue.queries.showing import resident_question, resident_questions
from naast.catalogue.queries.versions import services_of
from naast.catalogue.types import (
    Figures,
    LifeEvent,
    Need,
    NeedsOfQuestion,
    Plan,
    QuestionPage,
    ResidentQuestion,
    Service,
    ShownNeed,
    ShownService,
    Words,
    said,
)
from naast.kernel.errors import NotFound

Lines = Mapping[str, ShownService]


def questions_by_demand() -> tuple[ResidentQuestion, ...]:
    """The thirteen, the most asked first; those that nobody ordered come last, by number."""
    places = {number: place for place, number in enumerate(surroundings().questions)}
    return tuple(sorted(resident_questions(), key=lambda one: (places.get(one.number, len(places)), one.number)))


def questions_in_own_words() -> tuple[Words, ...]:
    """A few things that people say, to show how one may ask."""
    return surroundings().examples


def question_page(organisation: UUID, number: int, locale: str) -> QuestionPage:
    """Three queries at most, however many services. A service that stands in no need is not lost. Raises NotFound."""
    question = resident_question(number)
    behind = surroundings().questions.get(number) or NeedsOfQuestion(number, "", (), ())
    here = [one for one in services_of(organisation) if number in one.resident_questions]
    lines = lines_of(here, organisation, locale)
    own = [one for one in here if one.resident_questions[0] == number]
    starting = {one.slug: lines[one.slug] for one in own}
    placed = {slug for need in behind.needs for slug in need.services}
    needs = [_need(one, starting, locale) for one in behind.needs]
    told, uncounted = courses_of(organisation, own, locale)
    return QuestionPage(
        title=said(question.title, locale),
        under=said(question.under, locale),
        owner=behind.owner,
        needs=tuple(one for one in needs if one.services),
        also=tuple(by_title(line for slug, line in lines.items() if slug not in starting or slug not in placed)),
        helplines=tuple((one, said(one.when, locale)) for one in behind.helplines),
        figures=_figures(own),
        courses=told,
        uncounted=uncounted,
    )


def _need(need: Need, lines: Lines, locale: str) -> ShownNeed:
    return ShownNeed(need.key, said(need.title, locale), said(need.line, locale), _in_order(need.services, lines))


def _in_order(slugs: Iterable[str], lines: Lines) -> tuple[ShownService, ...]:
    return tuple(lines[slug] for slug in slugs if slug in lines)


def _figures(counted: Sequence[Service]) -> Figures:
    facts = [fact for one in counted for fact in one.facts]
    checks = [fact.checked for fact in facts if fact.checked]
    return Figures(
        services=len(counted),
        start_here=sum(one.has_journey for one in counted),
        facts=len(facts),
        checked=len(checks),
        oldest=min(checks, default=None),
    )


def life_events(organisation: UUID) -> tuple[LifeEvent, ...]:
    """Those for which the organisation offers anything, in the order of their file."""
    offered = services_of(organisation)
    slugs, named = {one.slug for one in offered}, {name for one in offered for name in one.life_events}
    events = surroundings().life_events.items()
    return tuple(event for name, event in events if name in named or slugs & {*event.first, *event.next})


def plan_of(organisation: UUID, key: str, locale: str) -> Plan:
    """What to arrange when this happens. Raises NotFound."""
    found = next(((name, one) for name, one in surroundings().life_events.items() if one.key == key), None)
    if found is None:
        raise NotFound
    name, event = found
    offered = services_of(organisation)
    lines, early = lines_of(offered, organisation, locale), {*event.first, *event.next}
    later = (lines[one.slug] for one in offered if name in one.life_events and one.slug not in early)
    return Plan(
        key=key,
        title=said(event.name, locale),
        first=_in_order(event.first, lines),
        next=_in_order(event.next, lines),
        later=tuple(by_title(later)),
    )
