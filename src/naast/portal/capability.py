"""Portal: the resident's pages that put several capabilities together."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naast.design.types import FrameSlot, NavItem
from naast.identity.api import Request
from naast.kernel.actor import ANONYMOUS
from naast.kernel.registry import Capability
from naast.parties.api import name_of


def _who_is_here(request: Request) -> Mapping[str, Any] | None:
    actor = getattr(request, "actor", ANONYMOUS)  # a page about an error may come before anybody is known
    if not actor.party:
        return None
    return {"name": name_of(actor.party), "sign_out_url": reverse("identity:sign-out")}


CAPABILITY = Capability(
    name="portal",
    purpose="The front door: the question box, my own page, and the ways to a human.",
    declares=(
        NavItem(key="portal.home", label=_("Start"), url_name="portal:home", icon="home", order=1),
        NavItem(key="portal.mine", label=_("Mijn zaken"), url_name="portal:mine", icon="matters", order=3),
        NavItem(key="portal.contact", label=_("Contact"), url_name="organisations:contact", icon="phone", order=4),
        FrameSlot(
            key="portal.signed-in", slot="signed-in", template="design/slots/signed_in.html", context=_who_is_here
        ),
    ),
)
