"""Cases, as other capabilities and screens use them."""

from naast.cases.actions import (
    ask_resident,
    close_case,
    correct_answer,
    decide,
    give_back_case,
    send_message,
    take_case,
    withdraw,
)
from naast.cases.actions.ask import answer_question
from naast.cases.queries import case_view, cases_of, outcomes_of
from naast.cases.queries.history import own_history, own_services, own_years

__all__ = [
    "answer_question",
    "ask_resident",
    "case_view",
    "cases_of",
    "close_case",
    "correct_answer",
    "decide",
    "give_back_case",
    "outcomes_of",
    "own_history",
    "own_services",
    "own_years",
    "send_message",
    "take_case",
    "withdraw",
]
