"""Journeys, as other capabilities use them."""

from naast.journeys.actions import answer, send, start
from naast.journeys.actions.reference import as_written, is_right
from naast.journeys.queries.drafts import answers_of, draft, open_drafts

__all__ = ["answer", "answers_of", "as_written", "draft", "is_right", "open_drafts", "send", "start"]
