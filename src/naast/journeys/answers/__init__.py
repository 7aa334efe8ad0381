"""Answers per type, in one place: the form of a question, its answer as JSON, and that answer in words.

The same form judges an answer at its own step, and every answer on the path again at the check page and at sending.
"""

from naast.journeys.answers.forms import AnswerForm, can_be_kept, form_with, is_right, kept, read, shown, unjudged
from naast.journeys.answers.ground import Circumstances, Posted, Value

__all__ = [
    "AnswerForm",
    "Circumstances",
    "Posted",
    "Value",
    "can_be_kept",
    "form_with",
    "is_right",
    "kept",
    "read",
    "shown",
    "unjudged",
]
