"""The story of tante Jo in twelve steps, and how much of each runs today. Change a line when its step starts to run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Runs(StrEnum):
    """`value` is the word on the page."""

    YES = "dit kan al"
    PARTLY = "dit kan voor een deel"
    NOT_YET = "dit kan nog niet"

    @property
    def tone(self) -> str:
        return {Runs.YES: "ok", Runs.PARTLY: "info", Runs.NOT_YET: "neutral"}[self]


@dataclass(frozen=True, slots=True)
class StoryStep:
    """`today` says what of it can be seen now; empty when nothing can."""

    who: str
    what: str
    runs: Runs
    today: str = ""


STORY = (
    StoryStep(
        "Mirthe, op haar telefoon",
        "Zij typt dat ze bij haar tante wil gaan wonen, en of tante dan gekort wordt.",
        Runs.PARTLY,
        "De zoekbalk werkt, voor 293 diensten. Het hele antwoord op haar vraag is er nog niet.",
    ),
    StoryStep("Mirthe", "Zij krijgt één antwoord in drie delen.", Runs.NOT_YET),
    StoryStep("Mirthe", "Zij legt drie keuzes naast elkaar: wat verandert er dan?", Runs.NOT_YET),
    StoryStep(
        "Mirthe",
        "Zij begint. Haar eigen gegevens staan er al, die van tante niet.",
        Runs.PARTLY,
        "Bij verhuizen staan adres en gezin er al, met bron en reden.",
    ),
    StoryStep("Mirthe en tante Jo", "Tante heeft geen DigiD. Naast merkt dat het stokt.", Runs.NOT_YET),
    StoryStep(
        "Karim, op zijn werk",
        "Hij ziet binnen een seconde wat er speelt, en waarom hij dat ziet.",
        Runs.PARTLY,
        "Zijn rij en de open zaken vernieuwen vanzelf. Een seintje dat iemand vastloopt, is er nog niet.",
    ),
    StoryStep(
        "Gerda en tante Jo, in de bus",
        "Zij vullen samen hetzelfde verzoek aan.",
        Runs.PARTLY,
        "Een medewerker begint aan de balie een aanvraag met wie er staat. Samen verder op twee schermen kan nog niet.",
    ),
    StoryStep("Karim en Wout", "Karim vraagt een deskundige erbij, zonder door te verbinden.", Runs.NOT_YET),
    StoryStep(
        "Mirthe en tante Jo",
        "Bijna alles is al ingevuld. Ze sturen het één keer, hoe vaak ze ook drukken.",
        Runs.PARTLY,
        "Nakijken en versturen werkt, voor één persoon. Een mens beslist.",
    ),
    StoryStep(
        "Mirthe en tante Jo",
        "Zij volgen wat er gebeurt, en zien wie in hun gegevens keek.",
        Runs.PARTLY,
        "Op de eigen pagina en per mail. Nog niet met WhatsApp of een brief.",
    ),
    StoryStep(
        "Ans en Bente",
        "Zij zien waar mensen vastliepen en maken het beter.",
        Runs.PARTLY,
        "Bente ziet wat niet werd gevonden en probeert woorden. Waar een aanvraag stokt, zien zij nog niet.",
    ),
    StoryStep("Iedereen", "De fout en wat eraan gedaan is, staan openbaar.", Runs.NOT_YET),
)
