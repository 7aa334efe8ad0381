"""The mail that tells there is a message: nothing personal in it, and the way to the whole text."""

from __future__ import annotations

from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext, override

from naast.kernel.registry import registry
from naast.messages.models import Message
from naast.messages.types import MessageTemplate
from naast.organisations import api as organisations
from naast.organisations.types import Organisation


def notice_about(message: Message, address: str) -> EmailMessage:
    """The mail about one message; the same Message-ID however often it is made. Its links start with the address in settings."""
    organisation = organisations.organisation(message.organisation)
    with override(message.language):
        subject, body = _words(message, organisation)
    return EmailMessage(
        subject=subject,
        body=body,
        from_email=formataddr((organisation.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
        to=[address],
        headers={
            "Message-ID": f"<{message.pk}@{urlsplit(settings.NAAST.base_url).hostname}>",
            "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office answers to this
        },
    )


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
