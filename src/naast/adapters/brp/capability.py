"""What the BRP adds to the house: a source of prefill, where an operator connected it."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from naast.adapters.brp.facts import FACTS
from naast.adapters.brp.source import fetch
from naast.kernel.registry import Capability
from naast.parties.ports import FactSource

SOURCE = FactSource(key="brp", name=_("BRP"), facts=frozenset(FACTS), fetch=fetch)

CAPABILITY = Capability(
    name="brp",
    purpose="Facts about a person from the population register.",
    declares=(SOURCE,) if settings.NAAST.brp_url else (),
)
