"""Answers per type, in one place: read from a form, judged, shown in words and put back in a form.

The same `problems` judges an answer at its own step, and every answer on the path again at the check page and at sending.
"""

from naast.journeys.answers.ground import Circumstances, Posted, Value, first_of, without_strange
from naast.journeys.answers.kinds import problems_with, read, shown, typed

__all__ = ["Circumstances", "Posted", "Value", "first_of", "problems_with", "read", "shown", "typed", "without_strange"]
