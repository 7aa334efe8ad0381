"""What can be done to a case. Each verb changes the row, writes the dossier, announces the event; in one transaction."""

from naast.cases.actions.ask import answer_question, ask_resident, lapse_question, retract_question
from naast.cases.actions.correct import correct_and_retract, correct_answer
from naast.cases.actions.finish import close_case, decide, withdraw
from naast.cases.actions.handle import give_back_case, leave_case, send_message, take_case
from naast.cases.actions.joining import link_cases, merge_case, unlink_cases
from naast.cases.actions.late import tell_by_hand, tell_who_waits_longer
from naast.cases.actions.make import make_case
from naast.cases.actions.noting import write_note
from naast.cases.actions.passing import accept_case, hand_over_case
from naast.cases.actions.undo import undo

__all__ = [
    "accept_case",
    "answer_question",
    "ask_resident",
    "close_case",
    "correct_and_retract",
    "correct_answer",
    "decide",
    "give_back_case",
    "hand_over_case",
    "lapse_question",
    "leave_case",
    "link_cases",
    "make_case",
    "merge_case",
    "retract_question",
    "send_message",
    "take_case",
    "tell_by_hand",
    "tell_who_waits_longer",
    "undo",
    "unlink_cases",
    "withdraw",
    "write_note",
]
