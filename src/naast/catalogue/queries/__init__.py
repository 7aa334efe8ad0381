"""Reads of the catalogue."""

from naast.catalogue.queries.showing import (
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
    "locale_of",
    "page_of",
    "resident_question",
    "resident_questions",
    "service_of",
    "services_of",
    "text",
    "version_of",
]
