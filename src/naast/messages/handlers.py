"""What follows from a message that was sent."""

from functools import partial

from django.db import transaction

from naast.messages.actions.delivery import attempt
from naast.messages.events import MessageSent


def tell_by_mail(event: MessageSent) -> None:
    """Talk to the mail server once the effect is committed: no transaction is open meanwhile, the sweep finds what is left."""
    transaction.on_commit(partial(attempt, event.message), robust=True)
