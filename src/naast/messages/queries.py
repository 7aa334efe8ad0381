"""Reading messages and the outbox."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models import Q

from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.types import Ref
from naast.messages.access import access_message, messages_to
from naast.messages.models import Delivery, Message
from naast.messages.types import DeliveryState, MessageView

LONGEST_LIST = 100
STUCK_AFTER = timedelta(minutes=2)  # longer than any conversation with a mail server can last, see delivery


def messages_for(
    actor: Actor,
    *,
    party: UUID,
    about: Ref | None = None,
    words: str = "",
    only_new: bool = False,
    before: UUID | None = None,
    limit: int = 25,
) -> tuple[MessageView, ...]:
    """The messages of one person, newest first, those before one of them; empty for who may not.

    Only those about one thing, with these words in subject or body, or not read yet, where that is asked.
    """
    rows = messages_to(actor, party)
    if about:
        rows = rows.filter(about_kind=about.kind, about_id=about.id)
    if words:
        rows = rows.filter(Q(subject__icontains=words) | Q(body__icontains=words))
    if only_new:
        rows = rows.filter(read_at=None)
    if before:
        last = access_message(actor, before)
        rows = rows.filter(Q(sent_at__lt=last.sent_at) | Q(sent_at=last.sent_at, id__lt=last.pk))
    newest_first = rows.order_by("-sent_at", "-id")
    return tuple(view_of(row) for row in newest_first[: min(limit, LONGEST_LIST)])


def message(actor: Actor, message: UUID) -> MessageView:
    return view_of(access_message(actor, message))


def unread(actor: Actor, *, party: UUID) -> bool:
    """Whether something waits to be read; not how much, since a number that grows only worries."""
    return messages_to(actor, party).filter(read_at=None).exclude(sent_at=None).exists()


def due_deliveries(limit: int) -> list[UUID]:
    rows = Delivery.objects.filter(state=DeliveryState.QUEUED, due_at__lte=now(), message__sent_at__isnull=False)
    return list(rows.order_by("due_at").values_list("message_id", flat=True)[:limit])


def stuck_deliveries(limit: int) -> list[UUID]:
    """Attempts that began and never ended, because their worker died or sleeps."""
    rows = Delivery.objects.filter(state=DeliveryState.TRYING, tried_at__lt=now() - STUCK_AFTER)
    return list(rows.order_by("tried_at").values_list("message_id", flat=True)[:limit])


def held_messages(after: UUID | None, limit: int) -> list[UUID]:
    rows = Message.objects.filter(sent_at=None)
    if after:
        rows = rows.filter(id__gt=after)
    return list(rows.order_by("id").values_list("id", flat=True)[:limit])


def view_of(row: Message) -> MessageView:
    return MessageView(
        id=row.pk,
        organisation=row.organisation,
        party=row.party,
        about=row.about,
        language=row.language.partition("-")[0],  # the tone is no language to a screen reader
        subject=row.subject,
        body=row.body,
        formal=row.formal,
        offered_at=row.offered_at,
        sent_at=row.sent_at,
        received_at=row.received_at,
        notified_at=row.notified_at,
        read_at=row.read_at,
        delivery=DeliveryState(row.delivery.state),
    )
