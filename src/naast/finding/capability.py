"""What finding adds to the house: from own words to a service, or to a human."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naast.design.types import FrameSlot
from naast.dossier.types import SettingChanged
from naast.finding.actions import forget_old, untie
from naast.finding.matching.answering import Finder
from naast.finding.matching.section import WORDS_SECTION
from naast.finding.queries.added import names_of_added
from naast.finding.types import Answer
from naast.kernel.algorithms import algorithm
from naast.kernel.registry import Capability
from naast.kernel.sweeps import Sweep

HOUR = 60 * 60


@algorithm(
    key="finding.answer",
    title=_("Zoeken in eigen woorden"),
    purpose=_(
        "Zoekt bij een vraag in eigen woorden de diensten die passen, en ziet wanneer er eerst een mens nodig is."
    ),
    data=_(
        "De vraag zoals die is getypt, en de teksten van de diensten. De vraag blijft op onze computer. We bewaren"
        " de vraag 90 dagen om van te leren, zonder namen en nummers en zonder wie het vroeg. Van vragen in nood bewaren"
        " we de woorden niet."
    ),
    legal_ground=_("Dienstverlening zonder besluit; Algemene wet bestuursrecht, artikel 2:1 en 3:20: wegwijs maken."),
    human_role=_(
        "De inwoner kiest zelf, ziet waarom dit er staat en kan altijd een mens spreken. Een redacteur kan het bijsturen."
    ),
)
def answer(*, finder: Finder, text: str, limit: int, language: str) -> Answer:
    return finder.ask(text, limit=limit, language=language)


CAPABILITY = Capability(
    name="finding",
    purpose="From what a resident types to the right service with its steps; always with a way to a human.",
    declares=(
        WORDS_SECTION,
        answer,
        SettingChanged(key="finding.words-live", label="Zoekwoorden live gezet", names_of=names_of_added),
        SettingChanged(key="finding.words-away", label="Zoekwoorden weggehaald", names_of=names_of_added),
        Sweep(key="finding.forget-old", every=HOUR, run=forget_old),
        Sweep(key="finding.untie", every=HOUR // 4, run=untie),
        FrameSlot(
            key="finding.ask",
            slot="ask",
            template="design/slots/ask.html",
            context=lambda _request: {"url": reverse("finding:answer")},
        ),
    ),
)
