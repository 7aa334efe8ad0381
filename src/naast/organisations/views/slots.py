"""What organisations puts in the frame of every page. None when there is no organisation yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from naast.design.types import HumanHelp, Link
from naast.kernel.clock import now
from naast.organisations.types import Organisation
from naast.organisations.wording import counter_hours, place_now, until, week

Values = Mapping[str, Any] | None


def phone(request: HttpRequest) -> Values:
    if not (organisation := _organisation(request)):
        return None
    number = organisation.phone
    return {"number": number.number, "display": number.display, "until": until(organisation, now())}


def hours(request: HttpRequest) -> Values:
    if not (organisation := _organisation(request)):
        return None
    counters = [(counter.name, counter_hours(counter, now())) for counter in organisation.counters]
    return {"hours": [(_("Bellen"), week(organisation.hours)), *counters]}


def human(request: HttpRequest) -> Values:
    """Only ways that exist: the phone, and each desk or bus that opens in the coming weeks."""
    if not (organisation := _organisation(request)):
        return None
    call = Link(
        label=_("Bel %(number)s") % {"number": organisation.phone.display},
        url=f"tel:{organisation.phone.number}",
        text=until(organisation, now()),
        icon="phone",
    )
    lead = _("Bel ons, of kom langs. We denken graag met u mee.")
    return {"help": HumanHelp(lead=lead, ways=(call, *_visits(organisation)))}


def notice(request: HttpRequest) -> Values:
    organisation = _organisation(request)
    if not organisation or not organisation.invented:
        return None
    text = _("Dit is een voorbeeld. %(name)s en alle mensen hier zijn verzonnen.") % {"name": organisation.name}
    return {"text": text}


def preferences(request: HttpRequest) -> Values:
    """The ways of speaking that are not this one."""
    if not _organisation(request):
        return None
    offered = (
        ("nl", _("Zeg ‘u’ tegen mij"), "nl"),
        ("nl-je", _("Zeg ‘je’ tegen mij"), "nl"),
        ("en", "Read this in English", "en"),
    )
    ways = [(value, label, lang) for value, label, lang in offered if value != request.LANGUAGE_CODE]
    if request.LANGUAGE_CODE == "en":
        ways = [("nl", "Lees dit in het Nederlands", "nl"), ("nl-je", "Lees dit in het Nederlands, met ‘je’", "nl")]
    return {"ways": ways, "next": request.get_full_path()}


def _visits(organisation: Organisation) -> tuple[Link, ...]:
    lines = ((counter, place_now(counter, now())) for counter in organisation.counters)
    icons = {"bus": "bus", "desk": "visit"}
    return tuple(
        Link(label=_("Kom langs"), url=reverse("organisations:contact"), text=text, icon=icons[counter.kind])
        for counter, text in lines
        if text
    )


def _organisation(request: HttpRequest) -> Organisation | None:
    found: Organisation | None = getattr(request, "organisation", None)
    return found
