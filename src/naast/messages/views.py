"""The inbox of a resident."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naast.design.templatetags.naast_words import day
from naast.design.types import Link
from naast.kernel.errors import NotFound
from naast.kernel.guards import actor_of, resident_page
from naast.messages import api
from naast.messages.forms import NEW, InboxForm
from naast.messages.types import MessageView
from naast.organisations import api as organisations

ON_A_PAGE = 25


@require_safe
@resident_page()
def mine(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if actor.party is None:
        raise NotFound
    form = InboxForm(request.GET)
    before = _key(request.GET.get("na"))
    found = api.messages_for(
        actor,
        party=actor.party,
        words=form.asked.get("woorden", ""),
        only_new="toon" in form.asked,
        before=before,
        limit=ON_A_PAGE + 1,
    )
    shown = found[:ON_A_PAGE]
    older = {**form.asked, "na": str(shown[-1].id)} if len(found) > ON_A_PAGE else {}
    context = {
        "form": form,
        "chips": _chips(form.asked),
        "links": [_line(one) for one in shown],
        "older": f"?{urlencode(older)}" if older else "",
        "newest": f"?{urlencode(form.asked)}" if before else "",
    }
    return render(request, "messages/mine.html", context)


def _chips(asked: Mapping[str, str]) -> list[Link]:
    """All or only what is new, with the words that were typed."""
    words = {name: value for name, value in asked.items() if name != "toon"}
    return [
        Link(_("Alles"), f"?{urlencode(words)}", current="toon" not in asked),
        Link(_("Nog niet gelezen"), f"?{urlencode({**words, 'toon': NEW})}", current="toon" in asked),
    ]


@require_safe
@resident_page()
def read(request: HttpRequest, message: UUID) -> HttpResponse:
    """Opening a message is what reading is, so this GET notes the moment; for HEAD nothing was read."""
    actor = actor_of(request)
    shown = api.message(actor, message)
    if request.method == "GET":
        api.mark_read(actor, message)
    sender = organisations.organisation(shown.organisation)
    context = {"message": shown, "sender": sender, "paragraphs": shown.body.split("\n\n")}
    return render(request, "messages/read.html", context)


def _line(message: MessageView) -> Link:
    at = capfirst(day(message.sent_at)) if message.sent_at else ""
    note = at if message.read_at else _("Nog niet gelezen. %(at)s") % {"at": at}
    return Link(message.subject, reverse("messages:read", args=[message.id]), lang=message.language, note=note)


def _key(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound from None
