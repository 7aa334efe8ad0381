"""The notice by mail. 'Trying' is committed before the conversation with the mail server starts, the outcome after it.

When a worker dies in between, a sweep finds the row. Whether the mail arrived is then unknown, so it goes out again under the
same Message-ID (RFC 5322, section 3.6.4), by which a mail server or reader can drop the second.
"""

from __future__ import annotations

import logging
import random
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from naast.dossier import api as dossier
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.clock import now
from naast.kernel.errors import Refused
from naast.kernel.events import announce
from naast.kernel.holds import holds_on
from naast.kernel.types import Ref
from naast.messages.access import access_message, check_may_send
from naast.messages.actions.notice import notice_about
from naast.messages.events import DeliveryFailed
from naast.messages.models import Delivery, Message
from naast.messages.types import DeliveryState, FailureReason
from naast.parties import api as parties
from naast.parties.types import Channel, Reach

logger = logging.getLogger(__name__)

ATTEMPTS = 10
NO_SUCH_ADDRESS = frozenset({550, 551, 553})
FIRST_WAIT, LONGEST_WAIT, HELD_WAIT = timedelta(seconds=30), timedelta(hours=1), timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one attempt brought. `doubt`: the mail may have arrived although we never heard so."""

    sent: bool = False
    refused: bool = False
    reached: bool = True
    doubt: bool = False
    problem: str = ""


def attempt(message: UUID) -> Outcome | None:
    """Try once to tell the person. None when it is not our turn: done, held, or somebody else is at it.

    Must run outside a transaction.
    """
    begun = _begin(message)
    if begun is None:
        return None
    number, mail = begun
    outcome = converse(mail)
    if not outcome.sent:
        logger.warning("The mail server did not take the mail about message %s: %s.", message, outcome.problem)
    with transaction.atomic():
        _settle(message, number, outcome)
    return outcome


@transaction.atomic
def settle_stuck(message: UUID) -> bool:
    """End an attempt whose worker never came back. Should that worker wake up, the fence keeps its outcome out."""
    row = Delivery.objects.filter(pk=message, state=DeliveryState.TRYING).first()
    if row is None:
        return False
    return _settle(message, row.attempt, Outcome(doubt=True, problem="the worker never came back"))


@transaction.atomic
def try_again(actor: Actor, message: UUID) -> None:
    """Give a notice that ended badly a new start, once a human mended the cause."""
    row = access_message(actor, message)
    check_may_send(actor, row.organisation)
    ended = Delivery.objects.filter(pk=row.pk, state__in=[DeliveryState.FAILED, DeliveryState.UNKNOWN])
    if not ended.update(state=DeliveryState.QUEUED, attempts_left=ATTEMPTS, due_at=now(), problem=""):
        raise Refused("Deze mail is al onderweg of aangekomen. Er is niets veranderd.")
    dossier.audit(actor, organisation=row.organisation, what="messages.try_again", about=Ref("message", row.pk))


@transaction.atomic(durable=True)
def _begin(message: UUID) -> tuple[int, EmailMessage] | None:
    if not settings.EMAIL_HOST:
        return None  # mail is kept back until there is a server
    rows = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).select_related("message")
    row = rows.filter(pk=message, state=DeliveryState.QUEUED, due_at__lte=now(), message__sent_at__isnull=False).first()
    if row is None:
        return None
    if holds_on(row.message.about):
        row.wait_until(now() + HELD_WAIT)
        row.save()
        return None
    reach = parties.reach(row.message.party)
    if reach is None or reach.channel is not Channel.MAIL:
        _end_without_mail(row, reach)
        return None
    row.state, row.tried_at = DeliveryState.TRYING, now()
    row.attempt, row.attempts_left = row.attempt + 1, row.attempts_left - 1
    row.save()
    return row.attempt, notice_about(row.message, reach.address)


def converse(mail: EmailMessage) -> Outcome:
    """Hand one mail to the mail server and say what came of it."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException) as error:
        return Outcome(reached=False, problem=type(error).__name__)
    try:
        connection.send_messages([mail])
    except SMTPRecipientsRefused as error:
        return max((_refusal(*answer) for answer in error.recipients.values()), key=lambda one: one.refused)
    except SMTPResponseException as error:
        return _refusal(error.smtp_code, error.smtp_error)
    except ValueError as error:  # an address or header that can never be sent
        return Outcome(refused=True, problem=type(error).__name__)
    except (OSError, SMTPException) as error:  # the line went dead; perhaps after the server took it
        return Outcome(doubt=True, problem=type(error).__name__)
    finally:
        with suppress(OSError, SMTPException):
            connection.close()
    return Outcome(sent=True)


