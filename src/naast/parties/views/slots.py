"""What people put in the pages of others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from naast.kernel.errors import NotFound
from naast.kernel.guards import actor_of
from naast.parties import api
from naast.parties.queries.people import digital_addresses
from naast.parties.types import Channel, DigitalAddressView, Lane, PersonCard

CHANNELS = {
    Channel.MAIL: "Het liefst per e-mail",
    Channel.PHONE: "Het liefst bellen",
    Channel.POST: "Het liefst een brief",
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
    addresses = digital_addresses(party)
    return {"pairs": _pairs(card, addresses), "phone": api.phone_of(party)}


def _pairs(card: PersonCard, addresses: tuple[DigitalAddressView, ...]) -> list[tuple[str, str]]:
    mail = next((one for one in addresses if one.kind == "email"), None)
    checked = "" if mail is None or mail.verified_at else " (nog niet nagekeken: hier gaat niets heen)"
    return [
        ("Bereiken", CHANNELS[card.channel]),
        ("E-mail", f"{mail.value}{checked}" if mail else "Geen"),
        ("Hoe", LANES[card.lane]),
        ("Taal", LANGUAGES.get(card.language, "Nederlands")),
    ]
