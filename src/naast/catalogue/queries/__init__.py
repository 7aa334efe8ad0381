"""Reads of the catalogue."""

from naast.catalogue.queries.administering import not_offered, offer_of, offered_by, on_shelf, why_paused
from naast.catalogue.queries.courses import how_it_goes
from naast.catalogue.queries.landing import (
    life_events,
    plan_of,
    question_page,
    questions_by_demand,
    questions_in_own_words,
)
from naast.catalogue.queries.lists import services_by_letter
from naast.catalogue.queries.offering import life_events_of, offered, provider_of
from naast.catalogue.queries.showing import (
    language,
    locale_of,
    page_of,
    resident_question,
    resident_questions,
    text,
)
from naast.catalogue.queries.versions import (
    current_version,
    current_versions,
    service_of,
    services_of,
    version_of,
)

__all__ = [
    "current_version",
    "current_versions",
    "how_it_goes",
    "language",
    "life_events",
    "life_events_of",
    "locale_of",
    "not_offered",
    "offer_of",
    "offered",
    "offered_by",
    "on_shelf",
    "page_of",
    "plan_of",
    "provider_of",
    "question_page",
    "questions_by_demand",
    "questions_in_own_words",
    "resident_question",
    "resident_questions",
    "service_of",
    "services_by_letter",
    "services_of",
    "text",
    "version_of",
    "why_paused",
]
