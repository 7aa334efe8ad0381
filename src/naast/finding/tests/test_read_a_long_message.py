"""Who tells a whole story is read to its end: what it is about may stand last, and so may what cannot wait."""

from __future__ import annotations

from pathlib import Path

import pytest

from naast.finding.matching.answering import Finder
from naast.finding.matching.meaning import vectors
from naast.finding.types import Kind

STORY = (
    "Goedemorgen, ik schrijf u omdat ik er zelf niet uitkom. Wij wonen nu negen jaar in deze straat, mijn man werkt in ploegen "
    "en ik zorg voor de kinderen en een beetje voor de buurvrouw. Vorige week stond ik bij u aan de balie, daar was een aardige "
    "jongen die het ook niet wist en mij een folder gaf, maar die folder ging over heel iets anders. "
)
CALM_STORY = (
    "Goedemorgen. Wij zijn in de zomer op vakantie geweest in Portugal en dat was heerlijk, de kinderen hebben er leren zwemmen. "
    "Volgend jaar willen we naar Turkije, want daar woont een tante van mijn man die tachtig wordt. Ik werk vier dagen op de "
    "bibliotheek en kan dus alleen op vrijdag langskomen. Vorige week stond ik bij u aan de balie en kreeg ik een folder mee. "
)


@pytest.mark.parametrize(
    ("last", "slug"),
    [
        ("Ik ben mijn rijbewijs kwijt, hoe kom ik aan een nieuw?", "rijbewijs-kwijt"),
        ("Mijn oude bank en een kapotte kast moeten weg, wie haalt die op?", "grofvuil"),
        ("Nu is mijn vader vannacht overleden, waar geef ik dat door?", "overlijdensaangifte"),
        ("Wij willen in juni trouwen in het oude raadhuis, hoe leggen we dat vast?", "huwelijksaangifte"),
        ("Mijn paspoort verloopt in maart, hoe vraag ik een nieuw aan?", "paspoort"),
        ("De stoeptegels voor ons huis liggen los, waar meld ik dat?", "melding-openbare-ruimte"),
    ],
)
def test_what_it_is_about_may_stand_last(finder: Finder, last: str, slug: str) -> None:
    assert finder.ask(STORY + last).results[0].slug == slug


@pytest.mark.parametrize(
    "last",
    [
        "Maar eigenlijk schrijf ik omdat hij vannacht mijn keel dichtkneep en over een uur weer thuis is.",
        "Het doet er ook niet meer toe, want ik heb alles weggegeven en vanavond stap ik eruit.",
        "En morgenochtend zet de deurwaarder ons op straat, met de baby, en we kunnen nergens heen.",
    ],
)
def test_what_cannot_wait_may_stand_last(finder: Finder, last: str) -> None:
    assert finder.ask(CALM_STORY + "Mijn paspoort verloopt in maart, hoe vraag ik een nieuw aan?").kind is Kind.SERVICES
    assert finder.ask(CALM_STORY + last).kind is Kind.HUMAN


def test_the_model_reads_to_the_end(tmp_path: Path) -> None:
    calm, not_calm = vectors([STORY + "Dank voor uw moeite", STORY + "Vanavond hoeft er niets meer"], tmp_path)
    assert float(calm @ not_calm) < 0.99
