"""What people put in the pages of others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest

from naast.kernel.errors import NotFound
from naast.kernel.guards import actor_of
from naast.parties import api
from naast.parties.forms import CallForm
from naast.parties.queries.people import digital_addresses
from naast.parties.types import Channel, DigitalAddressView, Lane, PersonCard, Reach

CHANNELS = {
    Channel.MAIL: "Per e-mail",
    Channel.PHONE: "Bellen",
    Channel.POST: "Een brief",
    Channel.INBOX: "Kijkt zelf op de site",
}
LANES = {Lane.FAST: "Snel en zelf", Lane.TOGETHER: "Rustig en samen"}
LANGUAGES = {"nl": "Nederlands", "en": "Engels"}


def reach_of_person(request: HttpRequest) -> Mapping[str, Any] | None:
    """How the person whose dossier this page is likes to hear from us; nothing for whom no person is behind it."""
    if request.resolver_match is None:
        return None
    party: UUID = request.resolver_match.kwargs["party"]
    try:
        card = api.person(actor_of(request), party)
    except NotFound:
        return None
    return {"pairs": _pairs(card, api.reach(party), digital_addresses(party)), "phone": api.phone_of(party)}


def call_of_person(request: HttpRequest) -> Mapping[str, Any] | None:
    """What was said can be written down beside the dossier; nothing for whom no person is behind it."""
    if request.resolver_match is None or not actor_of(request).organisations_with("parties.search"):
        return None
    form = CallForm(initial={"key": uuid4().hex}, auto_id="gesprek-%s")
    attrs = {"data-key": "i", "data-key-label": "Noteer dit gesprek"}
    return {"form": form, "party": request.resolver_match.kwargs["party"], "attrs": attrs}


def _pairs(card: PersonCard, reach: Reach | None, addresses: tuple[DigitalAddressView, ...]) -> list[tuple[str, str]]:
    """`reach` is where a message goes now, also for who chose nothing."""
    mail = next((one for one in addresses if one.kind == "email"), None)
    checked = "" if mail is None or mail.verified_at else " (nog niet nagekeken: hier gaat niets heen)"
    return [
        ("Bereiken", CHANNELS[reach.channel] if reach else "We weten geen manier"),
        ("E-mail", f"{mail.value}{checked}" if mail else "Geen"),
        ("Telefoon", next((one.value for one in addresses if one.kind == "phone"), "Geen")),
        ("Hoe", LANES[card.lane]),
        ("Taal", LANGUAGES.get(card.language, "Nederlands")),
    ]
