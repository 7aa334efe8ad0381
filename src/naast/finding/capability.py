"""What finding adds to the house: from own words to a service, or to a human."""

from django.urls import reverse

from naast.design.types import FrameSlot
from naast.finding.matching.section import WORDS_SECTION
from naast.kernel.registry import Capability

CAPABILITY = Capability(
    name="finding",
    purpose="From what a resident types to the right service with its steps; always with a way to a human.",
    declares=(
        WORDS_SECTION,
        FrameSlot(
            key="finding.ask",
            slot="ask",
            template="design/slots/ask.html",
            context=lambda _request: {"url": reverse("finding:answer")},
        ),
    ),
)
