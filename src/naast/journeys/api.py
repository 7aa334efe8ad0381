"""Journeys, as other capabilities use them."""

from naast.journeys.actions import answer, send, start
from naast.journeys.actions.reference import as_written, is_right
from naast.journeys.queries.drafts import answers_of, draft, open_drafts
from naast.journeys.queries.helping import draft_with_number
from naast.journeys.queries.promises import promised

__all__ = [
    "answer",
    "answers_of",
    "as_written",
    "draft",
    "draft_with_number",
    "is_right",
    "open_drafts",
    "promised",
    "send",
    "start",
]
