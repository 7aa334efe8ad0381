"""Sending and reading: the row, the dossier entry and the event, in the transaction of the caller."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import override

from naast.dossier import api as dossier
from naast.kernel import live
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.clock import now, written
from naast.kernel.events import announce
from naast.kernel.holds import holds_on
from naast.kernel.registry import registry
from naast.kernel.types import Ref
from naast.messages.access import access_message, check_may_send
from naast.messages.events import MessageRead, MessageSent
from naast.messages.models import Delivery, Message
from naast.messages.types import MessageTemplate
from naast.organisations import api as organisations
from naast.parties import api as parties

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class UnknownTemplate(LookupError):
    """No capability declares a message of this name, or the values do not fit its fields."""


@transaction.atomic
def send(
    actor: Actor,
    *,
    template: str,
    party: UUID,
    organisation: UUID,
    about: Ref,
    values: Mapping[str, StrOrPromise | date],
) -> UUID:
    """Put a message in the person's inbox and tell them by mail. Under a hold it waits, and goes when the hold ends.

    The text is fixed now, in the language and tone of the person; dates and lazy texts among the values too. Raises Forbidden
    for staff without `messages.send`.
    """
    check_may_send(actor, organisation)
    declared = _declared(template, values)
    language = parties.language_of(party, tone=organisations.organisation(organisation).tone)
    with override(language):
        plain = {name: printable(_in_words(value)) for name, value in values.items()}
        subject, body = str(declared.subject).format_map(plain), str(declared.body).format_map(plain)
    row = Message.objects.create(
        organisation=organisation,
        party=party,
        template=template,
        purpose=declared.purpose,
        about_kind=about.kind,
        about_id=about.id,
        language=language,
        subject=one_line(subject, longest=300),
        body=body,
        formal=declared.formal,
    )
    Delivery.objects.create(message=row)
    if holds_on(about):
        dossier.audit(actor, organisation=organisation, what="messages.held", about=Ref("message", row.pk))
    else:
        _put_in_inbox(actor, row)
    return row.pk


@transaction.atomic
def release(message: UUID) -> bool:
    """Put a message that waited for a hold in the inbox, once no hold is left. False when it still waits or is already there."""
    row = Message.objects.select_for_update(skip_locked=True).filter(pk=message, sent_at=None).first()
    if row is None or holds_on(row.about):
        return False
    _put_in_inbox(SYSTEM, row)
    return True


@transaction.atomic
def mark_read(actor: Actor, message: UUID) -> None:
    """Note that the person opened it, the first time. When a worker or a helper looks, nothing is noted here."""
    row = access_message(actor, message)
    if actor.party != row.party:
        return
    if Message.objects.filter(pk=row.pk, read_at=None).update(read_at=now()):
        _record(actor, row, "messages.read")
        announce(MessageRead(message=row.pk, organisation=row.organisation, party=row.party, about=row.about))


def printable(text: str) -> str:
    """Text without the characters that steer a terminal, a mail header or the direction of writing; line ends stay."""
    return "".join(
        one for one in text if one == "\n" or unicodedata.category(one) not in ("Cc", "Cf", "Cs") or one == "\u200d"
    )


def one_line(text: str, *, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _in_words(value: StrOrPromise | date) -> str:
    return written(value) if isinstance(value, date) else str(value)


def _declared(template: str, values: Mapping[str, StrOrPromise | date]) -> MessageTemplate:
    declared = registry.find(MessageTemplate, template)
    if declared is None:
        raise UnknownTemplate(template)
    if declared.fields != values.keys():
        raise UnknownTemplate(f"{template} needs {sorted(declared.fields)} and got {sorted(values)}")
    return declared


def _put_in_inbox(actor: Actor, row: Message) -> None:
    row.sent_at = row.received_at = now()
    row.save(update_fields=["sent_at", "received_at"])
    _record(actor, row, "messages.sent")
    announce(MessageSent(message=row.pk, organisation=row.organisation, party=row.party, about=row.about))
    live.publish(f"messages:{row.party}")


def _record(actor: Actor, row: Message, kind: str) -> None:
    dossier.record(
        actor,
        subject=row.party,
        organisation=row.organisation,
        kind=kind,
        purpose=row.purpose,
        about=row.about,
        content={"subject": row.subject, "language": row.language, "message": str(row.pk)},
    )
