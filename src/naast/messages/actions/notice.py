"""Our mails: the notice that there is a message, with nothing personal in it, and the code that proves an address."""

from __future__ import annotations

from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext, override

from naast.kernel.ids import uuid7
from naast.kernel.registry import registry
from naast.messages.models import Message
from naast.messages.types import MessageTemplate
from naast.organisations import api as organisations
from naast.organisations.types import Organisation
from naast.parties import api as parties
from naast.parties.types import AddressCheck


def notice_about(message: Message, address: str) -> EmailMessage:
    """The mail about one message; the same Message-ID however often it is made. Its links start with the address in settings."""
    organisation = organisations.organisation(message.organisation)
    with override(message.language):
        subject, body = _words(message, organisation)
    return EmailMessage(
        subject=subject,
        body=body,
        from_email=_sender(organisation.name),
        to=[address],
        headers={
            "Message-ID": _message_id(message.pk),
            "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office answers to this
        },
    )


def code_for(check: AddressCheck, *, organisation: UUID | None) -> EmailMessage:
    """The mail that carries the code for one address."""
    sender = organisations.organisation(organisation) if organisation else None
    with override(parties.language_of(check.party, tone=sender.tone if sender else "u")):
        subject = gettext("Uw code")
        body = gettext(
            "Goedendag,\n\n"
            "Uw code is %(code)s. Vul die in op de pagina waar u net was. De code werkt tien minuten.\n\n"
            "Vroeg u geen code? Dan hoeft u niets te doen."
        ) % {"code": check.code}
    return EmailMessage(
        subject=subject,
        body=f"{body}\n",
        from_email=_sender(sender.name if sender else ""),
        to=[check.address],
        headers={"Message-ID": _message_id(uuid7()), "Auto-Submitted": "auto-generated"},
    )


def _message_id(one: UUID) -> str:
    """Of the address that residents see: what this machine calls itself is often no name that others know."""
    return f"<{one}@{urlsplit(settings.NAAST.base_url).hostname}>"


def _sender(name: str) -> str:
    return formataddr((name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))


def _words(message: Message, organisation: Organisation) -> tuple[str, str]:
    link = settings.NAAST.base_url + reverse("messages:read", args=[message.pk])
    facts = {"organisation": organisation.name, "phone": organisation.phone.display, "link": link}
    template = registry.find(MessageTemplate, message.template)
    if template and template.in_mail:
        closing = (
            gettext("U leest dit bericht ook hier:\n%(link)s\n\nVragen? Bel %(phone)s.\n\n%(organisation)s") % facts
        )
        return message.subject, f"{gettext('Goedendag,')}\n\n{message.body}\n\n{closing}\n"
    subject = gettext("Er staat een bericht voor u klaar")
    body = gettext(
        "Goedendag,\n\n"
        "Er staat een bericht van %(organisation)s voor u klaar. U leest het hier:\n%(link)s\n\n"
        "U logt eerst in. Zo leest niemand anders het bericht.\n\n"
        "Vragen? Bel %(phone)s.\n\n"
        "%(organisation)s"
    )
    return subject, f"{body % facts}\n"
