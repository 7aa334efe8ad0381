"""Messages, as other capabilities use them."""

from naast.messages.actions.delivery import try_again
from naast.messages.actions.sending import mark_read, send
from naast.messages.queries import message, messages_for, unread

__all__ = ["mark_read", "message", "messages_for", "send", "try_again", "unread"]
