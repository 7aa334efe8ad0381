"""What a privacy officer reads of each rule: its name, what was seen, and how it can be as it should."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class RuleWords(NamedTuple):
    """`seen` takes worker, count and usual; `fine` is why there may be nothing wrong."""

    title: str
    seen: str
    fine: str


WORDS: Mapping[str, RuleWords] = MappingProxyType(
    {
        "own-name": RuleWords(
            "Zelfde achternaam",
            "{worker} opende zonder zaak het dossier van iemand met dezelfde achternaam.",
            "Veel mensen heten hetzelfde. En wie belt, krijgt soms toevallig een naamgenoot aan de lijn.",
        ),
        "colleague": RuleWords(
            "Heet als een collega",
            "{worker} opende zonder zaak het dossier van iemand die heet als een medewerker.",
            "Collega’s wonen hier ook, en mogen ons bellen zoals iedereen.",
        ),
        "again": RuleWords(
            "Steeds dezelfde persoon",
            "{worker} opende hetzelfde dossier op {count} dagen binnen 30 dagen. Er was geen zaak en er is niets mee gedaan.",
            "Sommige mensen bellen vaak, en vragen graag naar wie ze al kennen.",
        ),
        "by-reason": RuleWords(
            "Vaak zonder zaak",
            "{worker} opende in één week {count} dossiers zonder zaak. In dit team is {usual} gewoon.",
            "Iemand kan ander werk hebben dan het team, zoals de post of de balie.",
        ),
        "opened-and-left": RuleWords(
            "Veel geopend, niets gedaan",
            "{worker} opende op één dag {count} dossiers en deed er niets mee. In dit team is {usual} gewoon.",
            "Iemand kan zaken verdelen of nakijken, of de hele dag bellers te woord staan.",
        ),
        "off-duty": RuleWords(
            "Buiten werktijd",
            "{worker} opende {count} dossiers op één avond, nacht of vrije dag. Er was geen zaak, of er is niets mee gedaan.",
            "Iemand kan werk inhalen, of dienst hebben.",
        ),
        "many-watchers": RuleWords(
            "Veel kijkers bij één persoon",
            "{count} medewerkers openden hetzelfde dossier en deden er niets mee. Bij bijna iedereen is dat hooguit {usual}.",
            "Iemand kan vaak gebeld hebben, steeds met een ander.",
        ),
    }
)
