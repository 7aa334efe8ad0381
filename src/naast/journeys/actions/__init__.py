"""What can be done with a draft: start, answer, fetch, send, stop."""

from naast.journeys.actions.answering import Given, answer, confirm, go_onward, keep_typed
from naast.journeys.actions.asking import fetch_for
from naast.journeys.actions.helping import ask_call, ask_help
from naast.journeys.actions.sending import send
from naast.journeys.actions.starting import claim, start
from naast.journeys.actions.stopping import close_answered, discard, discard_again, sweep_expired

__all__ = [
    "Given",
    "answer",
    "ask_call",
    "ask_help",
    "claim",
    "close_answered",
    "confirm",
    "discard",
    "discard_again",
    "fetch_for",
    "go_onward",
    "keep_typed",
    "send",
    "start",
    "sweep_expired",
]
