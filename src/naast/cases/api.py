"""Cases, as other capabilities and screens use them."""

from naast.cases.actions import (
    accept_case,
    ask_resident,
    close_case,
    correct_and_retract,
    correct_answer,
    decide,
    give_back_case,
    hand_over_case,
    link_cases,
    merge_case,
    retract_question,
    send_message,
    take_case,
    undo,
    unlink_cases,
    withdraw,
    write_note,
)
from naast.cases.actions.ask import answer_question
from naast.cases.actions.dispute import dispute_answer
from naast.cases.queries import (
    case_view,
    case_with_reference,
    cases_of,
    days_to_wait,
    duplicates_of,
    outcomes_of,
    replies_of,
)
from naast.cases.queries.history import own_history, own_services, own_years
from naast.cases.queries.receivers import receivers_of

__all__ = [
    "accept_case",
    "answer_question",
    "ask_resident",
    "case_view",
    "case_with_reference",
    "cases_of",
    "close_case",
    "correct_and_retract",
    "correct_answer",
    "days_to_wait",
    "decide",
    "dispute_answer",
    "duplicates_of",
    "give_back_case",
    "hand_over_case",
    "link_cases",
    "merge_case",
    "outcomes_of",
    "own_history",
    "own_services",
    "own_years",
    "receivers_of",
    "replies_of",
    "retract_question",
    "send_message",
    "take_case",
    "undo",
    "unlink_cases",
    "withdraw",
    "write_note",
]
