"""What follows from a message that was sent."""

from functools import partial

from django.db import transaction

from naast.messages.actions.delivery import attempt, converse
from naast.messages.actions.notice import code_for
from naast.messages.events import MessageSent
from naast.parties import api as parties
from naast.parties.events import AddressCheckAsked


class CodeNotSent(Exception):
    """The mail server did not take a code; the queue tries again for as long as the code is good."""


def tell_by_mail(event: MessageSent) -> None:
    """Talk to the mail server once the effect is committed: no transaction is open meanwhile, the sweep finds what is left."""
    transaction.on_commit(partial(attempt, event.message), robust=True)


def send_code(event: AddressCheckAsked) -> None:
    """Mail the code that proves an address. A second mail with the same code does no harm, so the queue may simply repeat."""
    check = parties.address_check(event.check)
    if check is None or check.kind != "email":
        return
    outcome = converse(code_for(check, organisation=event.organisation))
    if not (outcome.sent or outcome.refused):
        raise CodeNotSent(outcome.problem)
