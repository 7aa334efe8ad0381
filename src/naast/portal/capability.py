"""Portal: the resident's pages that put several capabilities together."""

from django.utils.translation import gettext_lazy as _

from naast.design.types import NavItem
from naast.kernel.registry import Capability

CAPABILITY = Capability(
    name="portal",
    purpose="The front door: the question box, my own page, and the ways to a human.",
    declares=(
        NavItem(key="portal.home", label=_("Start"), url_name="portal:home", icon="home", order=1),
        NavItem(key="portal.mine", label=_("Mijn zaken"), url_name="portal:mine", icon="matters", order=3),
        NavItem(key="portal.contact", label=_("Contact"), url_name="portal:contact", icon="phone", order=4),
    ),
)