def _refusal(code: int, said: bytes | str) -> Outcome:
    """For good only when the server says that this address does not exist; anything else may be mended, by us or by them.

    550, 551 and 553 are about a mailbox (RFC 5321, section 4.2.3), and so is status 5.1.x (RFC 3463, section 3.2); the same
    codes come with another status for what is full, too large or blocked.
    """
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    status = re.match(r"\s*([245]\.\d{1,3})\.\d{1,3}\b", text)
    about_address = status is None or status[1] == "5.1"
    return Outcome(refused=code in NO_SUCH_ADDRESS and about_address, problem=f"SMTP {code}")


def _settle(message: UUID, number: int, outcome: Outcome) -> bool:
    """Write the outcome. False when the row has gone on to another attempt, so that this one no longer counts."""
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("message")
    row = rows.filter(pk=message, state=DeliveryState.TRYING, attempt=number).first()
    if row is None:
        return False
    row.doubt, row.problem = row.doubt or outcome.doubt, outcome.problem
    if outcome.sent:
        row.state = DeliveryState.SENT
        row.save()
        Message.objects.filter(pk=message, notified_at=None).update(notified_at=now())
    elif outcome.refused:
        _end(row, DeliveryState.FAILED, FailureReason.REFUSED)
    elif row.attempts_left:
        row.wait_until(now() + _wait(row.attempt))
        row.save()
    elif row.doubt:
        _end(row, DeliveryState.UNKNOWN, FailureReason.UNKNOWN)
    else:
        _end(row, DeliveryState.FAILED, FailureReason.GAVE_UP)
    return True


def _wait(attempt: int) -> timedelta:
    """Twice as long each time, a little different for each mail so that they do not all come back at once."""
    wait: timedelta = min(FIRST_WAIT * 2 ** min(attempt - 1, 10), LONGEST_WAIT)
    return wait * random.uniform(0.75, 1.25)


BY_HAND = {Channel.PHONE: FailureReason.WANTS_A_CALL, Channel.POST: FailureReason.NEEDS_A_LETTER}


def _end_without_mail(row: Delivery, reach: Reach | None) -> None:
    """Who chose the inbox is told there, a human calls or writes who chose that; where we cannot send to, a human finds a way."""
    if reach is None:
        _end(row, DeliveryState.FAILED, FailureReason.NO_ADDRESS)
        return
    row.state = DeliveryState.SENT
    row.save()
    if reach.channel in BY_HAND:
        _ask_a_human(row.message, BY_HAND[reach.channel])


def _end(row: Delivery, state: DeliveryState, reason: FailureReason) -> None:
    row.state = state
    row.save()
    message = row.message
    dossier.record(
        SYSTEM,
        subject=message.party,
        organisation=message.organisation,
        kind="messages.no_address" if reason is FailureReason.NO_ADDRESS else "messages.not_delivered",
        purpose=message.purpose,
        about=message.about,
        content={
            "subject": message.subject,
            "language": message.language,
            "message": str(message.pk),
            "reason": reason,
        },
    )
    _ask_a_human(message, reason)


def _ask_a_human(message: Message, reason: FailureReason) -> None:
    announce(
        DeliveryFailed(
            message=message.pk,
            organisation=message.organisation,
            party=message.party,
            about=message.about,
            reason=reason,
        )
    )
